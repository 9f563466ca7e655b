import { z } from 'zod';
import { eventQuery } from './event.ts';
import { pageOf } from './page.ts';
import { id, instant } from './scalar.ts';

export const deliveryState = z.enum(['pending', 'succeeded', 'exhausted', 'held', 'discarded']);
export const attemptType = z.enum(['first_call', 'automatic_retry', 'manual_retry']);

/** One HTTP call. */
export const attempt = z
  .object({
    type: attemptType,
    url: z.string(),
    request_headers: z.record(z.string(), z.string()),
    retry_count: z.number(),
    attempted_at: instant,
    duration_ms: z.number(),
    status_code: z.number().meta({ description: '0 where no answer came.' }),
    error_kind: z.string().nullable().meta({ description: 'Null for a success.' }),
    error_message: z.string().nullable(),
    response_headers: z.record(z.string(), z.string()).nullable(),
    response_body: z.string().nullable().meta({ description: 'At most the first 16 KiB.' }),
    next_attempt_at: instant.nullable().meta({ description: 'The automatic retry that was planned then.' }),
  })
  .meta({ id: 'Attempt' });

export const delivery = z
  .object({
    id,
    event_id: id,
    webhook_id: id,
    type: z.string(),
    sub_type: z.string().nullable(),
    state: deliveryState,
    subject: z.record(z.string(), z.string()).nullable(),
    status_code: z
      .number()
      .nullable()
      .meta({ description: 'Of the last call; 0: no answer; null: no call yet.' }),
    error_kind: z.string().nullable(),
    attempt_count: z.number(),
    created_at: instant,
    first_attempt_at: instant.nullable(),
    last_attempt_at: instant.nullable(),
    delivered_at: instant.nullable().meta({ description: 'The first success.' }),
    next_attempt_at: instant.nullable(),
    next_attempt_type: attemptType.nullable(),
    test: z.boolean(),
  })
  .meta({ id: 'Delivery' });

export const deliveryPage = pageOf(delivery);

export const deliveryDetail = z
  .object({
    ...delivery.shape,
    body: z.string().nullable().meta({
      description:
        'As sent at the last call; before the first, as it would be sent. Null: the event is gone.',
    }),
    attempts: z.array(attempt).meta({ description: 'Oldest first.' }),
  })
  .meta({ id: 'DeliveryDetail' });

export const deliveryQuery = eventQuery.extend({
  webhook_id: z.uuid().optional(),
  state: deliveryState.optional(),
  status_class: z
    .enum(['2xx', '3xx', '4xx', '5xx', 'none'])
    .optional()
    .meta({ description: 'Of the last call; `none`: it got no answer.' }),
  status_code: z.coerce
    .number()
    .int()
    .min(0)
    .max(599)
    .optional()
    .meta({ description: 'Of the last call; 0: it got no answer.' }),
});

export type AttemptAnswer = z.output<typeof attempt>;
export type DeliveryAnswer = z.output<typeof delivery>;
export type DeliveryDetailAnswer = z.output<typeof deliveryDetail>;
export type DeliveryQuery = z.input<typeof deliveryQuery>;
