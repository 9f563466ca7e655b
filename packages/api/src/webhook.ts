import { z } from 'zod';
import { deliveryState } from './delivery.ts';
import { id, instant, line, prose, stringMap } from './scalar.ts';

export const webhookStatus = z.enum(['online', 'offline']);
export const webhookEventsMax = 200;

const settings = {
  name: line(200).min(1).meta({ description: 'For people.' }),
  description: prose(2000),
  url: z.string().min(1).max(2048).meta({ description: 'Where the calls go: https, a public address.' }),
  events: z.array(line(200)).min(1).max(webhookEventsMax).meta({
    description: 'Event types of the catalogue, sub-events included. Where it has a hierarchy: `invoice.*`.',
  }),
  status: webhookStatus,
  type: z.enum(['user', 'system']),
  secret: z.string().min(1).max(500).meta({
    description: 'Absent on creation: one is generated. Its form says the signature scheme.',
  }),
  rate_limit: z.int().min(1).max(10_000).nullable().meta({ description: 'Calls a second; null: no limit.' }),
  concurrency_limit: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .meta({ description: 'Calls under way at once; null: the default of the server.' }),
  headers: stringMap(20, () => null).meta({
    description:
      'Static headers of every call. The contract’s own and those of the connection cannot be set.',
  }),
};

export const signatureScheme = line(50)
  .min(1)
  .meta({ description: 'One of `signature_schemes` of `GET /workspace`.' });

export const webhookCreate = z
  .strictObject({ ...settings, signature_scheme: signatureScheme })
  .partial({
    description: true,
    status: true,
    type: true,
    secret: true,
    signature_scheme: true,
    rate_limit: true,
    concurrency_limit: true,
    headers: true,
  })
  .meta({ id: 'WebhookCreate' });

/** What is absent stays. */
export const webhookUpdate = z.strictObject(settings).partial().meta({ id: 'WebhookUpdate' });

/** The newest call of a webhook, tests included. */
export const lastCall = z
  .object({
    delivery_id: id,
    at: instant,
    state: deliveryState.meta({ description: 'What the delivery is in now.' }),
    status_code: z.number().meta({ description: '0 where no answer came.' }),
    error_kind: z.string().nullable().meta({ description: 'Null for a success.' }),
    duration_ms: z.number(),
  })
  .meta({ id: 'LastCall' });

export const webhook = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    status: webhookStatus,
    offline_reason: z.string().nullable(),
    offline_since: instant.nullable(),
    secret: z
      .string()
      .nullable()
      .meta({ description: 'Signs the calls. Keep it out of logs. Null: the caller is a viewer.' }),
    signature_scheme: z.string().meta({ description: 'How the calls are signed: as the secret says.' }),
    public_key: z
      .string()
      .nullable()
      .meta({ description: 'What a receiver verifies with; null: the secret itself.' }),
    old_secret_expires_at: instant
      .nullable()
      .meta({ description: 'Until when the secret before is honoured; null: none is.' }),
    rate_limit: z.number().nullable(),
    concurrency_limit: z.number().nullable(),
    headers: z.record(z.string(), z.string()),
    type: settings.type,
    health: z.object({
      failures: z.number().meta({ description: 'Failed calls that count at the moment.' }),
      failures_max: z.number().nullable().meta({ description: 'More than these set it offline.' }),
    }),
    last_call: lastCall.nullable().meta({
      description: 'Null: none was made within the retention. The last second may be missing.',
    }),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Webhook' });

export const webhookList = z.object({ data: z.array(webhook) });

export type WebhookCreate = z.input<typeof webhookCreate>;
export type WebhookUpdate = z.input<typeof webhookUpdate>;
export type WebhookAnswer = z.output<typeof webhook>;
export type LastCallAnswer = z.output<typeof lastCall>;
