import { z } from 'zod';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';

/** Reads a body. Refuses validation_failed; the details name each field that is wrong or not known. */
export function parseBody<Value>(schema: z.ZodType<Value>, body: unknown): Result<Value> {
  const unsafe = pathOfProto(body);
  if (unsafe !== null) {
    const message = 'A property cannot be named __proto__.';
    return refused('validation_failed', invalidBody, [{ path: unsafe, message }]);
  }
  const result = schema.safeParse(body);
  if (result.success) return accepted(result.data);
  return refused(
    'validation_failed',
    invalidBody,
    result.error.issues.slice(0, issuesShownMax).map(detailOf),
  );
}

const invalidBody = 'The body is not valid.';
const issuesShownMax = 20;

function detailOf(issue: z.core.$ZodIssue): { path: string; message: string } {
  const path = issue.path.length === 0 ? 'body' : z.core.toDotPath(issue.path);
  if (issue.code !== 'unrecognized_keys') return { path, message: issue.message };
  const [first] = issue.keys;
  const unknown = issue.path.length === 0 ? String(first) : `${path}.${first}`;
  return { path: unknown, message: 'Is not known here.' };
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

/** Lengths are in characters as people count code points: an emoji is one, not two. */
export function textOf(lengthMin: number, lengthMax: number) {
  const expected = `Expected a text of ${lengthMin} to ${lengthMax} characters.`;
  return z
    .string({ error: expected })
    .refine((text) => isLengthWithin(text, lengthMin, lengthMax), { error: expected });
}

function isLengthWithin(text: string, lengthMin: number, lengthMax: number): boolean {
  const length = [...text].length;
  return length >= lengthMin && length <= lengthMax;
}

/** A name of the caller's own, by which a record can be found. */
export const externalId = textOf(1, 255).refine((text) => !text.includes('\0'), {
  error: 'Must not contain the character U+0000.',
});

export const uuid = z.guid({ error: 'Expected a UUID.' }).transform((text) => text.toLowerCase());

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
