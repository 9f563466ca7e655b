import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsOf, niceTop, successRate } from './bars.ts';

const minuteMs = 60_000;
const from = Date.parse('2026-11-22T10:00:00Z');
const bucket = fc.record({
  minute: fc.nat(59),
  succeeded: fc.nat(1000),
  failed: fc.nat(1000),
});

test('no call is lost between the buckets and the bars, and bars stand in order without gaps', () => {
  fc.assert(
    fc.property(fc.array(bucket), fc.constantFrom(1, 5, 20), (calls, step) => {
      const buckets = calls.map(({ minute, succeeded, failed }) => ({
        at: new Date(from + minute * minuteMs).toISOString(),
        succeeded,
        failed,
        p50_ms: 1,
        p95_ms: 2,
        p99_ms: 3,
      }));
      const stepMs = step * minuteMs;
      const bars = barsOf(buckets, { from, to: from + 60 * minuteMs, stepMs });
      const count = (key: 'succeeded' | 'failed', rows: readonly { succeeded: number; failed: number }[]) =>
        rows.reduce((total, row) => total + row[key], 0);
      expect(bars).toHaveLength(60 / step);
      expect(count('succeeded', bars)).toBe(count('succeeded', buckets));
      expect(count('failed', bars)).toBe(count('failed', buckets));
      for (const [index, bar] of bars.entries()) expect(bar.at).toBe(from + index * stepMs);
    }),
  );
});

test('the top of an axis is a round number that nothing exceeds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (value) => {
      const top = niceTop(value);
      expect(top).toBeGreaterThanOrEqual(value);
      expect(top).toBeLessThanOrEqual(Math.max(1, value * 2.5));
    }),
  );
});

test('a rate is never rounded up to perfect', () => {
  expect(successRate(0, 0)).toBeNull();
  expect(successRate(3, 0)).toBe('100%');
  expect(successRate(99_999, 1)).toBe('99.9%');
  expect(successRate(0, 5)).toBe('0.0%');
});
