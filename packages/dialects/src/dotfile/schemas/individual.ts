import * as z from 'zod';
import { address, bankingInformation } from './address.ts';
import { checkSummary } from './check-summary.ts';
import { customProperties } from './custom-properties.ts';
import { dataLineage } from './data-lineage.ts';
import { relation, roles } from './relation.ts';
import {
  amountOrNull,
  countryOrNull,
  dateOrNull,
  dateTime,
  email,
  flag,
  phoneNumberOrNull,
  text,
  textOrNull,
  uuid,
} from './scalars.ts';

export const individual = z.strictObject({
  id: uuid,
  case_id: uuid,
  roles,
  is_beneficial_owner: flag,
  is_controlling_person: flag,
  is_business_contact: flag,
  is_delegator: flag,
  is_signatory: flag,
  is_relevant: flag,
  first_name: text,
  middle_name: textOrNull,
  last_name: text,
  maiden_name: textOrNull,
  email: email.nullable(),
  birth_date: dateOrNull,
  birth_country: countryOrNull,
  birth_place: textOrNull,
  gender: z.enum(['male', 'female', 'other']).nullable(),
  nationalities: z.array(text).nullable(),
  address,
  banking_information: bankingInformation.nullable(),
  tax_identification_number: textOrNull,
  social_security_number: textOrNull,
  phone_number: phoneNumberOrNull,
  position: textOrNull,
  ownership_percentage: amountOrNull,
  voting_rights_percentage: amountOrNull,
  custom_properties: customProperties,
  checks: z.array(checkSummary),
  relations: z.array(relation),
  created_at: dateTime,
  updated_at: dateTime,
  last_activity_at: dateTime,
  data_lineage: dataLineage.optional(),
});

/** What is left of an individual once it is deleted. */
export const individualDeleted = z.strictObject({
  id: uuid,
  case_id: uuid,
  first_name: text,
  last_name: text,
});
