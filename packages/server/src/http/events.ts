import {
  type EventAnswer,
  type EventDeliveryAnswer,
  eventDetail,
  eventListQuery,
  eventPage,
} from '@belfry/api';
import { idTime } from '../domain/id.ts';
import { refused } from '../domain/refusal.ts';
import { type DeliverySummary, deliveriesOfEvents } from '../store/delivery-reading.ts';
import { findEvent, type RecordedEvent, searchEvents } from '../store/event-search.ts';
import { workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { filterOf, pageRequestOf, presentPage } from './page.ts';
import { idParams, instantText, type Routes, refusals } from './route.ts';

const tags = ['Events'];

export const eventRoutes: Routes = (api, context) => {
  api.get(
    '/events',
    {
      schema: {
        tags,
        summary: 'Search events, newest first',
        querystring: eventListQuery,
        response: { 200: eventPage, ...refusals },
      },
    },
    async (request) => {
      const { query } = request;
      const { id } = workspaceOf(request);
      const page = await searchEvents(context.sql, id, filterOf(query), pageRequestOf(query));
      if (query.include === undefined) return presentPage(page, presentEvent);
      const eventIds = page.items.map((event) => event.id);
      const deliveries = await deliveriesOfEvents(context.sql, id, eventIds);
      return presentPage(page, (event) => ({
        ...presentEvent(event),
        deliveries: (deliveries.get(event.id) ?? []).map(presentDelivery),
      }));
    },
  );
  api.get(
    '/events/:id',
    {
      schema: {
        tags,
        summary: 'Get an event with its deliveries',
        params: idParams,
        response: { 200: eventDetail, ...refusals },
      },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const found = await findEvent(context.sql, id, request.params.id);
      const event = found ?? granted(refused('not_found', 'No event with this id in the workspace.'));
      const deliveries = await deliveriesOfEvents(context.sql, id, [event.id]);
      return {
        ...presentEvent(event),
        deliveries: (deliveries.get(event.id) ?? []).map(presentDelivery),
      };
    },
  );
};

function presentDelivery(delivery: DeliverySummary): EventDeliveryAnswer {
  return {
    id: delivery.id,
    webhook_id: delivery.webhookId,
    state: delivery.state,
    status_code: delivery.statusCode,
    error_kind: delivery.errorKind,
    attempt_count: delivery.attemptCount,
  };
}

function presentEvent(event: RecordedEvent): EventAnswer {
  return {
    id: event.id,
    type: event.type,
    sub_type: event.subType,
    subject: event.subject === null ? null : { ...event.subject },
    context: JSON.parse(event.context),
    data: JSON.parse(event.data),
    occurred_at: instantText(event.occurredAt),
    created_at: instantText(idTime(event.id)),
    test: event.test,
  };
}
