import { z } from 'zod';
import type { Result } from '../../../domain/refusal.ts';
import { parsedBody, unfitBody } from '../../parsed-body.ts';
import { textOf } from '../../text-input.ts';

/** Reads a body. Refuses validation_failed; the details name each field that is wrong or not known. */
export function parseBody<Value>(schema: z.ZodType<Value>, body: unknown): Result<Value> {
  const unsafe = pathOfProto(body);
  return unsafe === null
    ? parsedBody(schema, body)
    : unfitBody({ path: unsafe, message: 'A property cannot be named __proto__.' });
}

/** JSON may name a property so; maps would drop it and receivers could be harmed by it. */
function pathOfProto(body: unknown): string | null {
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value: body, path: '' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (Object.hasOwn(next.value, '__proto__')) return `${next.path}__proto__`;
    for (const [key, value] of Object.entries(next.value)) {
      waiting.push({ value, path: `${next.path}${key}.` });
    }
  }
  return null;
}

/** Zero has one sign only, for JSON forgets the other. */
export function numberWithin(min: number, max: number) {
  return z
    .number({ error: 'Expected a number.' })
    .min(min, { error: `Must be at least ${min}.` })
    .max(max, { error: `Must be at most ${max}.` })
    .transform((value) => value + 0);
}

const yearMin = 1900;
const yearMax = 9998;

/** A date as it stands on the wire. */
export const date = z.iso
  .date({ error: 'Expected a date such as "2027-01-31".' })
  .refine(isYearWithin, { error: `Expected a year from ${yearMin} to ${yearMax}.` });

/** A date and time with its zone; becomes the same moment in UTC with milliseconds. */
export const dateTime = z.iso
  .datetime({ offset: true, error: 'Expected a date and time such as "2026-03-02T09:30:00.000Z".' })
  .refine(isYearWithin, { error: `Expected a year from ${yearMin} to ${yearMax}.` })
  .transform((text) => new Date(text).toISOString());

function isYearWithin(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return year >= yearMin && year <= yearMax;
}

const mapEntriesMax = 200;
const mapKeyLengthMax = 255;

export function mapOf<Value extends z.ZodType>(value: Value) {
  return z
    .record(textOf(1, mapKeyLengthMax), value)
    .refine((map) => Object.keys(map).length <= mapEntriesMax, {
      error: `At most ${mapEntriesMax} entries.`,
    });
}

const propertyLengthMax = 10_000;
const choicesMax = 300;

/** A change of custom properties: null takes a property away. */
export const customProperties = mapOf(
  z.union(
    [
      textOf(0, propertyLengthMax),
      z.boolean(),
      numberWithin(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
      z.array(textOf(0, propertyLengthMax)).max(choicesMax),
      z.null(),
    ],
    {
      error: `Expected a text of up to ${propertyLengthMax} characters, a boolean, a number within the safe integers, a list of texts, or null.`,
    },
  ),
);
