import { z } from 'zod';
import { instant, instantInput } from './scalar.ts';

/** A series has at most this many buckets. */
export const statsBucketsMax = 1500;

export const statsQuery = z.strictObject({
  webhook_id: z.uuid().optional().meta({ description: 'Absent: all webhooks together.' }),
  from: instantInput.optional().meta({ description: 'Absent: 24 hours before `to`.' }),
  to: instantInput.optional().meta({ description: 'Absent: now.' }),
  bucket: z.enum(['minute', 'hour', 'day']).default('hour'),
});

const latencies = {
  p50_ms: z.number().nullable(),
  p95_ms: z.number().nullable(),
  p99_ms: z.number().nullable(),
};

/** Calls by outcome. Buckets without calls are absent; percentiles are estimated from duration classes. */
export const stats = z
  .object({
    data: z.array(
      z.object({ at: instant, succeeded: z.number(), failed: z.number(), ...latencies }).meta({
        description: 'A bucket; `at` is where it begins, in UTC.',
      }),
    ),
    totals: z.object({
      succeeded: z.number(),
      failed: z.number(),
      pending: z.number().meta({ description: 'Deliveries that wait for a call at this moment.' }),
      held: z.number().meta({ description: 'Deliveries that wait for their webhook to be online again.' }),
      ...latencies,
    }),
  })
  .meta({ id: 'Stats' });

export type StatsQuery = z.input<typeof statsQuery>;
export type StatsAnswer = z.output<typeof stats>;
