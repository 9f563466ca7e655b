import { eventTypeRows } from './event-types.ts';

const types: ReadonlySet<string> = new Set(eventTypeRows.map(({ type }) => type));

/** A webhook subscribes to rows of the catalogue, by name. */
export function subscriptionProblem(subscribed: string): string | null {
  return types.has(subscribed) ? null : `No event type of the dotfile catalogue: ${subscribed}`;
}
