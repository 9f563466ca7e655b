import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retry } from './retry.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 2, 2, 9, 30);
const farLaterMs = startMs + 100 * hourMs;

/** Plays a delivery whose every call fails; answers when each call was made, in hours after the first. */
function callsOf(manualHours: readonly number[], outageHours: readonly [number, number] = [0, 0]): number[] {
  const manual = manualHours.map((hours) => startMs + hours * hourMs).toSorted((one, other) => one - other);
  const calls = [startMs];
  for (;;) {
    const now = calls.at(-1) ?? startMs;
    const planned = nextAfter(now, calls.length - 1);
    const automatic = planned === null ? Number.POSITIVE_INFINITY : afterOutage(planned, outageHours);
    const next = Math.min(automatic, manual[0] ?? Number.POSITIVE_INFINITY);
    if (next > farLaterMs) return calls.map((at) => (at - startMs) / hourMs);
    if (next === manual[0]) manual.shift();
    calls.push(next);
  }
}

function nextAfter(now: number, retriesMade: number): number | null {
  const answer = { statusCode: 503, retryAfter: '7200' };
  return retry.nextAttemptAt({
    firstAttemptAt: startMs,
    lastAttemptAt: now,
    retriesMade,
    answer,
    now,
    random: 0.99,
  });
}

function afterOutage(at: number, [from, to]: readonly [number, number]): number {
  return at >= startMs + from * hourMs && at < startMs + to * hourMs ? startMs + to * hourMs : at;
}

/** The same by the words of the contract: four places on a list; each failed retry strikes out the first. */
function modelOf(manualHours: readonly number[]): number[] {
  const places = [1, 4, 13, 40];
  const manual = manualHours.toSorted((one, other) => one - other);
  const calls = [0];
  while (places.length > 0 || manual.length > 0) {
    const now = calls.at(-1) ?? 0;
    const automatic = Math.max(now, places[0] ?? Number.POSITIVE_INFINITY);
    const asked = manual[0] ?? Number.POSITIVE_INFINITY;
    if (asked <= automatic) manual.shift();
    places.shift();
    calls.push(Math.min(asked, automatic));
  }
  return calls;
}

test('automatic retries come 1, 4, 13 and 40 hours after the first call, and then no more', () => {
  expect(callsOf([])).toEqual([0, 1, 4, 13, 40]);
  expect(retry.automaticRetriesMax).toBe(4);
});

describe('a failed manual retry takes a place in the table and leaves the later ones where they are', () => {
  test.each([
    { gap: 'before 1 h', manual: [0.5], calls: [0, 0.5, 4, 13, 40] },
    { gap: 'between 1 h and 4 h', manual: [2], calls: [0, 1, 2, 13, 40] },
    { gap: 'between 4 h and 13 h', manual: [5], calls: [0, 1, 4, 5, 40] },
    { gap: 'between 13 h and 40 h', manual: [20], calls: [0, 1, 4, 13, 20] },
    { gap: 'after 40 h', manual: [41], calls: [0, 1, 4, 13, 40, 41] },
    { gap: 'twice before 1 h', manual: [0.2, 0.5], calls: [0, 0.2, 0.5, 13, 40] },
    { gap: 'once in each', manual: [0.5, 5, 20], calls: [0, 0.5, 4, 5, 20] },
    { gap: 'four times before 1 h', manual: [0.1, 0.2, 0.3, 0.4], calls: [0, 0.1, 0.2, 0.3, 0.4] },
  ])('$gap', ({ manual, calls }) => {
    expect(callsOf(manual)).toEqual(calls);
  });
});

test('a place that has passed while nothing could be called is due at once', () => {
  expect(callsOf([], [0.5, 30])).toEqual([0, 30, 30, 30, 40]);
  expect(callsOf([], [3, 14])).toEqual([0, 1, 14, 14, 40]);
});

test('any manual retries give the calls that the contract describes in words', () => {
  const quarters = fc.integer({ min: 1, max: 4 * 60 }).map((quarter) => quarter / 4 + 1 / 64);
  fc.assert(
    fc.property(fc.uniqueArray(quarters, { maxLength: 8 }), (manual) => {
      expect(callsOf(manual)).toEqual(modelOf(manual));
    }),
    { numRuns: 1000 },
  );
});

test('the next attempt is never in the past, and depends on neither the answer nor chance', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 10 }),
      fc.nat({ max: 60 * hourMs }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.nat({ max: 599 }),
      fc.option(fc.string()),
      (retriesMade, elapsedMs, random, statusCode, retryAfter) => {
        const now = startMs + elapsedMs;
        const at = retry.nextAttemptAt({
          firstAttemptAt: startMs,
          lastAttemptAt: now,
          retriesMade,
          answer: { statusCode, retryAfter },
          now,
          random,
        });
        expect(at).toBe(nextAfter(now, retriesMade));
        if (retriesMade >= 4) expect(at).toBeNull();
        else expect(at).toBeGreaterThanOrEqual(now);
      },
    ),
  );
});
