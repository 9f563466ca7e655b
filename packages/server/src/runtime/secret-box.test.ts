import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SecretBox } from '../domain/secret-box.ts';
import { makeSecretBox, masterKeyFingerprint } from './secret-box.ts';

const key = randomBytes(32);
const box: SecretBox = makeSecretBox(key);

test('what was sealed opens to the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const wellFormed = text.toWellFormed();
      expect(box.open(box.seal(wellFormed))).toBe(wellFormed);
    }),
  );
});

test('the same text is never sealed to the same bytes', () => {
  expect(Buffer.from(box.seal('secret'))).not.toEqual(Buffer.from(box.seal('secret')));
});

test('a change of any byte, the version among them, is noticed', () => {
  const sealed = box.seal('whsec_1');
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Uint8Array.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => box.open(changed)).toThrow();
  }
  expect(() => box.open(sealed.subarray(0, 20))).toThrow();
  expect(() => box.open(new Uint8Array())).toThrow();
});

test('another key opens nothing, and has another fingerprint', () => {
  const otherKey = randomBytes(32);
  expect(() => makeSecretBox(otherKey).open(box.seal('secret'))).toThrow();
  expect(masterKeyFingerprint(otherKey)).not.toBe(masterKeyFingerprint(key));
  expect(masterKeyFingerprint(Buffer.from(key))).toBe(masterKeyFingerprint(key));
});
