import type { EventTypeAnswer, EventTypeCreate, EventTypeUpdate } from '@belfry/api';
import { useApiMutation } from './mutation.ts';
import { useApiQuery } from './query.ts';

const stableMs = 60_000;

/** What may be published and subscribed to: the catalogue without archived types, and without schemas. */
export function useEventTypes(enabled = true) {
  return useApiQuery(
    {
      topic: 'event_types',
      key: ['list', 'names'],
      call: (client) => client.eventTypes.list({ schemas: 'false' }),
    },
    { staleTime: stableMs, enabled },
  );
}

/** The whole catalogue: archived types too. */
export function useAllEventTypes() {
  return useApiQuery({
    topic: 'event_types',
    key: ['list', 'all'],
    call: (client) => client.eventTypes.list({ archived: 'all' }),
  });
}

export type EventTypeSave =
  | { readonly kind: 'create'; readonly body: EventTypeCreate }
  | { readonly kind: 'update'; readonly type: string; readonly body: EventTypeUpdate };

/** Defines or changes an event type of the workspace's own. The form says what is refused. */
export function useSaveEventType(onDone: (saved: EventTypeAnswer) => void) {
  return useApiMutation({
    call: (client, save: EventTypeSave) =>
      save.kind === 'create'
        ? client.eventTypes.create(save.body)
        : client.eventTypes.update(save.type, save.body),
    changes: ['event_types', 'audit'],
    done: (_saved, save) => (save.kind === 'create' ? 'The event type was added.' : 'Saved.'),
    failure: 'form',
    onDone,
  });
}

/** An archived type cannot be published or subscribed to; what was published stays readable. */
export function useArchiveEventType(onDone: () => void) {
  return useApiMutation({
    call: (client, type: string) => client.eventTypes.archive(type),
    changes: ['event_types', 'audit'],
    done: 'The event type was archived.',
    onDone,
  });
}

export function useRestoreEventType() {
  return useApiMutation({
    call: (client, type: string) => client.eventTypes.update(type, { archived: false }),
    changes: ['event_types', 'audit'],
    done: 'The event type may be published again.',
  });
}
