import { z } from 'zod';
import { textOf, uuid } from '../../text-input.ts';
import { type noAddress, roles } from './entity-record.ts';
import { numberWithin } from './input.ts';

const textLengthMax = 255;
const emailLengthMax = 254;

/** Texts of individuals and companies for which nothing else is published. */
export const text = textOf(0, textLengthMax);
export const textOrNull = text.nullable();

/** Any date that a calendar has: companies and their registers are old. */
export const calendarDate = z.iso.date({ error: 'Expected a date such as "1987-01-31".' });

/** ISO 3166-1 alpha-2. */
export const country = z
  .string({ error: 'Expected a country as two capital letters.' })
  .regex(/^[A-Z]{2}$/, { error: 'Expected a country as two capital letters.' });

/** What browsers accept in an email field. */
export const email = z
  .email({ pattern: z.regexes.html5Email, error: 'Expected an email address.' })
  .max(emailLengthMax, { error: `Expected at most ${emailLengthMax} characters.` });

/** E.164, 10 to 15 characters with the plus sign. */
export const phoneNumber = z
  .string({ error: 'Expected a phone number such as "+33639980012".' })
  .regex(/^\+[1-9]\d{8,13}$/, { error: 'Expected a phone number such as "+33639980012".' });

export const percentage = numberWithin(0, 100);

/** Each role once, where it first stands. */
export const roleList = z
  .array(z.enum(roles, { error: `Expected one of ${roles.join(', ')}.` }), {
    error: 'Expected a list of roles.',
  })
  .transform((list) => [...new Set(list)]);

const line = textOrNull;

/** Dotfile's `PartialAddress`. */
export const partialAddress = z
  .strictObject({
    street_address: line,
    street_address_2: line,
    postal_code: line,
    city: line,
    state: line,
    region: line,
    country: country.nullable(),
  } satisfies Record<keyof typeof noAddress, z.ZodType>)
  .partial();

/** Dotfile's `BankingInformation`; blanks go, letters become capitals. Nothing is said of check digits. */
export const bankingInformation = z.strictObject({
  iban: bankCode(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/, 'Expected an IBAN of 15 to 34 characters.').nullable(),
  bic: bankCode(/^[A-Z0-9]{8,12}$/, 'Expected a BIC of 8 to 12 letters and digits.').nullable(),
});

function bankCode(pattern: RegExp, error: string) {
  return z
    .string({ error })
    .transform((code) => code.replaceAll(' ', '').toUpperCase())
    .refine((code) => pattern.test(code), { error });
}

/** What relations say apart from their ends. */
export const relationProperties = {
  voting_rights_percentage: percentage.nullable(),
  ownership_percentage: percentage.nullable(),
  roles: roleList,
  position: textOrNull,
};

const relationsMax = 100;

/** Dotfile's `CaseRelationCreateImplicitTarget`: without a target, the case's main company. */
export const relationsToCompanies = z
  .array(z.strictObject({ ...relationProperties, to_company_id: uuid }).partial(), {
    error: 'Expected a list of relations.',
  })
  .max(relationsMax, { error: `At most ${relationsMax} relations.` });

const ref = textOf(1, textLengthMax);

/** Dotfile's `CaseRelationCreateWithRef`: without a `source_company_ref`, with the case's main company. */
export const relationsByRef = z
  .array(z.strictObject({ ...relationProperties, source_company_ref: ref }).partial(), {
    error: 'Expected a list of relations.',
  })
  .max(relationsMax, { error: `At most ${relationsMax} relations.` });

/** What creating with a case of its own adds to the properties. */
export const ownCase = { case_id: uuid, relations: relationsToCompanies };
/** What creating within `POST /cases` adds to the properties. */
export const withinCase = { ref, relations: relationsByRef };

/** Dotfile's `IndividualSetRelevant` and `CompanySetRelevant`. */
export const setRelevant = z.strictObject({ is_relevant: z.boolean({ error: 'Expected true or false.' }) });

export type PartialAddress = z.infer<typeof partialAddress>;
export type RelationToCompany = z.infer<typeof relationsToCompanies>[number];
export type RelationByRef = z.infer<typeof relationsByRef>[number];
