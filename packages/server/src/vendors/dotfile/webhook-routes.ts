import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AppContext } from '../../app/context.ts';
import type { WebhookView } from '../../app/webhook-view.ts';
import { createWebhook, deleteWebhook, readWebhook, updateWebhook } from '../../app/webhooks.ts';
import { accepted, type Result, refused } from '../../domain/refusal.ts';
import { readWebhookPage, type WebhookField } from '../../store/webhook-pages.ts';
import { pageAnswer, send } from './answer.ts';
import { actingAs, workspaceOf } from './caller.ts';
import { isUuid } from './filter-value.ts';
import { type ListRules, parseListQuery, queryOf } from './list-query.ts';
import { parseWebhookCreate, parseWebhookUpdate, webhookResource } from './webhook-resource.ts';

const webhookRules: ListRules<WebhookField, Exclude<WebhookField, 'events'>> = {
  filters: {
    name: { type: 'text', operators: ['eq', 'not_eq', 'like', 'ilike'] },
    created_at: { type: 'instant', operators: ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] },
    updated_at: { type: 'instant', operators: ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] },
    status: { type: 'enum', values: ['online', 'offline'], operators: ['eq', 'not_eq'] },
    type: { type: 'enum', values: ['user', 'system'], operators: ['eq', 'not_eq'] },
    url: { type: 'text', operators: ['eq', 'not_eq', 'like', 'ilike'] },
    events: { type: 'list', operators: ['array_contains', 'array_not_contains', 'array_overlap'] },
  },
  sortFields: ['created_at', 'name', 'status', 'type', 'updated_at', 'url'],
  sortDefault: [{ field: 'updated_at', descending: false }],
  limitMax: 100,
};

interface OneWebhook {
  Params: { id: string };
}

export function webhookRoutes(scope: FastifyInstance, context: AppContext): void {
  const { sql, secretBox, now } = context;

  scope.get('/v1/webhooks', async (request, reply) => {
    const listing = parseListQuery(webhookRules, queryOf(request.url));
    if (!listing.ok) return send(reply, 200, listing, now());
    const { webhooks, count } = await readWebhookPage(sql, secretBox, workspaceOf(request).id, listing.value);
    return send(
      reply,
      200,
      accepted(pageAnswer(webhooks.map(webhookResource), listing.value.page, count)),
      now(),
    );
  });

  scope.post('/v1/webhooks', async (request, reply) => {
    const body = parseWebhookCreate(request.body);
    const created = body.ok
      ? await createWebhook(actingAs(context, request), workspaceOf(request), body.value)
      : body;
    return send(reply, 201, resourceOf(created), now());
  });

  scope.get<OneWebhook>('/v1/webhooks/:id', async (request, reply) => {
    const id = idOf(request);
    const found = id.ok ? await readWebhook(context, workspaceOf(request), id.value) : id;
    return send(reply, 200, resourceOf(found), now());
  });

  scope.patch<OneWebhook>('/v1/webhooks/:id', async (request, reply) => {
    const id = idOf(request);
    if (!id.ok) return send(reply, 200, id, now());
    const body = parseWebhookUpdate(request.body);
    const updated = body.ok
      ? await updateWebhook(actingAs(context, request), workspaceOf(request), id.value, body.value)
      : body;
    return send(reply, 200, resourceOf(updated), now());
  });

  scope.delete<OneWebhook>('/v1/webhooks/:id', async (request, reply) => {
    const id = idOf(request);
    const deleted = id.ok
      ? await deleteWebhook(actingAs(context, request), workspaceOf(request), id.value)
      : id;
    return send(reply, 204, deleted, now());
  });
}

function resourceOf(result: Result<WebhookView>): Result<ReturnType<typeof webhookResource>> {
  return result.ok ? accepted(webhookResource(result.value.webhook)) : result;
}

/** Dotfile answers 400, not 404, where the id is no UUID. */
function idOf({ params: { id } }: FastifyRequest<OneWebhook>): Result<string> {
  if (isUuid(id)) return accepted(id);
  return refused('invalid_request', 'The id in the path must be a UUID.');
}
