import * as z from 'zod';
import { dateTimeOrNull, email, flag, text, textOrNull } from './scalars.ts';

const value = z.union([
  text,
  z.number(),
  z.boolean(),
  z.array(z.unknown()),
  z.record(text, z.unknown()),
  z.null(),
]);

const source = z.strictObject({
  value,
  at: dateTimeOrNull,
  origin: z.strictObject({
    type: z.enum(['user', 'api', 'contact', 'system', 'vendor', 'check']),
    email: email.nullable().optional(),
    name: textOrNull.optional(),
  }),
  applied: flag,
  is_current: flag,
});

/** Where each value of an individual or company came from, by property path. */
export const dataLineage = z.record(text, z.strictObject({ current_value: value, sources: z.array(source) }));
