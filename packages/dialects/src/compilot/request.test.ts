import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callOf, eventId, nowMs, recorded, rowOf, secret } from '../../test/compilot-calls.ts';
import { signaturesOf } from '../standard-webhooks/signature.ts';
import { catalogue } from './catalogue.ts';
import { compilot } from './compilot.ts';

const examples = fc.constantFrom(...catalogue.map((row) => row.example));
const withEventId = /^(customer|individual|company)\./;

test('a body is laid out as the contract writes it', () => {
  const data = { ...Object(rowOf('customer.created').example.data), reason: 'Grønn "☕"' };
  const event = recorded({ type: 'customer.created', data: { ...data, id: 'another' } });
  expect(callOf(event).body).toBe(
    `{"eventType":"customer.created","payload":{"id":"${eventId}",${JSON.stringify(data).slice(1)}}`,
  );
});

test('the recorded payload is in every body byte for byte, led by the event’s id where the contract says so', () => {
  fc.assert(
    fc.property(examples, fc.nat(), fc.nat({ max: 100 }), (draft, laterMs, retryCount) => {
      const event = recorded(draft);
      const { body } = callOf(event, { now: nowMs + laterMs, retryCount });
      const lead = withEventId.test(draft.type) ? `{"id":"${eventId}",${event.data.slice(1)}` : event.data;
      expect(body).toBe(`{"eventType":"${draft.type}","payload":${lead}}`);
      expect(JSON.parse(body)).toMatchObject({ eventType: draft.type, payload: draft.data });
    }),
  );
});

describe('headers', () => {
  test('are those of Svix and the same under the names of Standard Webhooks', () => {
    const { body, headers } = callOf(recorded(rowOf('alert.created').example), { retryCount: 3 });
    const timestamp = Math.floor(nowMs / 1000);
    const signature = signaturesOf({ id: eventId, timestamp, body }, { current: secret, old: null });
    expect(headers).toEqual({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^Belfry\/\d+\.\d+\.\d+ /),
      'svix-id': eventId,
      'svix-timestamp': String(timestamp),
      'svix-signature': signature,
      'webhook-id': eventId,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature,
    });
    expect(signature).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
  });

  test('of a retry have the same id, its own time and so another signature', () => {
    const event = recorded(rowOf('send.scenario').example);
    const first = callOf(event);
    const retried = callOf(event, { now: nowMs + 5_000, retryCount: 1 });
    expect(retried.body).toBe(first.body);
    expect(retried.headers['svix-id']).toBe(first.headers['svix-id']);
    expect(Number(retried.headers['svix-timestamp'])).toBe(Number(first.headers['svix-timestamp']) + 5);
    expect(retried.headers['svix-signature']).not.toBe(first.headers['svix-signature']);
  });

  test('carry both signatures during a rotation, the current one first', () => {
    const old = compilot.secrets.generate('v1', (bytes) => new Uint8Array(bytes));
    const event = recorded(rowOf('alert.created').example);
    const [before, after] = [
      { current: old, old: null },
      { current: secret, old: null },
    ];
    const signatures = [after, before].map((secrets) => callOf(event, { secrets }).headers['svix-signature']);
    const { headers } = callOf(event, { secrets: { current: secret, old } });
    expect(headers['svix-signature']).toBe(signatures.join(' '));
    expect(headers['webhook-signature']).toBe(headers['svix-signature']);
  });
});

test('an event of an unknown type was never recorded: to send it is a bug', () => {
  const event = {
    ...recorded(rowOf('alert.created').example),
    name: { type: 'Case.Created', subType: null },
  };
  expect(() => callOf(event)).toThrow('no event type of this dialect');
});

test('a payload without a property still makes a body, so that headers can be learnt from a sample', () => {
  for (const type of ['customer.created', 'alert.created']) {
    const { body } = callOf({ name: { type, subType: null }, context: '{}', data: '{}' });
    expect(JSON.parse(body).eventType).toBe(type);
  }
});
