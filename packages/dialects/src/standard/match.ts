import type { EventName } from '../dialect.ts';

/**
 * A webhook gets an event under the event's own type where it subscribes to that type, to all ("*"), or to what the
 * type stands under: "invoice.*" takes "invoice.paid" and "invoice.paid.late", and not "invoice".
 */
export function match(subscribed: ReadonlySet<string>, event: EventName): EventName | null {
  const { type } = event;
  if (subscribed.has(type) || subscribed.has('*')) return event;
  for (let dot = type.lastIndexOf('.'); dot > 0; dot = type.lastIndexOf('.', dot - 1)) {
    if (subscribed.has(`${type.slice(0, dot)}.*`)) return event;
  }
  return null;
}
