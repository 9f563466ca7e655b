import { describe, expect, test } from 'vitest';
import { asymmetric, asymmetricOther, symmetric } from '../../test/webhook-call.ts';
import { keyOf } from './keys.ts';

const encoded = (prefix: string, bytes: number | Uint8Array): string =>
  prefix + (typeof bytes === 'number' ? Buffer.alloc(bytes, 7) : Buffer.from(bytes)).toString('base64');
const bytesOf = (secret: string): Buffer => Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');

test.each([24, 25, 32, 63, 64])('a symmetric secret of %i bytes is a key', (bytes) => {
  expect(keyOf(encoded('whsec_', bytes))).toStrictEqual({
    ok: true,
    key: { version: 'v1', bytes: Buffer.alloc(bytes, 7) },
  });
});

test('the public key, the secret key and its seed are the same key to verify with', () => {
  for (const secret of [asymmetric.public, asymmetric.secret, asymmetric.seedOnly]) {
    const reading = keyOf(secret);
    if (!reading.ok || reading.key.version !== 'v1a') throw new Error('It is not read as a key of Ed25519.');
    expect(reading.key.publicKey.export({ format: 'jwk' }).x).toBe(
      bytesOf(asymmetric.public).toString('base64url'),
    );
    expect(reading.key.publicKey.type).toBe('public');
  }
});

describe('a secret is refused', () => {
  test.each([
    ['without a prefix', symmetric.slice('whsec_'.length), 'does not start with'],
    ['of another scheme', 'dotsecret.0123456789abcdef0123456789abcdef', 'does not start with'],
    ['with a prefix in upper case', symmetric.replace('whsec', 'WHSEC'), 'does not start with'],
    ['with the name of a property that every object has', '__proto___', 'does not start with'],
    ['with space around it', ` ${symmetric}`, 'does not start with'],
    ['with a line break at its end', `${symmetric}\n`, 'is not base64'],
    ['that is a prefix alone', 'whsec_', 'holds 0 bytes'],
    ['in hexadecimal of odd length', `whsec_${'a'.repeat(63)}`, 'is not base64'],
    ['in base64 for addresses', `whsec_${'-_'.repeat(16)}`, 'is not base64'],
    ['without its padding', encoded('whsec_', 32).replace('=', ''), 'is not base64'],
    ['of 23 bytes', encoded('whsec_', 23), 'holds 23 bytes, not 24 to 64'],
    ['of 65 bytes', encoded('whsec_', 65), 'holds 65 bytes'],
    ['that is a public key of 33 bytes', encoded('whpk_', 33), 'holds 33 bytes'],
    ['that is a secret key of 63 bytes', encoded('whsk_', 63), 'holds 63 bytes'],
    [
      'whose public half belongs to another key',
      encoded('whsk_', Buffer.concat([bytesOf(asymmetric.seedOnly), bytesOf(asymmetricOther.public)])),
      'not its own',
    ],
  ])('%s', (_, secret, problem) => {
    expect(keyOf(secret)).toStrictEqual({ ok: false, problem: expect.stringContaining(problem) });
  });

  test.each([
    ['is a placeholder of zeros', '00'.repeat(32)],
    ['has the other sign', `${'00'.repeat(31)}80`],
    ['is the identity', `01${'00'.repeat(31)}`],
    ['is of order two', `ec${'ff'.repeat(30)}7f`],
    ['is of order eight', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['is zero written otherwise', `ed${'ff'.repeat(31)}`],
  ])('whose public key %s: with such a key anybody makes signatures', (_, hex) => {
    expect(keyOf(encoded('whpk_', Buffer.from(hex, 'hex')))).toMatchObject({ ok: false });
  });

  test('and the problem holds nothing of it', () => {
    const reading = keyOf(`whsec_${'secretsecret'.repeat(10)}`);
    expect(JSON.stringify(reading)).not.toContain('secretsecret');
  });
});
