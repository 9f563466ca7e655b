import * as z from 'zod';
import { riskScores } from '../values.ts';

/** The scalars that payloads are made of. Messages say what was expected, for the publisher. */

export const text = z.string();

/** `?` in the contract: null, or left out. */
export const maybeText = z.string({ error: 'Expected string or null.' }).nullish();

/** Any version and variant of a UUID: products keep ids of their own making. */
export const uuid = z.guid({ error: 'Expected a UUID.' });
export const maybeUuid = uuid.nullish();

/** RFC 3339 with seconds and an offset, "2026-03-02T09:30:00.000Z". */
export const dateTime = z.iso.datetime({
  offset: true,
  error: 'Expected a date and time such as "2026-03-02T09:30:00.000Z".',
});
export const maybeDateTime = dateTime.nullish();

/** ISO 3166-1 alpha-3. */
export const maybeCountry = text
  .regex(/^[A-Z]{3}$/, { error: 'Expected a country as three capital letters (ISO 3166-1 alpha-3).' })
  .nullish();

export const riskScore = z.enum(riskScores);

/** A JSON object of which the contract says no more. */
export const anyObject = z.record(z.string(), z.unknown());
