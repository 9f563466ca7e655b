import { z } from 'zod';

/** An id as the API answers it. */
export const id = z.string().meta({ format: 'uuid' });

/** An instant as the API answers it: ISO 8601 in UTC with milliseconds. */
export const instant = z.string().meta({ format: 'date-time', example: '2026-01-31T13:30:00.000Z' });

/** An instant as a caller writes it: ISO 8601 with `Z` or an offset, from 1970 to 9999. */
export const instantInput = z
  .string()
  .refine(isInstant, 'Expected an instant in ISO 8601 with Z or an offset, such as 2026-01-31T13:30:00.000Z.')
  .meta({ format: 'date-time' });

const isoInstant = z.iso.datetime({ offset: true });

/** 9999-12-31T23:59:59.999Z: the last instant that ISO 8601 writes with four digits for the year. */
const lastInstantMs = 253_402_300_799_999;

function isInstant(text: string): boolean {
  const ms = Date.parse(text);
  return ms >= 0 && ms <= lastInstantMs && isoInstant.safeParse(text).success;
}

/** One line of text that people wrote: no control characters, no half of a surrogate pair. */
export function line(lengthMax: number) {
  return z.string().max(lengthMax).refine(isPrintable, 'Text without control characters.');
}

/** Like `line`, with line breaks and tabs. */
export function prose(lengthMax: number) {
  return z
    .string()
    .max(lengthMax)
    .refine((text) => isPrintable(text.replaceAll(/[\n\r\t]/g, '')), 'Text without control characters.');
}

export function isPrintable(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}

/**
 * A JSON object, kept as it came. zod's own record would drop a key "__proto__" without a word, which JSON may
 * well have.
 */
export const jsonObject = z
  .custom<Record<string, unknown>>(isObject, 'An object.')
  .meta({ type: 'object', additionalProperties: true });

/** An object of strings; `entryProblem` judges each entry, null where it is fit. */
export function stringMap(entriesMax: number, entryProblem: (key: string, value: string) => string | null) {
  return z
    .custom<Record<string, string>>(isObject, 'An object of strings.')
    .superRefine((map, context) => {
      const entries = Object.entries(map);
      if (entries.length > entriesMax) {
        context.addIssue({ code: 'custom', message: `At most ${entriesMax} entries.` });
        return;
      }
      for (const [key, value] of entries) {
        const problem = typeof value === 'string' ? entryProblem(key, value) : 'A string.';
        if (problem !== null) context.addIssue({ code: 'custom', path: [key], message: problem });
      }
    })
    .meta({ type: 'object', additionalProperties: { type: 'string' }, maxProperties: entriesMax });
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
