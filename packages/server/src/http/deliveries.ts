import {
  type AttemptAnswer,
  can,
  type DeliveryAnswer,
  delivery,
  deliveryDetail,
  deliveryPage,
  deliveryQuery,
} from '@belfry/api';
import { readDelivery } from '../app/read-delivery.ts';
import { retryDelivery } from '../app/retry-delivery.ts';
import type { Attempt } from '../domain/attempt.ts';
import { idTime } from '../domain/id.ts';
import type { DeliverySummary } from '../store/delivery-reading.ts';
import { searchDeliveries } from '../store/delivery-search.ts';
import { callerOf, workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { filterOf, pageRequestOf, presentPage } from './page.ts';
import { hiddenValue, idParams, instantText, type Routes, refusals } from './route.ts';

const tags = ['Deliveries'];

export const deliveryRoutes: Routes = (api, context) => {
  api.get(
    '/deliveries',
    {
      schema: {
        tags,
        summary: 'Search deliveries, newest first',
        querystring: deliveryQuery,
        response: { 200: deliveryPage, ...refusals },
      },
    },
    async (request) => {
      const { query } = request;
      const { webhook_id: webhookId, state, status_class: statusClass, status_code: statusCode } = query;
      const filter = { ...filterOf(query), webhookId, state, statusClass, statusCode };
      const workspace = workspaceOf(request);
      const page = await searchDeliveries(context.sql, workspace.id, filter, pageRequestOf(query));
      return presentPage(page, presentDelivery);
    },
  );
  api.get(
    '/deliveries/:id',
    {
      schema: {
        tags,
        summary: 'Get a delivery with its body and attempts',
        params: idParams,
        response: { 200: deliveryDetail, ...refusals },
      },
    },
    async (request) => {
      const { delivery, body } = granted(
        await readDelivery(context, workspaceOf(request), request.params.id),
      );
      const attempts = delivery.attempts.map(presentAttempt);
      const shown = can(callerOf(request).role, 'read_secrets') ? attempts : attempts.map(withoutSecrets);
      return { ...presentDelivery(delivery), body, attempts: shown };
    },
  );
  api.post(
    '/deliveries/:id/retry',
    {
      schema: {
        tags,
        summary: 'Retry a delivery now',
        description: 'In whatever state it is; one that succeeded is sent again.',
        params: idParams,
        response: { 202: delivery, ...refusals },
      },
    },
    async (request, reply) => {
      const retried = granted(await retryDelivery(context, workspaceOf(request), request.params.id));
      return reply.code(202).send(presentDelivery(retried));
    },
  );
};

export function presentDelivery(delivery: DeliverySummary): DeliveryAnswer {
  return {
    id: delivery.id,
    event_id: delivery.eventId,
    webhook_id: delivery.webhookId,
    type: delivery.type,
    sub_type: delivery.subType,
    state: delivery.state,
    subject: delivery.subject === null ? null : { ...delivery.subject },
    status_code: delivery.statusCode,
    error_kind: delivery.errorKind,
    attempt_count: delivery.attemptCount,
    created_at: instantText(idTime(delivery.id)),
    first_attempt_at: instantText(delivery.firstAttemptAt),
    last_attempt_at: instantText(delivery.lastAttemptAt),
    delivered_at: instantText(delivery.deliveredAt),
    next_attempt_at: instantText(delivery.nextAttemptAt),
    next_attempt_type: delivery.nextAttemptType,
    test: delivery.test,
  };
}

export function presentAttempt(attempt: Attempt): AttemptAnswer {
  return {
    ...attempt,
    request_headers: { ...attempt.request_headers },
    response_headers: attempt.response_headers === null ? null : { ...attempt.response_headers },
  };
}

/** Headers that a webhook is called with may be what its endpoint knows Belfry by; signatures are no secret. */
const secretHeader = /auth|cookie|credential|key|password|secret|token/i;

function withoutSecrets(attempt: AttemptAnswer): AttemptAnswer {
  const headers = Object.entries(attempt.request_headers).map(([name, value]) => [
    name,
    secretHeader.test(name) ? hiddenValue : value,
  ]);
  return { ...attempt, request_headers: Object.fromEntries(headers) };
}
