/** Compares what was published with what was received: the demo's claim is only as good as this. */
import { isDeepStrictEqual } from 'node:util';
import type { DeliveryDetailAnswer, PublishedEvent } from '@belfry/api';
import type { Received } from './receiver.ts';

export interface PublishedRecord {
  readonly id: string;
  readonly event: PublishedEvent;
}

export interface Subscription {
  readonly receiver: string;
  readonly webhookId: string;
  readonly events: readonly string[];
}

export interface Finding {
  readonly ok: boolean;
  readonly claim: string;
}

/** One call that has to succeed: which event, at whom, under which name. */
export interface Expected extends PublishedRecord {
  readonly receiver: string;
  readonly webhookId: string;
  readonly name: string;
  readonly subName: string | null;
}

/** What the subscriptions promise, worked out here and not asked of Belfry. */
export function expectedOf(
  published: readonly PublishedRecord[],
  subscriptions: readonly Subscription[],
): readonly Expected[] {
  return published.flatMap((one) =>
    subscriptions.flatMap(({ receiver, webhookId, events }): readonly Expected[] => {
      const { type, sub_type: subType = null } = one.event;
      const target = { ...one, receiver, webhookId };
      if (events.includes(type)) return [{ ...target, name: type, subName: subType }];
      return subType !== null && events.includes(subType)
        ? [{ ...target, name: subType, subName: null }]
        : [];
    }),
  );
}

/** True once everything that is expected has been received and answered with 200. */
export function isComplete(expected: readonly Expected[], received: readonly Received[]): boolean {
  return expected.every((one) => received.some((call) => call.answered === 200 && isOf(one, call)));
}

export function findings(
  expected: readonly Expected[],
  received: readonly Received[],
  stored: readonly DeliveryDetailAnswer[],
): readonly Finding[] {
  const good = received.filter(({ answered }) => answered === 200);
  const failed = received.length - good.length;
  const calls = expected.map((one) => ({ one, call: good.find((call) => isOf(one, call)) }));
  const matched = calls.filter(({ call }) => call !== undefined).length;
  const sameObject = calls.filter(({ one, call }) => call !== undefined && isSameObject(one, call)).length;
  const sameBytes = expected.filter((one) => isStoredAsReceived(one, good, stored)).length;
  const attempts = stored.reduce((sum, delivery) => sum + delivery.attempts.length, 0);
  const count = expected.length;
  return [
    {
      ok: matched === count && good.length === count,
      claim: `${matched} of ${count} expected deliveries arrived under the right event id and name; ${good.length - matched} beyond these`,
    },
    {
      ok: received.every(({ call }) => call !== null),
      claim: `every one of the ${received.length} calls was signed by Belfry; ${failed} were answered 503 on purpose and tried again`,
    },
    {
      ok: sameObject === count,
      claim: `${sameObject} of ${count} carried exactly the object and context that were published`,
    },
    {
      ok: sameBytes === count,
      claim: `${sameBytes} of ${count} bodies in Belfry's log are, byte for byte, what was received`,
    },
    {
      ok:
        stored.length === count &&
        attempts === received.length &&
        stored.every(({ state }) => state === 'succeeded'),
      claim: `Belfry's log holds ${stored.length} deliveries, all succeeded, and ${attempts} attempts: as many as calls were received`,
    },
  ];
}

function isOf(one: Expected, { receiver, call }: Received): boolean {
  if (call === null || receiver !== one.receiver || call.eventId !== one.id) return false;
  const { event, sub_event: subEvent = null } = namesIn(call);
  return event === one.name && subEvent === one.subName;
}

export function namesIn(call: NonNullable<Received['call']>): {
  readonly event: string;
  readonly sub_event?: string | undefined;
} {
  return call.event;
}

/** Beside the envelope a body holds the object, under its entity's name, and in its context what was published. */
function isSameObject({ event }: Expected, { body }: Received): boolean {
  const parsed: Readonly<Record<string, unknown>> = JSON.parse(body);
  const objects = Object.entries(parsed).filter(([name]) => !envelope.has(name));
  const context = new Map(Object.entries(Object(parsed['context'])));
  return (
    isDeepStrictEqual(
      objects.map(([, object]) => object),
      [asJson(event.data)],
    ) &&
    Object.entries(event.context ?? {}).every(([name, value]) =>
      isDeepStrictEqual(context.get(name), asJson(value)),
    )
  );
}

const envelope: ReadonlySet<string> = new Set(['event', 'sub_event', 'context']);

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function isStoredAsReceived(
  one: Expected,
  good: readonly Received[],
  stored: readonly DeliveryDetailAnswer[],
): boolean {
  const delivery = stored.find(
    ({ event_id, webhook_id }) => event_id === one.id && webhook_id === one.webhookId,
  );
  const call = good.find((received) => isOf(one, received));
  return delivery !== undefined && delivery.body === call?.body;
}
