import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HealthState } from '../dialect.ts';
import { health } from './health.ts';

const dayMs = 24 * 3_600_000;
const startMs = Date.UTC(2026, 2, 2, 9, 30);

/** Records failures one by one, the state going through JSON as the database keeps it. */
function afterFailures(instants: readonly number[], from: HealthState = health.initial) {
  let state = from;
  const verdicts = instants.map((at) => {
    const recorded = health.record(state, { succeeded: false, statusCode: 500, at });
    state = JSON.parse(JSON.stringify(recorded.state));
    return recorded.offline !== null;
  });
  return { state, verdicts };
}

function evenly(count: number, stepMs = 1000): number[] {
  return Array.from({ length: count }, (_, index) => startMs + index * stepMs);
}

test('50 failures in a day leave a webhook online and the 51st sets it offline', () => {
  expect(afterFailures(evenly(50)).verdicts).not.toContain(true);
  expect(afterFailures(evenly(51)).verdicts).toEqual([...Array(50).fill(false), true]);
});

test('the reason names the rule', () => {
  const { state } = afterFailures(evenly(50));
  const { offline } = health.record(state, { succeeded: false, statusCode: 0, at: startMs + 60_000 });
  expect(offline).toBe('More than 50 calls failed within 24 hours.');
});

describe('the window is 24 hours long and rolls', () => {
  test('51 failures that span 24 hours less a millisecond set the webhook offline', () => {
    const instants = [...evenly(50), startMs + dayMs - 1];
    expect(afterFailures(instants).verdicts.at(-1)).toBe(true);
  });

  test('51 failures that span exactly 24 hours do not', () => {
    const instants = [...evenly(50), startMs + dayMs];
    expect(afterFailures(instants).verdicts.at(-1)).toBe(false);
  });

  test('a failure every half hour goes on for ever', () => {
    expect(afterFailures(evenly(500, dayMs / 48)).verdicts).not.toContain(true);
  });
});

test('any course of failures is judged as by counting all of them, with 51 instants at most in the state', () => {
  const pauses = fc.array(fc.oneof(fc.nat({ max: dayMs / 40 }), fc.constantFrom(0, dayMs - 1, dayMs)), {
    maxLength: 160,
  });
  fc.assert(
    fc.property(pauses, (steps) => {
      let at = startMs;
      const instants = steps.map((step) => {
        at += step;
        return at;
      });
      const { state, verdicts } = afterFailures(instants);
      const counted = instants.map((end, index) => countIn(instants.slice(0, index + 1), end) > 50);
      expect(verdicts).toEqual(counted);
      expect(JSON.stringify(state).split(',').length).toBeLessThanOrEqual(51);
    }),
  );
});

test('failures recorded out of order count as if they had come in order', () => {
  const instants = fc.uniqueArray(fc.nat({ max: dayMs + dayMs / 2 }), { minLength: 45, maxLength: 90 });
  fc.assert(
    fc.property(instants, fc.nat({ max: 5 }), (offsets, shift) => {
      const ordered = offsets.map((offset) => startMs + offset).toSorted((one, other) => one - other);
      const jumbled = [...ordered.slice(0, -shift - 2), ...ordered.slice(-shift - 2).toReversed()];
      expect(afterFailures(jumbled).state).toEqual(afterFailures(ordered).state);
    }),
  );
});

test('a success changes nothing and need not be reported', () => {
  const { state } = afterFailures(evenly(50));
  const call = { succeeded: true, statusCode: 204, at: startMs + 70_000 };
  expect(health.record(state, call)).toEqual({ state, offline: null });
  expect(health.tracksSuccess).toBe(false);
});

test('a webhook that is back online starts from nothing', () => {
  expect(afterFailures(evenly(51)).verdicts.at(-1)).toBe(true);
  expect(afterFailures(evenly(50), health.initial).verdicts).not.toContain(true);
});

test('the summary counts what is inside the window at the moment', () => {
  const { state } = afterFailures(evenly(10));
  expect(health.summary(state, startMs + 9_000)).toEqual({ failures: 10, failuresMax: 50 });
  expect(health.summary(state, startMs + dayMs)).toEqual({ failures: 9, failuresMax: 50 });
  expect(health.summary(state, startMs + 2 * dayMs)).toEqual({ failures: 0, failuresMax: 50 });
  expect(health.summary(health.initial, startMs)).toEqual({ failures: 0, failuresMax: 50 });
});

function countIn(instants: readonly number[], end: number): number {
  return instants.filter((at) => at > end - dayMs && at <= end).length;
}
