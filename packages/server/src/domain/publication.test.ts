import { type Dialect, dotfile, type EventName } from '@belfry/dialects';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fanOut, type Subscriber } from './fan-out.ts';
import { idOf, idTime } from './id.ts';
import { type PlanInput, planPublication, queuedBytes } from './publication.ts';
import type { Webhook } from './webhook.ts';

const dialect: Dialect = dotfile;
const now = Date.UTC(2026, 0, 1);

function subscriber(index: number, events: readonly string[], status: Webhook['status']): Subscriber {
  const webhook: Webhook = {
    workspaceId: 'workspace',
    id: `webhook-${index}`,
    name: '',
    description: '',
    url: 'https://receiver.example/',
    events,
    status,
    offlineReason: null,
    offlineSince: null,
    type: 'user',
    secret: '',
    oldSecret: null,
    oldSecretExpiresAt: null,
    rateLimit: null,
    concurrencyLimit: null,
    headers: {},
    createdAt: now,
    updatedAt: now,
  };
  return { webhook, subscribed: new Set(events) };
}

const types = dialect.catalogue.map((row) => row.type);
const names: readonly EventName[] = dialect.catalogue.map(({ type, parent }) =>
  parent === null ? { type, subType: null } : { type: parent, subType: type },
);
const subscribers = fc
  .array(
    fc.tuple(fc.subarray(types, { minLength: 1 }), fc.constantFrom('online' as const, 'offline' as const)),
    {
      maxLength: 8,
    },
  )
  .map((list) => list.map(([events, status], index) => subscriber(index, events, status)));
const events = fc
  .array(fc.tuple(fc.constantFrom(...names), fc.string(), fc.option(fc.integer({ min: 0, max: now }))), {
    minLength: 1,
    maxLength: 12,
  })
  .map((list) =>
    list.map(([name, text, occurredAt]) => ({
      valid: { name, context: '{}', data: JSON.stringify({ text }) },
      subject: null,
      occurredAt,
    })),
  );

/** A sender with room for so many deliveries. */
function plan(input: Pick<PlanInput, 'subscribers' | 'events'>, room: number) {
  let sequence = 0;
  const asked: { webhookId: string; bytes: number; granted: boolean }[] = [];
  const planned = planPublication({
    dialect,
    ...input,
    now,
    newId: () => idOf(now, sequence++, new Uint8Array(6)),
    reserve(webhookId, bytes) {
      const granted = asked.filter((one) => one.granted).length < room;
      asked.push({ webhookId, bytes, granted });
      return granted;
    },
  });
  return { ...planned, asked };
}

describe('fanning out', () => {
  it('gives an event to each webhook whose subscription matches, once, under the name that it matches by', () => {
    fc.assert(
      fc.property(subscribers, fc.constantFrom(...names), (list, name) => {
        const expected = list.flatMap(({ webhook, subscribed }) => {
          const wire = dialect.match(subscribed, name);
          return wire === null ? [] : [{ webhook, wire }];
        });
        expect(fanOut(dialect, list, name)).toEqual(expected);
      }),
    );
  });
});

describe('the plan of a publication', () => {
  it('holds each event once and in order, with one delivery for each webhook that gets it', () => {
    fc.assert(
      fc.property(subscribers, events, fc.nat(20), (list, prepared, room) => {
        const { events: recorded, deliveries } = plan({ subscribers: list, events: prepared }, room);
        expect(recorded.map(({ data }) => data)).toEqual(prepared.map(({ valid }) => valid.data));
        expect(recorded.map(({ occurredAt }) => occurredAt)).toEqual(
          prepared.map(({ occurredAt }) => occurredAt ?? now),
        );
        const expected = prepared.flatMap(({ valid }, index) =>
          fanOut(dialect, list, valid.name).map(({ webhook, wire }) => ({
            webhookId: webhook.id,
            wire,
            eventId: recorded[index]?.id,
          })),
        );
        expect(
          deliveries.map(({ webhookId, wire, event }) => ({ webhookId, wire, eventId: event.id })),
        ).toEqual(expected);
      }),
    );
  });

  it('holds for offline webhooks, gives to the sender what it has room for, and lets the rest wait', () => {
    fc.assert(
      fc.property(subscribers, events, fc.nat(20), (list, prepared, room) => {
        const { deliveries, asked } = plan({ subscribers: list, events: prepared }, room);
        const online = new Set(
          list.filter(({ webhook }) => webhook.status === 'online').map(({ webhook }) => webhook.id),
        );
        for (const { webhookId, destination } of deliveries) {
          expect(destination === 'held').toBe(!online.has(webhookId));
        }
        const called = deliveries.filter(({ destination }) => destination !== 'held');
        // Room is asked for once for each, in order; what was granted is what the sender is given.
        expect(asked).toEqual(
          called.map(({ webhookId, event, destination }) => ({
            webhookId,
            bytes: queuedBytes(event),
            granted: destination === 'sender',
          })),
        );
      }),
    );
  });

  it('gives everything ids of one millisecond, each greater than the one before', () => {
    fc.assert(
      fc.property(subscribers, events, (list, prepared) => {
        const { events: recorded, deliveries } = plan({ subscribers: list, events: prepared }, 5);
        const ids = [...recorded, ...deliveries].map(({ id }) => id).sort();
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(idTime(id)).toBe(now);
        for (const { id, event } of deliveries) expect(id > event.id).toBe(true);
      }),
    );
  });
});
