import { describe, expect, expectTypeOf, test } from 'vitest';
import { now } from '../../test/signed-call.ts';
import { asymmetric, messageId, standardBody, symmetric, webhookCall } from '../../test/webhook-call.ts';
import { verify } from '../verify.ts';
import type { StandardEvent } from './event.ts';

const scheme = 'standard';
const outcomeOf = (body: string) => verify(webhookCall({ body }).headers, body, symmetric, { scheme, now });

test.each([
  ['v1', symmetric, symmetric],
  ['v1a', asymmetric.secret, asymmetric.public],
])('a genuine call of %s yields its event', (_, signer, secret) => {
  const { headers, body } = webhookCall({ secrets: [signer] });
  expect(verify(headers, body, secret, { scheme, now })).toStrictEqual({
    ok: true,
    event: JSON.parse(standardBody),
    eventId: messageId,
    timestamp: now / 1000,
    signedWith: 'current',
    secretIndex: 0,
  });
});

test('the event has the types that the caller says, and else data of any kind', () => {
  type Paid = StandardEvent<'invoice.paid', { readonly total: number }>;
  type Due = StandardEvent<'invoice.due', { readonly on: string }>;
  const { headers, body } = webhookCall();
  const outcome = verify<Paid | Due>(headers, body, symmetric, { scheme, now });
  if (!outcome.ok || outcome.event.type !== 'invoice.paid') throw new Error('It is not as it was sent.');
  expectTypeOf(outcome.event).toEqualTypeOf<Paid>();
  expect(outcome.event.data.total).toBe(12.5);

  const untyped = verify(headers, body, symmetric, { scheme, now });
  if (!untyped.ok) throw new Error('It is not as it was sent.');
  expectTypeOf(untyped.event.data).toBeUnknown();
});

describe('the published check value of Standard Webhooks', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const at = { scheme, now: 1_614_265_330_000 } as const;

  test('is right to the letter: what is missed is the event, not the signature', () => {
    expect(verify(headers, '{"test": 2432232314}', secret, at)).toMatchObject({
      code: 'malformed_body',
      message: expect.stringContaining('is signed'),
    });
    expect(verify(headers, '{"test":2432232314}', secret, at)).toMatchObject({ code: 'bad_signature' });
  });
});

describe('malformed_body', () => {
  const event = { type: 'invoice.paid', timestamp: '2026-03-02T09:29:58Z', data: {} };

  test.each([
    ['not JSON', 'type=invoice.paid'],
    ['an array', '[]'],
    ['no type', JSON.stringify({ ...event, type: undefined })],
    ['an empty type', JSON.stringify({ ...event, type: '' })],
    ['a type that is a number', JSON.stringify({ ...event, type: 1 })],
    ['no timestamp', JSON.stringify({ ...event, timestamp: undefined })],
    ['a timestamp that is a number', JSON.stringify({ ...event, timestamp: 1_772_443_800 })],
    ['no data', JSON.stringify({ ...event, data: undefined })],
  ])('%s, though rightly signed', (_, body) => {
    expect(outcomeOf(body)).toMatchObject({ ok: false, code: 'malformed_body' });
  });

  test.each([null, [], 'text', 0])('data may be any JSON value, such as %j', (data) => {
    expect(outcomeOf(JSON.stringify({ ...event, data }))).toMatchObject({ ok: true, event: { data } });
  });

  test('a type of any name, and properties beside these, are the sender’s own business', () => {
    expect(outcomeOf(JSON.stringify({ ...event, type: '__proto__', more: 1 }))).toMatchObject({ ok: true });
  });
});
