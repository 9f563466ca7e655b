import { z } from 'zod';
import { accountCalls } from './account-client.ts';
import { type ApiResult, type Call, type ClientOptions, createCall } from './call.ts';
import { type DeliveryQuery, delivery, deliveryDetail, deliveryPage } from './delivery.ts';
import { type EventQuery, eventDetail, eventPage, type PublishedEvent, publishAnswer } from './event.ts';
import {
  type EventTypeCreate,
  type EventTypeQuery,
  type EventTypeUpdate,
  eventType,
  eventTypeList,
} from './event-type.ts';
import { job, jobList } from './job.ts';
import { createdKey, type KeyCreate, keyList } from './key.ts';
import { type OverviewQuery, overview } from './overview.ts';
import { type RecordQuery, recordDetail, recordKindList, recordPage } from './record.ts';
import { settings } from './settings.ts';
import { type StatsQuery, stats } from './stats.ts';
import { type WebhookCreate, type WebhookUpdate, webhook, webhookList } from './webhook.ts';
import {
  type OnlineRequest,
  onlineAnswer,
  type RetryFailedRequest,
  type RotateSecretRequest,
  type WebhookTestRequest,
  webhookTestAnswer,
} from './webhook-operation.ts';
import { type WorkspaceCreate, type WorkspaceUpdate, workspace } from './workspace.ts';

export type { ApiFailure, ApiResult, ClientOptions } from './call.ts';

export type Client = ReturnType<typeof createClient>;

/** The management API with its types. Every answer is a value, refusals and network failures too. */
export function createClient(options: ClientOptions) {
  const call = createCall(options);
  return {
    workspace: () => call({ method: 'GET', path: '/workspace', answer: workspace }),
    updateWorkspace: (body: WorkspaceUpdate) =>
      call({ method: 'PATCH', path: '/workspace', body, answer: workspace }),
    createWorkspace: (body: WorkspaceCreate) =>
      call({ method: 'POST', path: '/workspaces', body, answer: workspace }),
    settings: () => call({ method: 'GET', path: '/settings', answer: settings }),
    ...accountCalls(call),
    stats: (query: StatsQuery = {}) => call({ method: 'GET', path: '/stats', query, answer: stats }),
    overview: (query: OverviewQuery = {}) =>
      call({ method: 'GET', path: '/overview', query, answer: overview }),
    eventTypes: eventTypeCalls(call),
    events: eventCalls(call),
    webhooks: webhookCalls(call),
    deliveries: deliveryCalls(call),
    records: recordCalls(call),
    jobs: {
      list: () => call({ method: 'GET', path: '/jobs', answer: jobList }),
      get: (id: string) => call({ method: 'GET', path: `/jobs/${segment(id)}`, answer: job }),
    },
    keys: {
      list: () => call({ method: 'GET', path: '/keys', answer: keyList }),
      create: (body: KeyCreate) => call({ method: 'POST', path: '/keys', body, answer: createdKey }),
      revoke: (id: string): Promise<ApiResult<undefined>> =>
        call({ method: 'DELETE', path: `/keys/${segment(id)}`, answer: z.undefined() }),
    },
  };
}

function eventTypeCalls(call: Call) {
  const path = (type: string) => `/event-types/${segment(type)}`;
  return {
    list: (query: EventTypeQuery = {}) =>
      call({ method: 'GET', path: '/event-types', query, answer: eventTypeList }),
    create: (body: EventTypeCreate) =>
      call({ method: 'POST', path: '/event-types', body, answer: eventType }),
    get: (type: string) => call({ method: 'GET', path: path(type), answer: eventType }),
    update: (type: string, body: EventTypeUpdate) =>
      call({ method: 'PATCH', path: path(type), body, answer: eventType }),
    archive: (type: string): Promise<ApiResult<undefined>> =>
      call({ method: 'DELETE', path: path(type), answer: z.undefined() }),
  };
}

function eventCalls(call: Call) {
  return {
    /** With a key of your own choice the same call may be made again without publishing twice. */
    publish: (body: PublishedEvent | readonly PublishedEvent[], idempotencyKey?: string) =>
      call({
        method: 'POST',
        path: '/events',
        body,
        headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
        answer: publishAnswer,
      }),
    list: (query: ListQuery<EventQuery> = {}) =>
      call({ method: 'GET', path: '/events', query, answer: eventPage }),
    get: (id: string) => call({ method: 'GET', path: `/events/${segment(id)}`, answer: eventDetail }),
  };
}

function webhookCalls(call: Call) {
  const path = (id: string) => `/webhooks/${segment(id)}`;
  return {
    list: () => call({ method: 'GET', path: '/webhooks', answer: webhookList }),
    create: (body: WebhookCreate) => call({ method: 'POST', path: '/webhooks', body, answer: webhook }),
    get: (id: string) => call({ method: 'GET', path: path(id), answer: webhook }),
    update: (id: string, body: WebhookUpdate) =>
      call({ method: 'PATCH', path: path(id), body, answer: webhook }),
    delete: (id: string): Promise<ApiResult<undefined>> =>
      call({ method: 'DELETE', path: path(id), answer: z.undefined() }),
    rotateSecret: (id: string, body: RotateSecretRequest = {}) =>
      call({ method: 'POST', path: `${path(id)}/rotate-secret`, body, answer: webhook }),
    test: (id: string, body: WebhookTestRequest = {}) =>
      call({ method: 'POST', path: `${path(id)}/test`, body, answer: webhookTestAnswer }),
    offline: (id: string) => call({ method: 'POST', path: `${path(id)}/offline`, answer: webhook }),
    online: (id: string, body: OnlineRequest = {}) =>
      call({ method: 'POST', path: `${path(id)}/online`, body, answer: onlineAnswer }),
    retryFailed: (id: string, body: RetryFailedRequest) =>
      call({ method: 'POST', path: `${path(id)}/retry-failed`, body, answer: job }),
  };
}

function deliveryCalls(call: Call) {
  return {
    list: (query: ListQuery<DeliveryQuery> = {}) =>
      call({ method: 'GET', path: '/deliveries', query, answer: deliveryPage }),
    get: (id: string) => call({ method: 'GET', path: `/deliveries/${segment(id)}`, answer: deliveryDetail }),
    retry: (id: string) =>
      call({ method: 'POST', path: `/deliveries/${segment(id)}/retry`, answer: delivery }),
  };
}

function recordCalls(call: Call) {
  return {
    kinds: () => call({ method: 'GET', path: '/records/kinds', answer: recordKindList }),
    list: (query: ListQuery<RecordQuery> = {}) =>
      call({ method: 'GET', path: '/records', query, answer: recordPage }),
    get: (id: string) => call({ method: 'GET', path: `/records/${segment(id)}`, answer: recordDetail }),
  };
}

/** `limit` and `status_code` are coerced from a query's text on the server; a caller gives numbers. */
type ListQuery<Query> = Omit<Query, 'limit' | 'status_code'> & {
  readonly limit?: number;
} & ('status_code' extends keyof Query ? { readonly status_code?: number } : unknown);

function segment(text: string): string {
  return encodeURIComponent(text);
}
