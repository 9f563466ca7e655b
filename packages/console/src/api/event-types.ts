import { useApiQuery } from './query.ts';

const stableMs = 60_000;

/** What may be published and subscribed to: the catalogue without archived types. */
export function useEventTypes() {
  return useApiQuery(
    { topic: 'event_types', key: ['list', 'false'], call: (client) => client.eventTypes.list() },
    { staleTime: stableMs },
  );
}
