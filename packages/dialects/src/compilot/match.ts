import type { EventName } from '../dialect.ts';

/** A webhook gets the events that it subscribes to by name; there are no sub-events and no wildcards. */
export function match(subscribed: ReadonlySet<string>, event: EventName): EventName | null {
  return subscribed.has(event.type) ? event : null;
}
