import { z } from 'zod';

export const signInSearch = z.object({
  /** Where to go afterwards: a path of the console, never another site. */
  from: z
    .string()
    .max(2_000)
    .regex(/^\/(?![/\\])/)
    .optional()
    .catch(undefined),
});
