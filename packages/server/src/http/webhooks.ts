import {
  can,
  type LastCallAnswer,
  type WebhookAnswer,
  type WebhookUpdate as WireUpdate,
  webhook,
  webhookCreate,
  webhookList,
  webhookUpdate,
} from '@belfry/api';
import type { FastifyRequest } from 'fastify';
import type { WebhookView } from '../app/webhook-view.ts';
import {
  createWebhook,
  deleteWebhook,
  readWebhook,
  readWebhooks,
  updateWebhook,
  type WebhookUpdate,
} from '../app/webhooks.ts';
import type { LastCall } from '../store/last-calls.ts';
import { actingAs, callerOf, workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { hiddenValue, idParams, instantText, noContent, type Routes, refusals } from './route.ts';

const tags = ['Webhooks'];

export const webhookRoutes: Routes = (api, context) => {
  api.get(
    '/webhooks',
    { schema: { tags, summary: 'List webhooks, oldest first', response: { 200: webhookList, ...refusals } } },
    async (request) => {
      const views = await readWebhooks(context, workspaceOf(request));
      return { data: views.map((view) => shown(request, presentWebhook(view))) };
    },
  );
  api.post(
    '/webhooks',
    {
      schema: {
        tags,
        summary: 'Create a webhook',
        body: webhookCreate,
        response: { 201: webhook, ...refusals },
      },
    },
    async (request, reply) => {
      const { signature_scheme: signatureScheme, ...settings } = request.body;
      const { name, url, events } = settings;
      const draft = { ...settingsOf(settings), name, url, events, signatureScheme };
      const view = granted(await createWebhook(actingAs(context, request), workspaceOf(request), draft));
      return reply.code(201).send(presentWebhook(view));
    },
  );
  api.get(
    '/webhooks/:id',
    { schema: { tags, summary: 'Get a webhook', params: idParams, response: { 200: webhook, ...refusals } } },
    async (request) => {
      const view = granted(await readWebhook(context, workspaceOf(request), request.params.id));
      return shown(request, presentWebhook(view));
    },
  );
  api.patch(
    '/webhooks/:id',
    {
      schema: {
        tags,
        summary: 'Change a webhook',
        description: 'What is absent stays. It counts from the next call on, retries included.',
        params: idParams,
        body: webhookUpdate,
        response: { 200: webhook, ...refusals },
      },
    },
    async (request) => {
      const settings = settingsOf(request.body);
      return presentWebhook(
        granted(
          await updateWebhook(actingAs(context, request), workspaceOf(request), request.params.id, settings),
        ),
      );
    },
  );
  api.delete(
    '/webhooks/:id',
    {
      schema: {
        tags,
        summary: 'Delete a webhook',
        description: 'What waits for it is discarded; its history stays.',
        params: idParams,
        response: { 204: noContent, ...refusals },
      },
    },
    async (request, reply) => {
      granted(await deleteWebhook(actingAs(context, request), workspaceOf(request), request.params.id));
      return reply.code(204).send();
    },
  );
};

/** Without what only those see who may change it. */
function shown(request: FastifyRequest, answer: WebhookAnswer): WebhookAnswer {
  if (can(callerOf(request).role, 'read_secrets')) return answer;
  return { ...answer, secret: null, headers: withoutValues(answer.headers) };
}

export function presentWebhook({ webhook, signature, health, lastCall }: WebhookView): WebhookAnswer {
  return {
    id: webhook.id,
    name: webhook.name,
    description: webhook.description,
    url: webhook.url,
    events: [...webhook.events],
    status: webhook.status,
    offline_reason: webhook.offlineReason,
    offline_since: instantText(webhook.offlineSince),
    secret: webhook.secret,
    signature_scheme: signature.scheme,
    public_key: signature.publicKey,
    old_secret_expires_at: instantText(webhook.oldSecretExpiresAt),
    rate_limit: webhook.rateLimit,
    concurrency_limit: webhook.concurrencyLimit,
    headers: { ...webhook.headers },
    type: webhook.type,
    health: { failures: health.failures, failures_max: health.failuresMax },
    last_call: lastCall === null ? null : presentLastCall(lastCall),
    created_at: instantText(webhook.createdAt),
    updated_at: instantText(webhook.updatedAt),
  };
}

function presentLastCall(call: LastCall): LastCallAnswer {
  return {
    delivery_id: call.deliveryId,
    at: instantText(call.at),
    state: call.state,
    status_code: call.statusCode,
    error_kind: call.errorKind,
    duration_ms: call.durationMs,
  };
}

function settingsOf({
  rate_limit: rateLimit,
  concurrency_limit: concurrencyLimit,
  ...same
}: WireUpdate): WebhookUpdate {
  return { ...same, rateLimit, concurrencyLimit };
}

/** Their values may be what an endpoint knows Belfry by. */
function withoutValues(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, hiddenValue]));
}
