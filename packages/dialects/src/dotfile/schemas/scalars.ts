import * as z from 'zod';

/** The scalars that the contract's objects are made of. Messages say what was expected, for the publisher. */

export const text = z.string();
export const textOrNull = z.string({ error: 'Expected string or null.' }).nullable();
export const flag = z.boolean();
export const amountOrNull = z.number({ error: 'Expected number or null.' }).nullable();

/** Any version and variant of a UUID: products keep ids of their own making. */
export const uuid = z.guid({ error: 'Expected a UUID.' });
export const uuidOrNull = uuid.nullable();

/** RFC 3339 with seconds and an offset, "2026-03-02T09:30:00.000Z". */
export const dateTime = z.iso.datetime({
  offset: true,
  error: 'Expected a date and time such as "2026-03-02T09:30:00.000Z".',
});
export const dateTimeOrNull = dateTime.nullable();

export const date = z.iso.date({ error: 'Expected a date such as "2026-03-02".' });
export const dateOrNull = date.nullable();

/** ISO 3166-1 alpha-2. */
export const country = text.regex(/^[A-Z]{2}$/, {
  error: 'Expected a country as two capital letters (ISO 3166-1 alpha-2).',
});
export const countryOrNull = country.nullable();

/** What browsers accept in an email field: wide enough for addresses that really exist. */
export const email = z.email({ pattern: z.regexes.html5Email, error: 'Expected an email address.' });

/** E.164, 10 to 15 characters with the plus sign. */
export const phoneNumberOrNull = text
  .regex(/^\+[1-9]\d{8,13}$/, { error: 'Expected a phone number such as "+33639980012" (E.164).' })
  .nullable();

export const checkResultOrNull = z.enum(['approved', 'rejected', 'error']).nullable();
