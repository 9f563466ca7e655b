import { payloadKinds } from './event-types.ts';

/** A webhook subscribes to rows of the catalogue, each by its name. */
export function subscriptionProblem(subscribed: string): string | null {
  if (payloadKinds.has(subscribed)) return null;
  return subscribed.includes('*')
    ? `The compilot dialect has no wildcards: in place of ${subscribed}, name each event type.`
    : `No event type of the compilot catalogue: ${subscribed}`;
}
