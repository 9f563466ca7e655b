/** A call ends within 15 s; the last bound lies just above. */
const longestMs = 16_000;

/**
 * Calls are counted by duration in buckets whose bounds grow by a quarter: a percentile read from them is at most
 * that much too high, and a row of counts stays small. The last bucket has no bound.
 */
export const durationBucketBoundsMs: readonly number[] = bounds();

/** The index of the bucket that a duration falls into. */
export function durationBucket(durationMs: number): number {
  let low = 0;
  let high = durationBucketBoundsMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (durationMs <= (durationBucketBoundsMs[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The upper bound of the bucket in which the share `quantile` (0 to 1) of the calls is reached; null without calls. */
export function durationPercentile(counts: readonly number[], quantile: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let seen = 0;
  for (const [index, count] of counts.entries()) {
    seen += count;
    if (seen >= total * quantile) return durationBucketBoundsMs[index] ?? longestMs;
  }
  return longestMs;
}

function bounds(): number[] {
  const found: number[] = [];
  for (let bound = 1; bound < longestMs; bound *= 1.25) found.push(Math.ceil(bound));
  return [...new Set([...found, longestMs])];
}
