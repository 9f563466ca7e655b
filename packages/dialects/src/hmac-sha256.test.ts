import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmacSha256 } from './hmac-sha256.ts';

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 200 }));

function expected(key: Uint8Array, message: string, encoding: 'hex' | 'base64'): string {
  return createHmac('sha256', key).update(message, 'utf8').digest(encoding);
}

test('it signs as the HMAC of Node.js does, whatever the key and the text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(text, { maxLength: 5 }), (key, messages) => {
      const sign = hmacSha256(key);
      for (const message of messages) {
        expect(sign(message, 'hex')).toBe(expected(key, message, 'hex'));
        expect(sign(message, 'base64')).toBe(expected(key, message, 'base64'));
      }
    }),
  );
});

test.each([0, 1, 55, 56, 63, 64, 65, 4_096])(
  'keys and texts of %i bytes, at the edges of a block',
  (length) => {
    const key = new Uint8Array(length).fill(7);
    expect(hmacSha256(key)('a'.repeat(length), 'hex')).toBe(expected(key, 'a'.repeat(length), 'hex'));
  },
);

test('a text that is larger than what is kept in memory is signed all the same, and the next one too', () => {
  const key = new Uint8Array(32).fill(1);
  const sign = hmacSha256(key);
  for (const message of ['é'.repeat(300_000), 'a', '\ud800 half of a pair', '']) {
    expect(sign(message, 'hex')).toBe(expected(key, message, 'hex'));
  }
});
