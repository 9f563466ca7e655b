import { isIP } from 'node:net';
import { z } from 'zod';
import { textOf } from '../../text-input.ts';

export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `Expected one of ${values.join(', ')}.` });
}

const wordLengthMax = 200;
const wordPattern = new RegExp(`^[!-~]{1,${wordLengthMax}}$`);

/**
 * An id or an address that others made: visible ASCII, as all of them are, so that it can stand in a path and in an
 * index, and is found again by exactly these characters.
 */
export const word = z.string().regex(wordPattern, {
  error: `Expected 1 to ${wordLengthMax} visible ASCII characters without blanks.`,
});

export function isWord(text: string): boolean {
  return wordPattern.test(text);
}

/** Who did it: a name or an e-mail address, as the caller says it. */
export const actor = textOf(1, 255);
/** What is said to have made a change that says nothing of it. */
export const actorDefault = 'api';

export const reason = textOf(0, 2000);

export const country = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'Expected a country as three capital letters (ISO 3166-1 alpha-3).' });

export const ipAddress = z
  .string()
  .refine((text) => isIP(text) !== 0, { error: 'Expected an IPv4 or IPv6 address.' });

/** An instant as the API writes it. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
