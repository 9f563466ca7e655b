import { type EventTypeAnswer, eventTypeList } from '@belfry/api';
import type { EventType } from '@belfry/dialects';
import { dialectOf } from '../app/webhook-view.ts';
import { workspaceOf } from './caller.ts';
import { type Routes, refusals } from './route.ts';

export const eventTypeRoutes: Routes = (api) => {
  api.get(
    '/event-types',
    {
      schema: {
        tags: ['Events'],
        summary: 'List the catalogue',
        description:
          'Every event type that may be published and subscribed to, with an example that validates.',
        response: { 200: eventTypeList, ...refusals },
      },
    },
    async (request) => ({ data: dialectOf(workspaceOf(request)).catalogue.map(presentEventType) }),
  );
};

function presentEventType({ bodySchema, ...same }: EventType): EventTypeAnswer {
  return { ...same, body_schema: bodySchema };
}
