import { type EventAnswer, eventDetail, eventPage, eventQuery } from '@belfry/api';
import { idTime } from '../domain/id.ts';
import { refused } from '../domain/refusal.ts';
import { deliveriesOfEvent } from '../store/delivery-reading.ts';
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
        querystring: eventQuery,
        response: { 200: eventPage, ...refusals },
      },
    },
    async (request) => {
      const { query } = request;
      const page = await searchEvents(
        context.sql,
        workspaceOf(request).id,
        filterOf(query),
        pageRequestOf(query),
      );
      return presentPage(page, presentEvent);
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
      const deliveries = await deliveriesOfEvent(context.sql, id, event.id);
      return {
        ...presentEvent(event),
        deliveries: deliveries.map((delivery) => ({
          id: delivery.id,
          webhook_id: delivery.webhookId,
          state: delivery.state,
          status_code: delivery.statusCode,
        })),
      };
    },
  );
};

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
