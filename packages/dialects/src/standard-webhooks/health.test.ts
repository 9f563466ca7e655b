import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HealthState } from '../dialect.ts';
import { health } from './health.ts';

const hourMs = 3_600_000;
const fiveDaysMs = 120 * hourMs;
const startMs = Date.UTC(2026, 2, 2, 9, 30);

interface Call {
  readonly at: number;
  readonly succeeded: boolean;
  readonly statusCode?: number;
}

/** Records calls one by one, the state going through JSON as the database keeps it. */
function after(calls: readonly Call[], from: HealthState = health.initial) {
  let state = from;
  const offline = calls.map((call) => {
    const recorded = health.record(state, { statusCode: call.succeeded ? 200 : 500, ...call });
    state = JSON.parse(JSON.stringify(recorded.state));
    return recorded.offline;
  });
  return { state, offline, last: offline.at(-1) ?? null };
}

const failed = (at: number): Call => ({ at, succeeded: false });
const succeeded = (at: number): Call => ({ at, succeeded: true });

describe('failing for five days', () => {
  test('sets the webhook offline with the failure 120 hours after the first, and not a millisecond before', () => {
    expect(after([failed(startMs), failed(startMs + fiveDaysMs - 1)]).last).toBeNull();
    expect(after([failed(startMs), failed(startMs + fiveDaysMs)]).last).toBe(
      'Every call failed for 120 hours.',
    );
    expect(after([failed(startMs), failed(startMs + fiveDaysMs + 1)]).last).not.toBeNull();
  });

  test('counts from the first failure behind the last success', () => {
    const calls = [failed(startMs), succeeded(startMs + hourMs), failed(startMs + 2 * hourMs)];
    expect(after([...calls, failed(startMs + fiveDaysMs + hourMs)]).last).toBeNull();
    expect(after([...calls, failed(startMs + fiveDaysMs + 2 * hourMs - 1)]).last).toBeNull();
    expect(after([...calls, failed(startMs + fiveDaysMs + 2 * hourMs)]).last).not.toBeNull();
  });

  test('is forgiven by one success, however late', () => {
    const late = [failed(startMs), succeeded(startMs + fiveDaysMs - 1), failed(startMs + fiveDaysMs)];
    expect(after(late).last).toBeNull();
  });

  test('takes as many failures as come, and a single one is never enough', () => {
    const hourly = Array.from({ length: 120 }, (_, hour) => failed(startMs + hour * hourMs));
    expect(after(hourly).offline).toEqual(Array(120).fill(null));
    expect(after([...hourly, failed(startMs + fiveDaysMs)]).last).not.toBeNull();
    expect(after([failed(startMs)]).last).toBeNull();
  });

  test('is not the same as being idle: days without a call count for nothing before the first failure', () => {
    expect(after([succeeded(startMs), failed(startMs + 10 * fiveDaysMs)]).last).toBeNull();
  });

  test('a webhook that is back online starts from nothing', () => {
    expect(after([failed(startMs), failed(startMs + fiveDaysMs)]).last).not.toBeNull();
    expect(after([failed(startMs + fiveDaysMs + 1)], health.initial).last).toBeNull();
  });
});

describe('410 Gone', () => {
  const gone = (at: number): Call => ({ at, succeeded: false, statusCode: 410 });

  test('sets the webhook offline at once, whatever was before', () => {
    expect(after([gone(startMs)]).last).toMatch(/410 Gone/);
    expect(after([succeeded(startMs), gone(startMs + 1)]).last).toMatch(/410 Gone/);
    expect(after([succeeded(startMs), gone(startMs - 1)]).last).toMatch(/410 Gone/);
  });

  test('and nothing near it does', () => {
    for (const statusCode of [0, 301, 400, 404, 409, 411, 429, 500]) {
      expect(after([{ at: startMs, succeeded: false, statusCode }]).last).toBeNull();
    }
  });
});

const aCall = fc.record({
  at: fc.integer({ min: 0, max: 14 * 24 }).map((hour) => startMs + hour * hourMs),
  succeeded: fc.boolean(),
});

test('calls recorded in order are judged as by looking at all of them', () => {
  const calls = fc
    .array(aCall, { maxLength: 60 })
    .map((each) => each.toSorted((one, other) => one.at - other.at));
  fc.assert(
    fc.property(calls, (each) => {
      const { offline } = after(each);
      for (const [index, call] of each.entries()) {
        const streak = streakOf(each.slice(0, index + 1));
        const due = !call.succeeded && streak.length > 0 && call.at - (streak[0] ?? 0) >= fiveDaysMs;
        expect(offline[index] !== null).toBe(due);
      }
    }),
    { numRuns: 500 },
  );
});

test('calls recorded out of order never make a streak longer than it is, and the state stays small', () => {
  fc.assert(
    fc.property(fc.array(aCall, { minLength: 1, maxLength: 40 }), (each) => {
      const { state } = after(each);
      const streak = streakOf(each);
      if (streak.length === 0) expect(state).not.toHaveProperty('first');
      else expect(state['first']).toBeGreaterThanOrEqual(streak[0] ?? Number.NaN);
      expect(Object.keys(state).length).toBeLessThanOrEqual(4);
    }),
    { numRuns: 500 },
  );
});

test('a failure that was made before a success that is known counts for nothing', () => {
  const { state, last } = after([
    succeeded(startMs + fiveDaysMs),
    failed(startMs),
    failed(startMs + fiveDaysMs),
  ]);
  expect(last).toBeNull();
  expect(health.summary(state, startMs).failures).toBe(0);
});

test('a success that turns up late clears what came before it', () => {
  const calls = [failed(startMs), failed(startMs + 2 * hourMs), succeeded(startMs + hourMs)];
  expect(after([...calls, failed(startMs + fiveDaysMs)]).last).toBeNull();
  expect(after([...calls, failed(startMs + 2 * hourMs + fiveDaysMs)]).last).not.toBeNull();
});

test('the summary counts the failures since the last success, against no limit', () => {
  const three = [failed(startMs), failed(startMs + 1), failed(startMs + 2)];
  expect(health.summary(after(three).state, startMs)).toEqual({ failures: 3, failuresMax: null });
  expect(health.summary(after([...three, succeeded(startMs + 3)]).state, startMs).failures).toBe(0);
  expect(health.summary(health.initial, startMs).failures).toBe(0);
  expect(health.tracksSuccess).toBe(true);
});

/** The instants of the failures that no success follows, in order; a success at the same instant goes first. */
function streakOf(calls: readonly Call[]): readonly number[] {
  const success = Math.max(...calls.filter((call) => call.succeeded).map((call) => call.at), -1);
  return calls
    .filter((call) => !call.succeeded && call.at > success)
    .map((call) => call.at)
    .toSorted((one, other) => one - other);
}
