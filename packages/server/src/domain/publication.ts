/**
 * From validated events to what is recorded of them, decided purely: ids, fan-out, and which deliveries go to
 * this process's sender, which wait in the database, and which are held because their webhook is offline.
 */
import type { Dialect, EventName, ValidEvent } from '@belfry/dialects';
import { fanOut, type Subscriber } from './fan-out.ts';

/** An event that passed the dialect's validation, with what the envelope said of it. */
export interface PreparedEvent {
  readonly valid: ValidEvent;
  /** JSON text of an object, or null. */
  readonly subject: string | null;
  /** Milliseconds since the epoch; null: when it is recorded. */
  readonly occurredAt: number | null;
}

export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly subType: string | null;
  readonly subject: string | null;
  readonly context: string;
  readonly data: string;
  readonly occurredAt: number;
}

export interface PlannedDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly event: RecordedEvent;
  readonly wire: EventName;
  readonly destination: 'sender' | 'waiting' | 'held';
}

export interface PublicationPlan {
  readonly events: readonly RecordedEvent[];
  readonly deliveries: readonly PlannedDelivery[];
}

export interface PlanInput {
  readonly dialect: Dialect;
  readonly subscribers: readonly Subscriber[];
  readonly events: readonly PreparedEvent[];
  readonly now: number;
  /** Ids of one millisecond: an event and its deliveries carry the same time, so that they share a partition. */
  readonly newId: () => string;
  /** Whether the sender takes one more delivery of that many bytes; a yes reserves the room. */
  readonly reserve: (webhookId: string, bytes: number) => boolean;
}

export function planPublication(input: PlanInput): PublicationPlan {
  const events: RecordedEvent[] = [];
  const deliveries: PlannedDelivery[] = [];
  const matched = new Map<string, ReturnType<typeof fanOut>>();
  for (const prepared of input.events) {
    const event = recorded(prepared, input.newId(), input.now);
    events.push(event);
    const nameKey = `${event.type} ${event.subType ?? ''}`;
    let targets = matched.get(nameKey);
    if (targets === undefined) {
      targets = fanOut(input.dialect, input.subscribers, prepared.valid.name);
      matched.set(nameKey, targets);
    }
    for (const { webhook, wire } of targets) {
      const destination = destinationOf(input, webhook.status, webhook.id, event);
      deliveries.push({ id: input.newId(), webhookId: webhook.id, event, wire, destination });
    }
  }
  return { events, deliveries };
}

/** What a queued delivery costs in memory; the payload is shared by the deliveries of an event, and counted for each. */
export function queuedBytes(event: { readonly context: string; readonly data: string }): number {
  return event.context.length + event.data.length;
}

function destinationOf(
  input: PlanInput,
  status: 'online' | 'offline',
  webhookId: string,
  event: RecordedEvent,
): PlannedDelivery['destination'] {
  if (status === 'offline') return 'held';
  return input.reserve(webhookId, queuedBytes(event)) ? 'sender' : 'waiting';
}

function recorded(prepared: PreparedEvent, id: string, now: number): RecordedEvent {
  return {
    id,
    type: prepared.valid.name.type,
    subType: prepared.valid.name.subType,
    subject: prepared.subject,
    context: prepared.valid.context,
    data: prepared.valid.data,
    occurredAt: prepared.occurredAt ?? now,
  };
}
