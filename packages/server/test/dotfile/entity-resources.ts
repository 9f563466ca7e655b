import { z } from 'zod';

/** What a client of Dotfile's API expects of individuals and companies, stated apart from the code that makes them. */
const id = z.guid();
const instant = z.iso.datetime({ precision: 3 });
const date = z.iso.date();
const country = z.string().regex(/^[A-Z]{2}$/);
const textOrNull = z.string().nullable();
const roles = z.array(z.enum(['legal_representative', 'shareholder']));

const address = z.strictObject({
  street_address: textOrNull,
  street_address_2: textOrNull,
  postal_code: textOrNull,
  city: textOrNull,
  state: textOrNull,
  region: textOrNull,
  country: country.nullable(),
});

const bankingInformation = z.strictObject({
  iban: z.string().min(15).max(34).nullable(),
  bic: z.string().min(8).max(12).nullable(),
});

export const customProperties = z.record(
  z.string(),
  z.union([
    z.string().nullable(),
    z.boolean().nullable(),
    z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER).nullable(),
    z.array(z.string()).nullable(),
  ]),
);

const checkSummary = z.strictObject({
  id,
  individual_id: textOrNull,
  company_id: textOrNull,
  is_internal: z.boolean(),
  status: z.enum(['in_progress', 'need_review', 'processing', 'approved', 'rejected', 'expired']),
  type: z.enum([
    'id_verification',
    'id_document',
    'aml',
    'company_monitoring',
    'document',
    'ekyc',
    'electronic_signature',
    'fraud_database',
    'online_reputation',
  ]),
  subtype: textOrNull,
  document_type_key: z.string().optional(),
  created_at: instant,
  updated_at: instant,
  last_activity_at: instant,
});

const documentOrder = z.strictObject({
  id,
  company_id: id,
  product_ref: z.string(),
  name: z.string(),
  price_tier: z.string(),
  status: z.enum(['created', 'processing', 'completed', 'failed']),
  file_id: textOrNull,
  created_at: instant,
  updated_at: instant,
});

const relationShape = {
  id,
  to_company_id: id,
  voting_rights_percentage: z.number().nullable(),
  ownership_percentage: z.number().nullable(),
  roles,
  position: textOrNull,
  created_at: instant,
  updated_at: instant,
};
const relationOfEntity = z.strictObject(relationShape);

export const relation = z.strictObject({
  ...relationShape,
  from_company_id: id.nullable(),
  from_individual_id: id.nullable(),
});

const times = { last_activity_at: instant, created_at: instant, updated_at: instant };

export const listedIndividual = z.strictObject({
  id,
  case_id: id,
  roles,
  is_beneficial_owner: z.boolean(),
  is_controlling_person: z.boolean(),
  is_business_contact: z.boolean(),
  is_delegator: z.boolean(),
  is_signatory: z.boolean(),
  is_relevant: z.boolean(),
  first_name: z.string(),
  middle_name: textOrNull,
  last_name: z.string(),
  maiden_name: textOrNull,
  email: z.email({ pattern: z.regexes.html5Email }).nullable(),
  birth_date: date.nullable(),
  birth_country: country.nullable(),
  birth_place: textOrNull,
  gender: z.enum(['male', 'female', 'other']).nullable(),
  nationalities: z.array(z.string()).nullable(),
  address,
  banking_information: bankingInformation.nullable(),
  tax_identification_number: textOrNull,
  social_security_number: textOrNull,
  phone_number: z.string().min(10).max(15).nullable(),
  position: textOrNull,
  ownership_percentage: z.number().nullable(),
  voting_rights_percentage: z.number().nullable(),
  ...times,
});

export const individual = listedIndividual.extend({
  custom_properties: customProperties,
  checks: z.array(checkSummary),
  relations: z.array(relationOfEntity),
});

export const listedCompany = z.strictObject({
  id,
  case_id: id,
  type: z.enum(['main', 'affiliated']),
  name: z.string(),
  is_relevant: z.boolean(),
  commercial_name: textOrNull,
  country: country.nullable(),
  registration_number: textOrNull,
  registration_date: date.nullable(),
  status: z.enum(['live', 'closed', 'not_reported']),
  legal_form: textOrNull,
  entity_legal_form: textOrNull,
  entity_legal_form_label: textOrNull,
  address,
  classifications: z
    .array(z.strictObject({ type: z.string(), code: z.string(), description: textOrNull.optional() }))
    .nullable(),
  banking_information: bankingInformation,
  share_capital: textOrNull,
  tax_identification_number: textOrNull,
  website_url: textOrNull,
  employer_identification_number: textOrNull,
  ...times,
});

export const company = listedCompany.extend({
  custom_properties: customProperties,
  document_orders: z.array(documentOrder),
  checks: z.array(checkSummary),
  relations: z.array(relationOfEntity),
});

export type Individual = z.infer<typeof individual>;
export type Company = z.infer<typeof company>;
export type Relation = z.infer<typeof relation>;
