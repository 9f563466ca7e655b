/** The values that settings and results of checks are made of. */
import { z } from 'zod';
import { textOf } from '../../../text-input.ts';
import { noAddress } from '../entity-record.ts';
import { date, dateTime, numberWithin } from '../input.ts';

const toldLengthMax = 10_000;
const referenceLengthMax = 1_000;

/** What somebody or something says, in words. */
export const told = textOf(0, toldLengthMax);
export const toldOrNull = told.nullable();
/** A name, an id or a URL of somebody else's. */
export const reference = textOf(1, referenceLengthMax);
export const referenceOrNull = reference.nullable();
export const dateOrNull = date.nullable();
export const dateTimeOrNull = dateTime.nullable();
export const flag = z.boolean({ error: 'Expected true or false.' });
export const flagOrNull = flag.nullable();
export const amount = numberWithin(-1e12, 1e12);
export const amountOrNull = amount.nullable();

export const country = z
  .string({ error: 'Expected a country such as "FR".' })
  .regex(/^[A-Z]{2}$/, { error: 'Expected a country as two capital letters (ISO 3166-1 alpha-2).' });
export const countryOrNull = country.nullable();

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `Expected one of ${values.join(', ')}.` });
}

const results = oneOf(['approved', 'rejected', 'error']);
export const resultOrNull = results.nullable();

/** What is left out is null: an address is reported as a whole. */
export const address = z
  .strictObject({
    street_address: toldOrNull,
    street_address_2: toldOrNull,
    postal_code: toldOrNull,
    city: toldOrNull,
    state: toldOrNull,
    region: toldOrNull,
    country: countryOrNull,
  })
  .partial()
  .transform((said) => ({ ...noAddress, ...said }));

/** What a check may decide without a reviewer: nothing, unless the settings say so. */
export const automaticShape = {
  automatic_approval: flag.default(false),
  automatic_rejection: flag.default(false),
};

export function automaticOf(settings: {
  readonly automatic_approval: boolean;
  readonly automatic_rejection: boolean;
}) {
  return { approval: settings.automatic_approval, rejection: settings.automatic_rejection };
}

export const reviewerAlways = { approval: false, rejection: false };
