import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secrets } from './secrets.ts';

const randomBytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('a generated secret is the prefix and 32 random bytes, and is fit', () => {
  fc.assert(
    fc.property(randomBytes, (bytes) => {
      const asked: number[] = [];
      const secret = secrets.generate(secrets.schemes[0], (count) => {
        asked.push(count);
        return bytes;
      });
      expect(asked).toEqual([32]);
      expect(secret).toMatch(/^dotsecret\.[\w-]{43}$/);
      expect(Buffer.from(secret.slice('dotsecret.'.length), 'base64url')).toEqual(Buffer.from(bytes));
      expect(secrets.problem(secret)).toBeNull();
    }),
  );
});

test('a secret of 8 to 256 characters is fit, shorter and longer ones are not', () => {
  expect(secrets.problem('a'.repeat(7))).toContain('at least 8');
  expect(secrets.problem('a'.repeat(8))).toBeNull();
  expect(secrets.problem('a'.repeat(256))).toBeNull();
  expect(secrets.problem('a'.repeat(257))).toContain('at most 256');
});

test('a secret that would not survive copying is refused', () => {
  for (const unfit of ['dotsecret. abc', 'dotsecret.abc\n', 'dotsecret.åäö', 'dotsecret.\u0000abc']) {
    expect(secrets.problem(unfit)).toContain('printable ASCII');
  }
});

test('a rotated secret is honoured for a day unless said otherwise, and for a week at most', () => {
  expect(secrets.graceHoursDefault).toBe(24);
  expect(secrets.graceHoursMax).toBe(7 * 24);
});
