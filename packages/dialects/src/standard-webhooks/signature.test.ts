import { Buffer } from 'node:buffer';
import { createHmac, createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretPolicy } from './secrets.ts';
import { type SignedContent, signaturesOf } from './signature.ts';

const secrets = secretPolicy(['v1', 'v1a']);

/** The published check value of Standard Webhooks. */
const published = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  content: { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' },
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

const keyBytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
const sharedSecret = keyBytes.map((bytes) => secrets.generate('v1', () => bytes));
const pairSecret = keyBytes.map((bytes) => secrets.generate('v1a', () => bytes));
const anySecret = fc.oneof(sharedSecret, pairSecret);
const content: fc.Arbitrary<SignedContent> = fc.record({
  id: fc.uuid(),
  timestamp: fc.nat(),
  body: fc.json(),
});

test('the published check value comes out to the letter', () => {
  expect(signaturesOf(published.content, { current: published.secret, old: null })).toBe(published.signature);
});

test('v1 is HMAC-SHA256 with the decoded key over id, timestamp and body, in base64', () => {
  fc.assert(
    fc.property(sharedSecret, content, (secret, signed) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      const hmac = createHmac('sha256', key).update(textOf(signed)).digest('base64');
      expect(signaturesOf(signed, { current: secret, old: null })).toBe(`v1,${hmac}`);
    }),
  );
});

describe('v1a', () => {
  test('is an Ed25519 signature that the public key verifies', () => {
    fc.assert(
      fc.property(pairSecret, content, (secret, signed) => {
        const signature = signaturesOf(signed, { current: secret, old: null });
        expect(signature).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/);
        expect(verified(signature, signed, secret)).toBe(true);
        expect(verified(signature, { ...signed, body: `${signed.body} ` }, secret)).toBe(false);
        expect(verified(signature, { ...signed, timestamp: signed.timestamp + 1 }, secret)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  test('is the signature of RFC 8032, test 1, given its seed: the content differs, the key does not', () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    const secret = secrets.generate('v1a', () => seed);
    expect(secrets.publicKeyOf(secret)).toBe('whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=');
  });

  test('signs the same with the seed alone as with the whole pair', () => {
    const bytes = Buffer.alloc(32, 9);
    const pair = secrets.generate('v1a', () => bytes);
    const seed = `whsk_${bytes.toString('base64')}`;
    const ofPair = signaturesOf(published.content, { current: pair, old: null });
    expect(signaturesOf(published.content, { current: seed, old: null })).toBe(ofPair);
  });
});

test('during a rotation both secrets sign, the current one first, each by its own scheme', () => {
  fc.assert(
    fc.property(anySecret, anySecret, content, (current, old, signed) => {
      const alone = [current, old].map((secret) => signaturesOf(signed, { current: secret, old: null }));
      expect(signaturesOf(signed, { current, old })).toBe(alone.join(' '));
    }),
    { numRuns: 50 },
  );
});

test('any bit flipped in id, timestamp or body changes the signature', () => {
  const bytes = Buffer.from(textOf(published.content), 'utf8');
  const key = Buffer.from(published.secret.slice('whsec_'.length), 'base64');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const hmac = createHmac('sha256', key).update(flipped).digest('base64');
    expect(`v1,${hmac}`).not.toBe(published.signature);
  }
});

test('secrets keep their own signatures when more are in use than are held', () => {
  const made = Array.from({ length: 2_100 }, (_, index) => {
    const bytes = Buffer.alloc(32);
    bytes.writeUInt32BE(index);
    return secrets.generate('v1', () => bytes);
  });
  const first = made.map((current) => signaturesOf(published.content, { current, old: null }));
  const again = made.map((current) => signaturesOf(published.content, { current, old: null }));
  expect(new Set(first).size).toBe(made.length);
  expect(again).toEqual(first);
});

test('a secret of no scheme is a bug', () => {
  expect(() => signaturesOf(published.content, { current: 'dotsecret.abc', old: null })).toThrow(
    'no signature',
  );
});

function textOf({ id, timestamp, body }: SignedContent): string {
  return `${id}.${timestamp}.${body}`;
}

function verified(signature: string, signed: SignedContent, secret: string): boolean {
  const x = Buffer.from((secrets.publicKeyOf(secret) ?? '').slice('whpk_'.length), 'base64').toString(
    'base64url',
  );
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(
    null,
    Buffer.from(textOf(signed)),
    key,
    Buffer.from(signature.slice('v1a,'.length), 'base64'),
  );
}
