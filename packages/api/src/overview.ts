import { z } from 'zod';
import { id, instant, instantInput } from './scalar.ts';
import { webhookStatus } from './webhook.ts';

/** `failing` has at most this many webhooks. */
export const failingWebhooksMax = 10;
/** A webhook's `reasons` are at most this many, the most frequent first. */
export const failureReasonsMax = 10;
/** Waiting deliveries are counted up to this many: where a count says so many, there may be more. */
export const waitingCountMax = 100_000;

export const overviewQuery = z.strictObject({
  from: instantInput.optional().meta({ description: 'Absent: 24 hours before `to`.' }),
  to: instantInput.optional().meta({ description: 'Absent: now.' }),
});

export const failureReason = z.object({
  error_kind: z
    .string()
    .meta({ description: 'As in an attempt: `timeout`, `server_error` …; `other`: further ones.' }),
  status_code: z.number().meta({ description: '0 where no answer came.' }),
  count: z.number().meta({ description: 'Failed calls.' }),
});

export const failingWebhook = z
  .object({
    webhook_id: id,
    name: z.string(),
    status: webhookStatus,
    succeeded: z.number().meta({ description: 'Calls of the time range that succeeded.' }),
    failed: z.number().meta({ description: 'Calls of the time range that failed.' }),
    reasons: z.array(failureReason).meta({ description: 'Why they failed, most frequent first.' }),
    last_failure_at: instant.nullable(),
  })
  .meta({ id: 'FailingWebhook' });

/** What needs attention. Counts of calls are written by the minute: the last seconds may be missing. */
export const overview = z
  .object({
    failing: z.array(failingWebhook).meta({ description: 'At most 10, most failed calls first.' }),
    pending: z.number().meta({
      description:
        'Deliveries that wait for a call at this moment; 100,000 stands for that many or more, here and below.',
    }),
    due: z
      .number()
      .meta({ description: 'Of these, the ones whose time has come and that nobody calls yet.' }),
    held: z.number().meta({ description: 'Deliveries that wait for their webhook to be online again.' }),
    due_lag_ms: z
      .number()
      .meta({ description: 'For how long the longest due one has been due; 0: none is.' }),
  })
  .meta({ id: 'Overview' });

export type OverviewQuery = z.input<typeof overviewQuery>;
export type OverviewAnswer = z.output<typeof overview>;
export type FailingWebhookAnswer = z.output<typeof failingWebhook>;
