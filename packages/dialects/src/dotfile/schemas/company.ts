import * as z from 'zod';
import { address, bankingInformation } from './address.ts';
import { checkSummary } from './check-summary.ts';
import { customProperties } from './custom-properties.ts';
import { dataLineage } from './data-lineage.ts';
import { documentOrder } from './document-order.ts';
import { relation } from './relation.ts';
import { countryOrNull, dateOrNull, dateTime, flag, text, textOrNull, uuid } from './scalars.ts';

const companyName = text.max(160);

const classification = z.strictObject({ type: text, code: text, description: textOrNull.optional() });

export const company = z.strictObject({
  id: uuid,
  case_id: uuid,
  type: z.enum(['main', 'affiliated']),
  name: companyName,
  is_relevant: flag,
  commercial_name: companyName.nullable(),
  country: countryOrNull,
  registration_number: text.max(180).nullable(),
  registration_date: dateOrNull,
  status: z.enum(['live', 'closed', 'not_reported']),
  legal_form: textOrNull,
  entity_legal_form: textOrNull,
  entity_legal_form_label: textOrNull,
  address,
  classifications: z.array(classification).nullable(),
  banking_information: bankingInformation,
  share_capital: textOrNull,
  tax_identification_number: textOrNull,
  website_url: textOrNull,
  employer_identification_number: textOrNull,
  custom_properties: customProperties,
  document_orders: z.array(documentOrder),
  checks: z.array(checkSummary),
  relations: z.array(relation),
  created_at: dateTime,
  updated_at: dateTime,
  last_activity_at: dateTime,
  data_lineage: dataLineage.optional(),
});

/** What is left of a company once it is deleted. */
export const companyDeleted = z.strictObject({
  id: uuid,
  case_id: uuid,
  name: companyName,
  country: countryOrNull,
});

/** The part of a company that the context of a check's event holds. */
export const companyInContext = z.strictObject({ id: uuid, name: companyName, country: countryOrNull });
