import { z } from 'zod';
import { id, instant } from './case-resources.ts';

export const template = z.strictObject({
  id,
  name: z.string(),
  key: z.string(),
  description: z.string().nullable(),
  case_auto_approval: z.boolean(),
  created_at: instant,
  updated_at: instant,
});

/** Dotfile's shape asks for a date of suspension of everybody; who is not suspended has none. */
export const user = z.strictObject({
  id,
  first_name: z.string(),
  last_name: z.string(),
  email: z.email(),
  role: z.string(),
  created_at: instant,
  suspended_at: instant.nullable(),
});
