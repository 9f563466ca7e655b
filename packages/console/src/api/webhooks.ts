import type {
  OnlineRequest,
  RotateSecretRequest,
  WebhookAnswer,
  WebhookCreate,
  WebhookTestAnswer,
  WebhookUpdate,
} from '@belfry/api';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useApiMutation } from './mutation.ts';
import { useApiQuery } from './query.ts';
import { useWorkspaceId } from './session.ts';
import { workspaceKey } from './topic.ts';

type WebhookList = { readonly data: readonly WebhookAnswer[] };

/** All webhooks of the workspace, oldest first: 50 at most, so one read is all there is. */
export function useWebhooks() {
  return useApiQuery({ topic: 'webhooks', key: ['list'], call: (client) => client.webhooks.list() });
}

/**
 * The same with health and last call as of the last delivery: read again with deliveries too, which lists that show
 * names alone do without. Of the two reads the newer one says how a webhook fares.
 */
export function useWatchedWebhooks() {
  const webhooks = useWebhooks();
  const calls = useApiQuery({
    topic: 'deliveries',
    key: ['last-calls'],
    call: (client) => client.webhooks.list(),
  });
  const list = webhooks.data?.data;
  const newer = calls.dataUpdatedAt > webhooks.dataUpdatedAt ? calls.data?.data : undefined;
  const data = useMemo(() => (newer === undefined ? list : list && withCallsOf(list, newer)), [list, newer]);
  return { data, error: webhooks.error, refetch: webhooks.refetch };
}

function withCallsOf(
  list: readonly WebhookAnswer[],
  newer: readonly WebhookAnswer[],
): readonly WebhookAnswer[] {
  const byId = new Map(newer.map((webhook) => [webhook.id, webhook]));
  return list.map((webhook) => {
    const { health, last_call } = byId.get(webhook.id) ?? webhook;
    return { ...webhook, health, last_call };
  });
}

/** Deliveries that wait for a call, and those held while the webhook is offline. */
export function useWaiting(webhookId: string) {
  return useApiQuery({
    topic: 'stats',
    key: ['waiting', webhookId],
    call: (client) => client.stats({ webhook_id: webhookId }),
  });
}

const healthPollMs = 60_000;

/** Calls of the last 24 hours by the hour. Read by the minute, not with every delivery: a list has many of these. */
export function useDayOfCalls(webhookId: string) {
  return useApiQuery(
    {
      topic: 'health',
      key: [webhookId],
      call: (client) => client.stats({ webhook_id: webhookId, bucket: 'hour' }),
    },
    { staleTime: healthPollMs, refetchInterval: healthPollMs },
  );
}

/** Creates or, with the webhook's id, changes. The form says what is refused. */
export function useSaveWebhook(onDone: (webhook: WebhookAnswer) => void) {
  const put = usePutWebhook();
  return useApiMutation({
    call: (
      client,
      save: { readonly create: WebhookCreate } | { readonly id: string; readonly update: WebhookUpdate },
    ) =>
      'create' in save ? client.webhooks.create(save.create) : client.webhooks.update(save.id, save.update),
    changes: ['webhooks', 'overview', 'audit'],
    done: (_webhook, save) => ('create' in save ? 'The webhook was created.' : 'Saved.'),
    failure: 'form',
    onDone: (webhook) => {
      put(webhook);
      onDone(webhook);
    },
  });
}

export function useRotateSecret(id: string, onDone: () => void) {
  const put = usePutWebhook();
  return useApiMutation({
    call: (client, body: RotateSecretRequest) => client.webhooks.rotateSecret(id, body),
    changes: ['webhooks', 'audit'],
    done: 'The secret was rotated.',
    failure: 'form',
    onDone: (webhook) => {
      put(webhook);
      onDone();
    },
  });
}

/** One call now; the form says why none was made. What the endpoint answered is a value, failure or not. */
export function useTestWebhook(id: string, onDone: (test: WebhookTestAnswer) => void) {
  return useApiMutation({
    call: (client, type: string) => client.webhooks.test(id, { type }),
    changes: ['deliveries', 'webhooks'],
    failure: 'form',
    onDone,
  });
}

export function useTakeOffline(id: string, onDone: () => void) {
  const put = usePutWebhook();
  return useApiMutation({
    call: (client, _nothing: undefined) => client.webhooks.offline(id),
    changes: ['webhooks', 'stats', 'overview', 'audit'],
    done: 'The webhook is offline.',
    onDone: (webhook) => {
      put(webhook);
      onDone();
    },
  });
}

export function useBringOnline(id: string, onDone: () => void) {
  const put = usePutWebhook();
  return useApiMutation({
    call: (client, body: OnlineRequest) => client.webhooks.online(id, body),
    changes: ['webhooks', 'jobs', 'stats', 'overview', 'audit'],
    done: 'The webhook is online.',
    failure: 'form',
    onDone: ({ webhook }) => {
      put(webhook);
      onDone();
    },
  });
}

export function useDeleteWebhook(onDone: () => void) {
  return useApiMutation({
    call: (client, id: string) => client.webhooks.delete(id),
    changes: ['webhooks', 'stats', 'overview', 'audit'],
    done: 'The webhook was deleted.',
    onDone,
  });
}

/** Puts what a change answered into the list at once, so that the form never shows what was before it. */
function usePutWebhook(): (webhook: WebhookAnswer) => void {
  const workspaceId = useWorkspaceId();
  const queries = useQueryClient();
  return useCallback(
    (webhook) => {
      queries.setQueryData<WebhookList>(workspaceKey(workspaceId, 'webhooks', 'list'), (list) => {
        if (list === undefined) return list;
        const known = list.data.some(({ id }) => id === webhook.id);
        const data = known
          ? list.data.map((one) => (one.id === webhook.id ? { ...webhook, last_call: one.last_call } : one))
          : [...list.data, webhook];
        return { data };
      });
    },
    [queries, workspaceId],
  );
}
