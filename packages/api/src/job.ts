import { z } from 'zod';
import { id, instant } from './scalar.ts';

/** Work on many deliveries, done in the background. */
export const job = z
  .object({
    id,
    type: z.enum(['retry_failed', 'release_held', 'discard_held']),
    webhook_id: id,
    state: z.enum(['running', 'succeeded', 'failed']),
    total: z.number().meta({ description: 'Deliveries when it was started.' }),
    processed: z.number(),
    error: z.string().nullable(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Job' });

/** The newest, newest first. */
export const jobList = z.object({ data: z.array(job) });

export type JobAnswer = z.output<typeof job>;
