import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretPolicy } from './secrets.ts';

const shared = secretPolicy(['v1']);
const both = secretPolicy(['v1', 'v1a']);
const randomBytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('a generated secret', () => {
  test('of v1 is the prefix and 32 random bytes, and is fit', () => {
    fc.assert(
      fc.property(randomBytes, (bytes) => {
        const { secret, asked } = generated('v1', bytes);
        expect(asked).toEqual([32]);
        expect(secret).toBe(`whsec_${Buffer.from(bytes).toString('base64')}`);
        expect([shared.problem(secret), both.problem(secret)]).toEqual([null, null]);
        expect([shared.schemeOf(secret), both.schemeOf(secret)]).toEqual(['v1', 'v1']);
        expect(both.publicKeyOf(secret)).toBeNull();
      }),
    );
  });

  test('of v1a is the prefix, the seed and its public key, and is fit where that scheme is offered', () => {
    fc.assert(
      fc.property(randomBytes, (bytes) => {
        const { secret, asked } = generated('v1a', bytes);
        const pair = Buffer.from(secret.slice('whsk_'.length), 'base64');
        expect(asked).toEqual([32]);
        expect(pair.subarray(0, 32)).toEqual(Buffer.from(bytes));
        expect(both.publicKeyOf(secret)).toBe(`whpk_${pair.subarray(32).toString('base64')}`);
        expect(both.problem(secret)).toBeNull();
        expect(both.schemeOf(secret)).toBe('v1a');
        expect(shared.problem(secret)).toBe('A secret has the prefix "whsec_".');
      }),
      { numRuns: 30 },
    );
  });
});

describe('a prefix that is wrong is named, with what is expected', () => {
  test.each(['', 'whsec', 'WHSEC_abc', ' whsec_abc', 'dotsecret.abcdefgh', 'é'.repeat(40)])(
    '%j',
    (secret) => {
      expect(shared.problem(secret)).toBe('A secret has the prefix "whsec_".');
      expect(both.problem(secret)).toBe('A secret has the prefix "whsec_" or "whsk_".');
    },
  );

  test('that of a public key, too', () => {
    const publicKey = both.publicKeyOf(generated('v1a', Buffer.alloc(32)).secret) ?? '';
    expect(both.problem(publicKey)).toMatch(/^"whpk_" is the prefix of a public key/);
  });
});

describe('an alphabet other than that of base64 is named', () => {
  const key = Buffer.alloc(32, 0xff).toString('base64');

  test.each([
    Buffer.alloc(32, 0xff).toString('base64url'),
    `${key} `,
    `${key}\n`,
    key.replace('/', '.'),
    `é${key.slice(1)}`,
    `\u0000${key.slice(1)}`,
  ])('%j', (unfit) => {
    expect(shared.problem(`whsec_${unfit}`)).toContain('alphabet');
    expect(both.problem(`whsk_${unfit}`)).toContain('alphabet');
  });

  test('and so is base64 that is not padded, or padded within, or leaves bits behind', () => {
    const loose = [
      key.replace('=', ''),
      `=${key.slice(1)}`,
      `${key}====`,
      key.replace(/.=$/, '9='),
      '=',
      '====',
    ];
    for (const unfit of loose)
      expect(shared.problem(`whsec_${unfit}`)).toContain('cut short or not encoded strictly');
  });
});

describe('a length', () => {
  test('of 24 to 64 bytes is fit for v1, and any other is named', () => {
    for (let length = 0; length <= 90; length += 1) {
      const problem = shared.problem(`whsec_${Buffer.alloc(length, 1).toString('base64')}`);
      if (length >= 24 && length <= 64) expect(problem).toBeNull();
      else
        expect(problem).toBe(
          `The length of the key in a "whsec_" secret is 24 to 64 bytes; this one has ${length}.`,
        );
    }
  });

  test('of 64 bytes or the seed alone is fit for v1a, and any other is named', () => {
    const pair = Buffer.from(generated('v1a', Buffer.alloc(32, 3)).secret.slice('whsk_'.length), 'base64');
    const long = Buffer.concat([pair, pair]);
    for (let length = 0; length <= 80; length += 1) {
      const problem = both.problem(`whsk_${long.subarray(0, length).toString('base64')}`);
      if (length === 32 || length === 64) expect(problem).toBeNull();
      else expect(problem).toContain(`64 (or 32) bytes; this one has ${length}.`);
    }
  });

  test('beyond all measure is refused without being decoded', () => {
    expect(shared.problem(`whsec_${'A'.repeat(1_000_000)}`)).toContain('length');
    expect(both.problem(`whsk_${'é'.repeat(1_000_000)}`)).toContain('length');
  });
});

test('a pair whose public half belongs to another key is refused', () => {
  const pair = Buffer.from(generated('v1a', Buffer.alloc(32, 3)).secret.slice('whsk_'.length), 'base64');
  pair[63] = (pair[63] ?? 0) ^ 1;
  expect(both.problem(`whsk_${pair.toString('base64')}`)).toContain('belongs to another key');
});

test('any text is judged without a throw', () => {
  const text = fc.oneof(fc.string(), fc.base64String()).map((rest) => rest);
  fc.assert(
    fc.property(fc.constantFrom('', 'whsec_', 'whsk_', 'whpk_'), text, (prefix, rest) => {
      expect(both.problem(prefix + rest)).toSatisfy((problem) => problem === null || /\.$/.test(problem));
    }),
    { numRuns: 500 },
  );
});

test('a rotated secret is honoured for a day unless said otherwise, and for a week at most', () => {
  expect([both.graceHoursDefault, both.graceHoursMax]).toEqual([24, 7 * 24]);
});

function generated(scheme: string, bytes: Uint8Array) {
  const asked: number[] = [];
  const secret = both.generate(scheme, (count) => {
    asked.push(count);
    return bytes;
  });
  return { secret, asked };
}
