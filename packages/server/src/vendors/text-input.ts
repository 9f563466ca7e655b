import { z } from 'zod';

/** Texts as the bodies of requests hold them, whatever the vendor. */

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

/** A name of the caller's own, by which a record can be found; PostgreSQL's text cannot hold U+0000. */
export const externalId = textOf(1, 255).refine((text) => !text.includes('\0'), {
  error: 'Must not contain the character U+0000.',
});

export const uuid = z.guid({ error: 'Expected a UUID.' }).transform((text) => text.toLowerCase());
