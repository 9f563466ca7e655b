import { z } from 'zod';
import {
  bankingInformation,
  calendarDate,
  country,
  email,
  ownCase,
  partialAddress,
  percentage,
  phoneNumber,
  roleList,
  text,
  textOrNull,
  withinCase,
} from './entity-input.ts';
import { customProperties } from './input.ts';

const nationalitiesMax = 50;

const flag = z.boolean({ error: 'Expected true or false.' });

const properties = {
  first_name: text,
  middle_name: textOrNull,
  last_name: text,
  maiden_name: textOrNull,
  is_business_contact: flag,
  is_beneficial_owner: flag,
  is_controlling_person: flag,
  is_delegator: flag,
  is_signatory: flag,
  email: email.nullable(),
  birth_date: calendarDate.nullable(),
  birth_country: country.nullable(),
  birth_place: textOrNull,
  gender: z.enum(['male', 'female', 'other'], { error: 'Expected male, female, other or null.' }).nullable(),
  nationalities: z
    .array(country, { error: 'Expected a list of countries.' })
    .max(nationalitiesMax, { error: `At most ${nationalitiesMax} nationalities.` })
    .nullable(),
  address: partialAddress,
  banking_information: bankingInformation.nullable(),
  tax_identification_number: textOrNull,
  social_security_number: textOrNull,
  phone_number: phoneNumber.nullable(),
  position: textOrNull,
  ownership_percentage: percentage.nullable(),
  voting_rights_percentage: percentage.nullable(),
  roles: roleList,
  custom_properties: customProperties,
};

/** Dotfile's `IndividualCreate`. */
export const individualCreate = z
  .strictObject({ ...properties, ...ownCase })
  .partial()
  .required({ first_name: true, last_name: true, case_id: true });

/** Dotfile's `IndividualCreateInput`, as it stands in `CaseCreate`. */
export const individualOfCase = z
  .strictObject({ ...properties, ...withinCase })
  .partial()
  .required({ first_name: true, last_name: true });

/** Dotfile's `IndividualUpdate`. What is absent stays as it is. */
export const individualUpdate = z.strictObject(properties).partial();

export type IndividualCreate = z.infer<typeof individualCreate>;
export type IndividualOfCase = z.infer<typeof individualOfCase>;
export type IndividualUpdate = z.infer<typeof individualUpdate>;
