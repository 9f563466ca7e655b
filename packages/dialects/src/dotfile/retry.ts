import type { RetryInput, RetryPolicy } from '../dialect.ts';

const hourMs = 3_600_000;

/** When each automatic retry is due, counted from the first call and not from the call before. */
const retryDelaysMs: readonly number[] = [1 * hourMs, 4 * hourMs, 13 * hourMs, 40 * hourMs];

/**
 * The number of retries spent, manual ones included, picks the place in the table. So a manual retry that
 * fails takes the place of an automatic one and leaves the later places where they are. A place that is
 * already past is due at once.
 */
export const retry: RetryPolicy = Object.freeze({
  automaticRetriesMax: retryDelaysMs.length,
  nextAttemptAt: ({ firstAttemptAt, retriesMade, now }: RetryInput): number | null => {
    const delayMs = retryDelaysMs[retriesMade];
    return delayMs === undefined ? null : Math.max(now, firstAttemptAt + delayMs);
  },
});
