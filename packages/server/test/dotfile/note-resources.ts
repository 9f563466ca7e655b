import { z } from 'zod';
import { id, instant, nestedUser } from './case-resources.ts';

const authorAndTimes = {
  author: nestedUser.nullable(),
  author_type: z.enum(['user', 'api']),
  created_at: instant,
  updated_at: instant,
};

export const comment = z.strictObject({ id, note_id: id, content: z.string(), ...authorAndTimes });

export const note = z.strictObject({
  id,
  case_id: id,
  content: z.string(),
  comments: z.array(comment),
  ...authorAndTimes,
});
