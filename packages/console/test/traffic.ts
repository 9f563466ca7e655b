/** What a workspace gets to do in a test: webhooks, and events of the catalogue's examples. */
import type { ApiResult, PublishedEvent } from '@belfry/api';
import type { WorkspaceWithKey } from './installation.ts';

export interface WebhookToMake {
  readonly name: string;
  readonly url: string;
  /** Every event type of the dialect's top level unless stated. */
  readonly events?: readonly string[];
}

export interface Publication {
  /** How many events; one unless stated. */
  readonly count?: number;
  readonly subject?: Readonly<Record<string, string>>;
  /** Instead of the example's. */
  readonly data?: unknown;
}

const pollMs = 20;

/** How many deliveries an event has, by its id, where the API said so: one is not there before its first outcome. */
const deliveriesOf = new Map<string, number>();

/** Answers the id of the new webhook. */
export async function makeWebhook(
  { api }: WorkspaceWithKey,
  { name, url, events }: WebhookToMake,
): Promise<string> {
  const every = async () => {
    const { data } = granted(await api.eventTypes.list());
    return data.filter(({ parent }) => parent === null).map(({ type }) => type);
  };
  const { id } = granted(await api.webhooks.create({ name, url, events: [...(events ?? (await every()))] }));
  return id;
}

/** Publishes the catalogue's example of the type; answers the events' ids. */
export async function publish(
  { api }: WorkspaceWithKey,
  type: string,
  { count = 1, subject, data }: Publication = {},
): Promise<readonly string[]> {
  // The catalogue states examples as one would publish them.
  const example = granted(await api.eventTypes.get(type)).example as PublishedEvent;
  const event = {
    ...example,
    ...(subject === undefined ? {} : { subject }),
    ...(data === undefined ? {} : { data }),
  };
  const { event_ids: ids, deliveries } = granted(
    await api.events.publish(Array.from({ length: count }, () => event)),
  );
  // They are all the same event, so each has as many.
  for (const id of ids) deliveriesOf.set(id, deliveries / ids.length);
  return ids;
}

/**
 * Resolves when each delivery of the events has had its first outcome, or is held. How many there are is known of
 * events that `publish` made; of others at least `deliveriesMin` each are waited for.
 */
export async function untilCalled(
  { api }: WorkspaceWithKey,
  eventIds: readonly string[],
  deliveriesMin = 0,
): Promise<void> {
  for (const id of eventIds) {
    const expected = deliveriesOf.get(id) ?? deliveriesMin;
    for (;;) {
      const { deliveries } = granted(await api.events.get(id));
      const called = deliveries.every(({ state, status_code: code }) => state !== 'pending' || code !== null);
      if (called && deliveries.length >= expected) break;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
}

/** The value of what a test takes for granted. */
export function granted<Value>(result: ApiResult<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
