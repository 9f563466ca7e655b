import { z } from 'zod';
import { uuid } from '../../text-input.ts';
import { contentLength, noteContent } from './note-content.ts';

const contentLengthMax = 3_000;
/** With the tags. */
const givenLengthMax = 30_000;

const content = z
  .string({ error: 'Expected a text.' })
  .max(givenLengthMax, { error: `Expected at most ${givenLengthMax} characters with the tags.` })
  .transform(noteContent)
  .refine((text) => contentLength(text) >= 1 && contentLength(text) <= contentLengthMax, {
    error: `Expected 1 to ${contentLengthMax} characters, not counting the tags.`,
  });

/** Dotfile's `NoteCreate`. */
export const noteCreate = z.strictObject({ case_id: uuid, content });
/** Dotfile's `NoteCommentCreate`; ours: the body of the updates. */
export const contentBody = z.strictObject({ content });

export type NoteCreate = z.infer<typeof noteCreate>;
