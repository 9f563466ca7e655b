import type { EventName } from '../dialect.ts';

const checkCompleted: EventName = Object.freeze({ type: 'Check.Completed', subType: null });

/** The events that the contract's older edition delivered as Check.Completed. */
const completions: ReadonlySet<string> = new Set(['Check.Approved', 'Check.Rejected']);

/**
 * The top-level form goes before the sub-event form, and a webhook gets one of them, once.
 *
 * Check.Completed is older than Check.Approved and Check.Rejected, and is what a webhook written for the older
 * edition subscribes to. A check is decided once, so such a webhook receives either of the two under the old
 * name, unless it subscribes to the new name as well: then it gets the new one alone. A product that still
 * publishes Check.Completed itself reaches the subscribers of that name only.
 */
export function match(subscribed: ReadonlySet<string>, event: EventName): EventName | null {
  if (subscribed.has(event.type)) return event;
  if (event.subType !== null && subscribed.has(event.subType)) return { type: event.subType, subType: null };
  if (completions.has(event.type) && subscribed.has(checkCompleted.type)) return checkCompleted;
  return null;
}
