import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signatureOf } from './signature.ts';

test('the signature is the HMAC-SHA256 of RFC 4231, test case 2', () => {
  const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  expect(signatureOf('what do ya want for nothing?', 'Jefe')).toBe(expected);
});

test('text beyond ASCII is signed as UTF-8, with the prefix of the secret in the key', () => {
  const body = '{"name":"Grønn Kaffe ☕"}';
  const bytes = Buffer.from(body, 'utf8');
  const expected = createHmac('sha256', Buffer.from('dotsecret.é', 'utf8')).update(bytes).digest('hex');
  expect(signatureOf(body, 'dotsecret.é')).toBe(expected);
});

test('flipping any one bit of the body changes the signature', () => {
  const body = '{"event":"Case.Created","case":{"name":"Ærlig"}}';
  const signature = signatureOf(body, 'dotsecret.abc');
  const bytes = Buffer.from(body, 'utf8');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(createHmac('sha256', 'dotsecret.abc').update(flipped).digest('hex')).not.toBe(signature);
  }
});

test('another body or another secret never has the same signature', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.string(),
      fc.string(),
      (body, secret, otherBody, otherSecret) => {
        fc.pre(body !== otherBody || secret !== otherSecret);
        expect(signatureOf(body, secret)).not.toBe(signatureOf(otherBody, otherSecret));
      },
    ),
  );
});
