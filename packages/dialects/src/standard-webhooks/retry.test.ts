import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RetryInput } from '../dialect.ts';
import { retry } from './retry.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const firstMs = Date.UTC(2026, 2, 2, 9, 30);

/** Svix's table, written out. */
const tableMs = [5 * secondMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 5 * hourMs, 10 * hourMs, 10 * hourMs];
const middle = 0.5;
const lastRandom = 1 - 2 ** -53;

const noAnswer = { statusCode: 0, retryAfter: null };

function next(retriesMade: number, now: number, given: Partial<RetryInput> = {}): number | null {
  const call = { firstAttemptAt: firstMs, lastAttemptAt: now - 15_000, retriesMade, now };
  return retry.nextAttemptAt({ ...call, answer: noAnswer, random: middle, ...given });
}

test('the whole table, each place counted from when the failure before it was known', () => {
  const timeoutMs = 15_000;
  let now = firstMs + timeoutMs;
  for (const [place, delayMs] of tableMs.entries()) {
    expect(next(place, now)).toBe(now + delayMs);
    now += delayMs + timeoutMs;
  }
  expect(next(tableMs.length, now)).toBeNull();
  expect(retry.automaticRetriesMax).toBe(7);
  expect(tableMs.reduce((sum, delayMs) => sum + delayMs)).toBe(27 * hourMs + 35 * minuteMs + 5 * secondMs);
});

test.each([...tableMs.entries()])(
  'place %i is within 20 %% of %i ms, and reaches both ends',
  (place, delayMs) => {
    expect(next(place, firstMs, { random: 0 })).toBe(firstMs + 0.8 * delayMs);
    expect(next(place, firstMs, { random: lastRandom })).toBe(firstMs + Math.round(1.2 * delayMs));
    fc.assert(
      fc.property(fc.double({ min: 0, max: lastRandom, noNaN: true }), (random) => {
        const waitMs = (next(place, firstMs, { random }) ?? 0) - firstMs;
        expect(Number.isInteger(waitMs)).toBe(true);
        expect(waitMs).toBeGreaterThanOrEqual(0.8 * delayMs);
        expect(waitMs).toBeLessThanOrEqual(1.2 * delayMs);
      }),
    );
  },
);

test('the jitter spreads evenly', () => {
  const waits = Array.from(
    { length: 10 },
    (_, step) => (next(1, 0, { random: step / 10 }) ?? 0) / (5 * minuteMs),
  );
  expect(waits.map((each) => Math.round(each * 100))).toEqual([80, 84, 88, 92, 96, 100, 104, 108, 112, 116]);
});

test('a manual retry that fails takes the place of the automatic one, whose successor counts from it', () => {
  const now = firstMs + 2 * minuteMs;
  expect(next(2, now)).toBe(now + 30 * minuteMs);
});

test('manual retries beyond the table are followed by none', () => {
  for (const retriesMade of [7, 8, 99]) expect(next(retriesMade, firstMs)).toBeNull();
});

describe('Retry-After', () => {
  const asked = (seconds: number | string, statusCode = 429) => ({
    answer: { statusCode, retryAfter: String(seconds) },
  });

  test.each([429, 503])('of an answer %i puts the retry off to that moment', (statusCode) => {
    expect(next(1, firstMs, asked(400, statusCode))).toBe(firstMs + 400 * secondMs);
    const date = new Date(firstMs + 8 * minuteMs).toUTCString();
    expect(next(1, firstMs, asked(date, statusCode))).toBe(firstMs + 8 * minuteMs);
  });

  test('is honoured up to twice the planned delay at every place, and for no longer', () => {
    for (const [place, delayMs] of tableMs.entries()) {
      const twiceS = (2 * delayMs) / secondMs;
      expect(next(place, firstMs, asked(twiceS - 1))).toBe(firstMs + 2 * delayMs - secondMs);
      for (const seconds of [twiceS, twiceS + 1, 999_999_999]) {
        expect(next(place, firstMs, asked(seconds))).toBe(firstMs + 2 * delayMs);
      }
    }
  });

  test('never brings a retry forward', () => {
    for (const value of [0, 1, 299, new Date(firstMs - hourMs).toUTCString()]) {
      expect(next(1, firstMs, asked(value))).toBe(firstMs + 5 * minuteMs);
    }
  });

  test('is not heard with another answer, or where it makes no sense', () => {
    for (const statusCode of [0, 200, 301, 400, 410, 500, 502, 504]) {
      expect(next(1, firstMs, asked(400, statusCode))).toBe(firstMs + 5 * minuteMs);
    }
    for (const value of ['', 'soon', '-400', '4e2']) {
      expect(next(1, firstMs, asked(value))).toBe(firstMs + 5 * minuteMs);
    }
  });

  test('does not grant a retry that the table does not', () => {
    expect(next(7, firstMs, asked(60))).toBeNull();
  });
});
