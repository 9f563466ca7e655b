import type { Client, PublishAnswer, PublishedEvent } from '@belfry/api';
import { useApiMutation } from './mutation.ts';
import { useApiPages } from './pages.ts';
import { useApiQuery } from './query.ts';

export type EventFilter = Omit<
  NonNullable<Parameters<Client['events']['list']>[0]>,
  'cursor' | 'limit' | 'include'
>;

/** Each of a page has up to as many deliveries as there are webhooks. */
const eventsPerPage = 40;

/** Events with what became of each at its webhooks, newest first; `held`: new ones wait until they are asked for. */
export function useEvents(filter: EventFilter, held: boolean) {
  return useApiPages(
    {
      topic: 'events',
      key: ['list', filter],
      pageItems: eventsPerPage,
      call: (client, cursor) =>
        client.events.list({
          ...filter,
          include: 'deliveries',
          limit: eventsPerPage,
          ...(cursor === undefined ? {} : { cursor }),
        }),
    },
    { held },
  );
}

/** One event with its deliveries; null: none is asked for. */
export function useEvent(id: string | null) {
  return useApiQuery(
    { topic: 'events', key: ['one', id], call: (client) => client.events.get(id ?? '') },
    { enabled: id !== null },
  );
}

/** Publishes one event, as a product would. The form says what is refused. */
export function usePublish(onDone: (published: PublishAnswer) => void) {
  return useApiMutation({
    call: (client, event: PublishedEvent) => client.events.publish(event),
    changes: ['events', 'deliveries', 'stats', 'overview'],
    failure: 'form',
    onDone,
  });
}
