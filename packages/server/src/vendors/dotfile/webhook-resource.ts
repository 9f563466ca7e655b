import { z } from 'zod';
import type { NewWebhook, WebhookUpdate } from '../../app/webhooks.ts';
import { accepted, type Result, refused } from '../../domain/refusal.ts';
import type { Webhook } from '../../domain/webhook.ts';

/** Dotfile's `Webhook` as it goes over the wire. */
export function webhookResource(webhook: Webhook) {
  return {
    id: webhook.id,
    name: webhook.name,
    status: webhook.status,
    type: webhook.type,
    events: webhook.events,
    url: webhook.url,
    secret: webhook.secret,
    created_at: new Date(webhook.createdAt).toISOString(),
    updated_at: new Date(webhook.updatedAt).toISOString(),
  };
}

const nameLengthMax = 200;
const urlLengthMax = 2048;
const eventsMax = 200;
const secretLengthMax = 500;

const settings = {
  name: z.string().max(nameLengthMax),
  status: z.enum(['online', 'offline']),
  type: z.enum(['user', 'system']),
  url: z.string().max(urlLengthMax),
  events: z.array(z.string()).max(eventsMax),
  secret: z.string().max(secretLengthMax),
};

/** Taken and ignored, for clients that send back the whole object that they have read. */
const readOnly = {
  id: z.unknown().optional(),
  created_at: z.unknown().optional(),
  updated_at: z.unknown().optional(),
};

/** Dotfile's `WebhookCreate`; what is not known is refused by name. */
const webhookCreate = z
  .strictObject({ ...settings, ...readOnly })
  .partial({ name: true, status: true, type: true, secret: true })
  .transform(withoutReadOnly);

/** Dotfile's `WebhookUpdate`: what is absent stays as it is. */
const webhookUpdate = z
  .strictObject({ ...settings, ...readOnly })
  .partial()
  .transform(withoutReadOnly);

/** Refuses validation_failed. Without a name the webhook is named after its host. */
export function parseWebhookCreate(body: unknown): Result<NewWebhook> {
  const result = parseBody(webhookCreate, body);
  return result.ok
    ? accepted({ ...result.value, name: result.value.name ?? hostOf(result.value.url) })
    : result;
}

/** Refuses validation_failed. */
export function parseWebhookUpdate(body: unknown): Result<WebhookUpdate> {
  return parseBody(webhookUpdate, body);
}

function withoutReadOnly<Body extends Partial<Record<keyof typeof readOnly, unknown>>>(body: Body) {
  const { id: _id, created_at: _createdAt, updated_at: _updatedAt, ...rest } = body;
  return rest;
}

function hostOf(url: string): string {
  return (URL.parse(url)?.host ?? url).slice(0, nameLengthMax);
}

function parseBody<Value>(schema: z.ZodType<Value>, body: unknown): Result<Value> {
  const result = schema.safeParse(body);
  if (result.success) return accepted(result.data);
  const details = result.error.issues.map(({ path, message }) => ({
    path: path.length === 0 ? 'body' : z.core.toDotPath(path),
    message,
  }));
  return refused('validation_failed', 'The body is not valid.', details);
}
