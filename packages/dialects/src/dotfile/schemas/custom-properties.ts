import * as z from 'zod';
import { text } from './scalars.ts';

const value = z.union(
  [
    text,
    z.boolean(),
    z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
    z.array(text),
    z.null(),
  ],
  { error: 'Expected a string, a boolean, a number, a list of strings or null.' },
);

/** What a workspace adds to its cases, individuals and companies, by property name. */
export const customProperties = z.record(text, value);
