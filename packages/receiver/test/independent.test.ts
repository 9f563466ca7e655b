import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, test } from 'vitest';
import { verify } from '../src/verify.ts';
import {
  compilotBody,
  messageId,
  standardBody,
  symmetric,
  symmetricOld,
  symmetricOther,
} from './webhook-call.ts';

/** Libraries that others wrote from the same specification. */
const signers = [
  ['svix', (secret: string) => new SvixWebhook(secret)],
  ['standardwebhooks', (secret: string) => new StandardWebhook(secret)],
] as const;

describe.each(signers)('what %s signs', (_, webhook) => {
  const sentAt = new Date();
  const call = (prefix: string, body: string, secrets: readonly string[]) => ({
    [`${prefix}-id`]: messageId,
    [`${prefix}-timestamp`]: String(Math.floor(sentAt.getTime() / 1000)),
    [`${prefix}-signature`]: secrets.map((secret) => webhook(secret).sign(messageId, sentAt, body)).join(' '),
  });

  test.each(['svix', 'webhook'])('is verified under the names %s-*, in both schemes', (prefix) => {
    const standard = call(prefix, standardBody, [symmetric]);
    expect(verify(standard, standardBody, symmetric, { scheme: 'standard' })).toMatchObject({ ok: true });
    const compilot = call(prefix, compilotBody, [symmetric]);
    expect(verify(compilot, compilotBody, symmetric, { scheme: 'compilot' })).toMatchObject({ ok: true });
  });

  test('with two secrets is verified with either', () => {
    const headers = call('webhook', standardBody, [symmetric, symmetricOld]);
    const outcomeOf = (secret: string) => verify(headers, standardBody, secret, { scheme: 'standard' });
    expect(outcomeOf(symmetric)).toMatchObject({ ok: true, signedWith: 'current' });
    expect(outcomeOf(symmetricOld)).toMatchObject({ ok: true, signedWith: 'old' });
    expect(outcomeOf(symmetricOther)).toMatchObject({ code: 'bad_signature' });
  });

  test('over characters of every width is verified', () => {
    const body = standardBody.replace('in_1', 'é€😀\\u0000\\ud800');
    const headers = call('webhook', body, [symmetric]);
    expect(verify(headers, Buffer.from(body), symmetric, { scheme: 'standard' })).toMatchObject({ ok: true });
  });

  test('is the published check value for the published secret, id, timestamp and body', () => {
    const published = webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw').sign(
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_000),
      '{"test": 2432232314}',
    );
    expect(published).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});
