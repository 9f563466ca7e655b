import type { Dialect, EventName } from '@belfry/dialects';
import type { Webhook } from './webhook.ts';

export interface FanOutTarget {
  readonly webhook: Webhook;
  readonly wire: EventName;
}

/** Every webhook that gets the event, with the wire event that it gets. */
export function fanOut(dialect: Dialect, webhooks: readonly Subscriber[], event: EventName): FanOutTarget[] {
  const targets: FanOutTarget[] = [];
  for (const { webhook, subscribed } of webhooks) {
    const wire = dialect.match(subscribed, event);
    if (wire !== null) targets.push({ webhook, wire });
  }
  return targets;
}

/** A webhook with its event types as a set, made once for each version of the webhook. */
export interface Subscriber {
  readonly webhook: Webhook;
  readonly subscribed: ReadonlySet<string>;
}
