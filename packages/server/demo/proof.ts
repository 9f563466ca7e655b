/** Compares what was published with what was received: the demo's claim is only as good as this. */
import type { DeliveryDetailAnswer, PublishedEvent } from '@belfry/api';
import type { Contract, WireName } from './act.ts';
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
  readonly contract: Contract;
  readonly receiver: string;
  readonly webhookId: string;
  readonly name: WireName;
}

/** What the subscriptions promise, worked out by the contract and not asked of Belfry. */
export function expectedOf(
  published: readonly PublishedRecord[],
  subscriptions: readonly Subscription[],
  contract: Contract,
): readonly Expected[] {
  return published.flatMap((one) =>
    subscriptions.flatMap(({ receiver, webhookId, events }): readonly Expected[] => {
      const name = contract.nameFor(events, one.event);
      return name === null ? [] : [{ ...one, contract, receiver, webhookId, name }];
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
  const sameObject = calls.filter(({ one, call }) => call !== undefined && carries(one, call)).length;
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
  return call.name.type === one.name.type && call.name.subType === one.name.subType;
}

function carries({ contract, event, id }: Expected, { body }: Received): boolean {
  return contract.carries(JSON.parse(body), event, id);
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
