import { describe, expect, expectTypeOf, test } from 'vitest';
import { now } from '../../test/signed-call.ts';
import { compilotBody, messageId, symmetric, webhookCall } from '../../test/webhook-call.ts';
import type { Failure } from '../outcome.ts';
import { verify } from '../verify.ts';
import type { Customer } from './events/index.ts';
import type { CompilotVerified } from './verify.ts';

const outcomeOf = (body: string) => {
  const { headers } = webhookCall({ body, prefix: 'svix' });
  return verify(headers, body, symmetric, { scheme: 'compilot', now });
};

test('a genuine call yields its event', () => {
  expect(outcomeOf(compilotBody)).toStrictEqual({
    ok: true,
    event: JSON.parse(compilotBody),
    eventId: messageId,
    timestamp: now / 1000,
    signedWith: 'current',
    secretIndex: 0,
  });
});

test('the event is typed, and told apart by its eventType', () => {
  const outcome = outcomeOf(compilotBody);
  expectTypeOf(outcome).toEqualTypeOf<CompilotVerified | Failure>();
  if (!outcome.ok || outcome.event.eventType !== 'customer.updated')
    throw new Error('It is not as it was sent.');
  expectTypeOf(outcome.event.payload).toEqualTypeOf<Customer>();
  expect(outcome.event.payload.status).toBe('Active');
});

describe('malformed_body', () => {
  test.each([
    ['not JSON', 'eventType=customer.updated'],
    ['nothing', ''],
    ['an array', '[]'],
    ['null', 'null'],
    ['no event type', '{"payload":{}}'],
    ['an event type that is a number', '{"eventType":1,"payload":{}}'],
    ['no payload', '{"eventType":"customer.updated"}'],
    ['a payload that is a list', '{"eventType":"customer.updated","payload":[]}'],
    ['a body of Standard Webhooks', '{"type":"customer.updated","timestamp":"","data":{}}'],
  ])('%s, though rightly signed', (_, body) => {
    expect(outcomeOf(body)).toMatchObject({ ok: false, code: 'malformed_body' });
  });
});

describe('unknown_event', () => {
  test.each(['customer.exploded', 'toString', '__proto__', ''])('%j', (eventType) => {
    const body = JSON.stringify({ eventType, payload: {} });
    expect(outcomeOf(body)).toMatchObject({ ok: false, code: 'unknown_event' });
  });

  test('a property or a value that is newer than this library is no reason to refuse', () => {
    const body = JSON.stringify({ eventType: 'alert.updated', payload: { status: 'Snoozed' }, more: 1 });
    expect(outcomeOf(body)).toMatchObject({ ok: true, event: { payload: { status: 'Snoozed' } } });
  });
});
