import { createHash } from 'node:crypto';
import { type Dialect, dialectNamed } from '@belfry/dialects';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, test } from 'vitest';
import { verify } from '../src/verify.ts';
import { asymmetric, asymmetricOld, symmetric, symmetricOld } from './webhook-call.ts';

const eventId = '0195a1c2-7c11-7d3e-9f00-1a2b3c4d5e6f';
const data = { total: 12.5, customer: 'Zürich – 東京 "quoted" \u0000' };
const dialect = dialectOf('standard');

/** A call of the dialect, made just now. */
function callOf(current: string, old: string | null = null) {
  const now = Date.now();
  return dialect.request({
    workspace: { id: '0195a1c2-0000-7000-8000-000000000001', name: 'Acme' },
    event: {
      id: eventId,
      type: 'invoice.paid',
      context: '{}',
      data: JSON.stringify(data),
      occurredAt: now - 5000,
    },
    wire: { type: 'invoice.paid', subType: null },
    retryCount: 0,
    secrets: { current, old },
    now,
  });
}

function outcomeOf({ headers, body }: ReturnType<typeof callOf>, secrets: string | readonly string[]) {
  return verify(headers, body, secrets, { scheme: 'standard' });
}

describe('what the dialect sends', () => {
  test('with v1, the receiver and those of others accept, during a rotation with either secret', () => {
    const call = callOf(symmetric, symmetricOld);
    expect(outcomeOf(call, symmetric)).toMatchObject({ ok: true, eventId, signedWith: 'current' });
    expect(outcomeOf(call, symmetric)).toMatchObject({ event: { type: 'invoice.paid', data } });
    expect(outcomeOf(call, symmetricOld)).toMatchObject({ ok: true, signedWith: 'old' });
    for (const secret of [symmetric, symmetricOld]) {
      expect(() => new SvixWebhook(secret).verify(call.body, call.headers)).not.toThrow();
      expect(new StandardWebhook(secret).verify(call.body, call.headers)).toMatchObject({ data });
    }
  });

  test('with v1a, the receiver accepts by the public key, during a rotation by either', () => {
    const call = callOf(asymmetric.secret, asymmetricOld.secret);
    expect(outcomeOf(call, asymmetric.public)).toMatchObject({ ok: true, signedWith: 'current' });
    expect(outcomeOf(call, asymmetricOld.public)).toMatchObject({ ok: true, signedWith: 'old' });
    expect(outcomeOf(call, symmetric)).toMatchObject({ code: 'bad_signature' });
  });

  test('while it goes over from v1 to v1a, both accept', () => {
    const call = callOf(asymmetric.secret, symmetricOld);
    expect(outcomeOf(call, asymmetric.public)).toMatchObject({ ok: true });
    expect(outcomeOf(call, symmetricOld)).toMatchObject({ ok: true });
    expect(new StandardWebhook(symmetricOld).verify(call.body, call.headers)).toMatchObject({ data });
  });
});

test.each(['v1', 'v1a'])('a secret of %s that the dialect makes up is fit for the receiver', (scheme) => {
  const random = (bytes: number) => createHash('sha512').update(scheme).digest().subarray(0, bytes);
  const secret = dialect.secrets.generate(scheme, random);
  const call = callOf(secret);
  expect(outcomeOf(call, secret)).toMatchObject({ ok: true });
  const publicKey = dialect.secrets.publicKeyOf(secret);
  if (publicKey !== null) expect(outcomeOf(call, publicKey)).toMatchObject({ ok: true });
  expect(publicKey === null).toBe(scheme === 'v1');
});

function dialectOf(name: string): Dialect {
  const found = dialectNamed(name);
  if (found === undefined) throw new Error(`There is no dialect ${name}.`);
  return found;
}
