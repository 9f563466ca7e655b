/** Compares what the story promises with what was received: the demo's claim is only as good as this. */
import { isDeepStrictEqual } from 'node:util';
import type { DeliveryDetailAnswer } from '@belfry/api';
import type { Contract, PromisedEvent, WireName } from './act.ts';
import type { Received } from './receiver.ts';

/** An event that an API call has to cause. */
export interface CausedEvent {
  /** The API call. */
  readonly request: string;
  readonly event: PromisedEvent;
  /** Under which Belfry recorded it; null: it recorded another in its place, or none. */
  readonly id: string | null;
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
export interface Expected extends CausedEvent {
  readonly contract: Contract;
  readonly receiver: string;
  readonly webhookId: string;
  readonly name: WireName;
}

/** All that the findings are about. */
export interface Evidence {
  readonly requestCount: number;
  readonly caused: readonly CausedEvent[];
  /** Events that no API call promises. */
  readonly beyond: readonly unknown[];
  readonly expected: readonly Expected[];
  readonly calls: readonly Received[];
  /** Of the events, as Belfry's log has them. */
  readonly stored: readonly StoredDelivery[];
}

export type StoredDelivery = Pick<DeliveryDetailAnswer, 'event_id' | 'webhook_id' | 'state' | 'body'> & {
  readonly attempts: readonly unknown[];
};

/** What the subscriptions promise, worked out by the contract and not asked of Belfry. */
export function expectedOf(
  caused: readonly CausedEvent[],
  subscriptions: readonly Subscription[],
  contract: Contract,
): readonly Expected[] {
  return caused.flatMap((one) =>
    subscriptions.flatMap(({ receiver, webhookId, events }): readonly Expected[] => {
      const name = contract.nameFor(events, one.event);
      return name === null ? [] : [{ ...one, contract, receiver, webhookId, name }];
    }),
  );
}

/** True once everybody has been called about what was recorded as promised, whatever was answered. */
export function isTried(expected: readonly Expected[], calls: readonly Received[]): boolean {
  return expected.every(
    ({ receiver, id }) =>
      id === null || calls.some(({ receiver: at, call }) => at === receiver && call?.eventId === id),
  );
}

/** True once all of that has been received and answered with 200. */
export function isComplete(expected: readonly Expected[], calls: readonly Received[]): boolean {
  return expected.every(
    (one) => one.id === null || calls.some((call) => call.answered === 200 && isOf(one, call)),
  );
}

export function findings(evidence: Evidence): readonly Finding[] {
  const { requestCount, caused, beyond, expected, calls, stored } = evidence;
  const good = calls.filter(({ answered }) => answered === 200);
  const pairs = expected.map((one) => ({ one, call: good.find((call) => isOf(one, call)) }));
  const recorded = caused.filter(({ id }) => id !== null).length;
  const matched = pairs.filter(({ call }) => call !== undefined).length;
  const sameObject = pairs.filter(({ one, call }) => call !== undefined && carries(one, call)).length;
  const sameBytes = pairs.filter(({ one, call }) => isStored(one, call, stored)).length;
  const attempts = stored.reduce((sum, delivery) => sum + delivery.attempts.length, 0);
  const count = expected.length;
  return [
    {
      ok: recorded === caused.length && beyond.length === 0,
      claim: `${recorded} of ${caused.length} events that the ${requestCount} API calls promise were recorded, in their order; ${beyond.length} beyond these`,
    },
    {
      ok: matched === count && good.length === count,
      claim: `${matched} of ${count} expected deliveries arrived under the right event id and name; ${good.length - matched} beyond these`,
    },
    {
      ok: calls.every(({ call }) => call !== null),
      claim: `every one of the ${calls.length} webhook calls was signed by Belfry; ${calls.length - good.length} were answered 503 on purpose and tried again`,
    },
    {
      ok: sameObject === count,
      claim: `${sameObject} of ${count} carried the record exactly as the API has it, and as the story left it`,
    },
    {
      ok: sameBytes === count,
      claim: `${sameBytes} of ${count} bodies in Belfry's log are, byte for byte, what was received`,
    },
    {
      ok:
        stored.length === count &&
        attempts === calls.length &&
        stored.every(({ state }) => state === 'succeeded'),
      claim: `Belfry's log holds ${stored.length} deliveries, all succeeded, and ${attempts} attempts: as many as calls were received`,
    },
  ];
}

function isOf({ receiver, id, name }: Expected, { receiver: at, call }: Received): boolean {
  if (call === null || at !== receiver || call.eventId !== id) return false;
  return call.name.type === name.type && call.name.subType === name.subType;
}

function carries({ contract, event, id }: Expected, { body }: Received): boolean {
  if (id === null || !contract.carries(JSON.parse(body), event, id)) return false;
  const data = new Map(Object.entries(Object(event.data)));
  return Object.entries(event.says).every(([name, value]) => isDeepStrictEqual(data.get(name), value));
}

function isStored(
  { id, webhookId }: Expected,
  call: Received | undefined,
  stored: readonly StoredDelivery[],
): boolean {
  const delivery = stored.find(({ event_id, webhook_id }) => event_id === id && webhook_id === webhookId);
  return delivery !== undefined && delivery.body === call?.body;
}
