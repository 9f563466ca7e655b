import * as z from 'zod';
import { dateTime, text, uuid } from './scalars.ts';
import { userOrNull } from './user.ts';

const authorType = z.enum(['user', 'api']);

export const noteComment = z.strictObject({
  id: uuid,
  note_id: uuid,
  content: text,
  author: userOrNull,
  author_type: authorType,
  created_at: dateTime,
  updated_at: dateTime,
});

export const note = z.strictObject({
  id: uuid,
  case_id: uuid,
  content: text,
  comments: z.array(noteComment),
  author: userOrNull,
  author_type: authorType,
  created_at: dateTime,
  updated_at: dateTime,
});

/**
 * The part of a note that the context of a comment's event holds. The contract's description names `content`
 * and its schema does not, so it may be left out.
 */
export const noteInContext = z.strictObject({ id: uuid, author: userOrNull, content: text.optional() });
