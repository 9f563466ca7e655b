import { z } from 'zod';

/** What a client of Dotfile's API expects of each answer, stated apart from the code that makes them. */
const id = z.uuid();
const instant = z.iso.datetime({ precision: 3 });
const headers = z.record(z.string(), z.string());

export const ping = z.strictObject({ workspace_name: z.string() });

export const webhook = z.strictObject({
  id,
  name: z.string(),
  status: z.enum(['online', 'offline']),
  type: z.enum(['user', 'system']),
  events: z.array(z.string()),
  url: z.url(),
  secret: z.string(),
  created_at: instant,
  updated_at: instant,
});

const webhookLogAttempt = z.strictObject({
  type: z.enum(['first_call', 'manual_retry', 'automatic_retry']),
  endpoint: z.url(),
  status_code: z.int(),
  request_headers: headers,
  response_headers: headers.nullable(),
  response_body: z.string().nullable(),
  attempted_at: instant,
});

export const webhookLog = z.strictObject({
  id,
  event: z.string(),
  status_code: z.int(),
  endpoint: z.url(),
  retry_count: z.int().min(0),
  case_id: id.nullable(),
  individual_id: id.nullable(),
  company_id: id.nullable(),
  webhook_id: id,
  created_at: instant,
  last_attempt_at: instant,
  payload: z.record(z.string(), z.unknown()),
  next_retry_at: instant.nullable(),
  attempts: z.array(webhookLogAttempt).min(1),
});

export function listOf<Item extends z.ZodType>(item: Item) {
  const pagination = z.strictObject({ page: z.int().min(1), limit: z.int().min(1), count: z.int().min(0) });
  return z.strictObject({ data: z.array(item), pagination });
}

export const error = z.strictObject({
  status_code: z.int().min(400),
  timestamp: instant,
  code: z.string().regex(/^[A-Z]+(_[A-Z]+)*$/),
  message: z.string().min(1),
});

export type Webhook = z.infer<typeof webhook>;
export type WebhookLog = z.infer<typeof webhookLog>;
