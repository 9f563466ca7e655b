import { z } from 'zod';
import { textOf } from '../../text-input.ts';
import {
  bankingInformation,
  calendarDate,
  country,
  ownCase,
  partialAddress,
  text,
  textOrNull,
  withinCase,
} from './entity-input.ts';
import { customProperties } from './input.ts';

const nameLengthMax = 160;
const registrationNumberLengthMax = 180;
const urlLengthMax = 2_000;
const descriptionLengthMax = 1_000;
const classificationsMax = 100;

const name = textOf(1, nameLengthMax);

const properties = {
  name,
  commercial_name: name.nullable(),
  registration_number: textOf(0, registrationNumberLengthMax).nullable(),
  registration_date: calendarDate.nullable(),
  status: z.enum(['live', 'closed', 'not_reported'], { error: 'Expected live, closed or not_reported.' }),
  legal_form: textOrNull,
  entity_legal_form: textOrNull,
  country: country.nullable(),
  address: partialAddress,
  classifications: z
    .array(
      z
        .strictObject({ type: text, code: text, description: textOf(0, descriptionLengthMax).nullable() })
        .partial({ description: true }),
      { error: 'Expected a list of classifications.' },
    )
    .max(classificationsMax, { error: `At most ${classificationsMax} classifications.` }),
  banking_information: bankingInformation,
  share_capital: textOrNull,
  tax_identification_number: textOrNull,
  website_url: textOf(0, urlLengthMax).nullable(),
  employer_identification_number: textOrNull,
  custom_properties: customProperties,
};

const type = z.enum(['main', 'affiliated'], { error: 'Expected main or affiliated.' });

/** Dotfile's `CompanyCreate`. */
export const companyCreate = z
  .strictObject({ ...properties, type, ...ownCase })
  .partial()
  .required({ name: true, case_id: true });

/** Dotfile's `CompanyCreateInput`, as it stands in `CaseCreate`. */
export const companyOfCase = z
  .strictObject({ ...properties, type, ...withinCase })
  .partial()
  .required({ name: true });

/** Dotfile's `CompanyUpdate`. What is absent stays as it is. */
export const companyUpdate = z.strictObject(properties).partial();

export type CompanyCreate = z.infer<typeof companyCreate>;
export type CompanyOfCase = z.infer<typeof companyOfCase>;
export type CompanyUpdate = z.infer<typeof companyUpdate>;
