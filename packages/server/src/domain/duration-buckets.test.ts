import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationBucket, durationBucketBoundsMs, durationPercentile } from './duration-buckets.ts';

const duration = fc.double({ min: 0, max: 16_000, noNaN: true });
const quantile = fc.double({ min: 0.01, max: 1, noNaN: true });

function countsOf(durations: readonly number[]): number[] {
  const counts = new Array<number>(durationBucketBoundsMs.length + 1).fill(0);
  for (const ms of durations) counts[durationBucket(ms)] = (counts[durationBucket(ms)] ?? 0) + 1;
  return counts;
}

describe('the buckets of durations', () => {
  it('grow by a quarter at most, from a millisecond to above the longest call', () => {
    expect(durationBucketBoundsMs[0]).toBe(1);
    expect(durationBucketBoundsMs.at(-1)).toBe(16_000);
    for (const [index, bound] of durationBucketBoundsMs.entries()) {
      const before = durationBucketBoundsMs[index - 1] ?? 0;
      expect(bound).toBeGreaterThan(before);
      expect(bound).toBeLessThanOrEqual(Math.ceil(before * 1.25) + 1);
    }
  });

  it('hold each duration in the one whose bounds it lies between', () => {
    fc.assert(
      fc.property(duration, (ms) => {
        const bucket = durationBucket(ms);
        expect(ms).toBeLessThanOrEqual(durationBucketBoundsMs[bucket] ?? 0);
        expect(ms).toBeGreaterThan(durationBucketBoundsMs[bucket - 1] ?? -1);
      }),
    );
    expect(durationBucket(16_001)).toBe(durationBucketBoundsMs.length);
  });

  it('give percentiles that are never too low, and at most a quarter and a millisecond too high', () => {
    fc.assert(
      fc.property(fc.array(duration, { minLength: 1, maxLength: 200 }), quantile, (durations, share) => {
        const sorted = durations.toSorted((a, b) => a - b);
        const exact = sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
        const read = durationPercentile(countsOf(durations), share) ?? Number.NaN;
        expect(read).toBeGreaterThanOrEqual(exact);
        expect(read).toBeLessThanOrEqual(Math.max(1, Math.ceil(exact * 1.25) + 1));
      }),
    );
  });

  it('give no percentile of no calls, and the last bound for calls that were longer', () => {
    expect(durationPercentile(countsOf([]), 0.5)).toBeNull();
    expect(durationPercentile(countsOf([20_000]), 0.5)).toBe(16_000);
  });
});
