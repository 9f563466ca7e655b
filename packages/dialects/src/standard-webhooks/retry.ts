import type { RetryInput, RetryPolicy } from '../dialect.ts';
import { retryAfterMs } from './retry-after.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Svix's documented table; each delay counts from when the failure before it was known. */
const retryDelaysMs: readonly number[] = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  10 * hourMs,
];

/** A delay is up to this part shorter or longer, as in Svix's server, so that what failed together is spread. */
const jitterRatio = 0.2;

/** A `Retry-After` moves a retry to at most this many times its planned delay. */
const retryAfterFactorMax = 2;

/** The answers with which a `Retry-After` is heard: 429 Too Many Requests, 503 Service Unavailable. */
const delayingStatusCodes: ReadonlySet<number> = new Set([429, 503]);

/**
 * The number of retries spent, manual ones included, picks the place in the table. So a manual retry that fails
 * takes the place of the automatic one that was planned, and the next place counts from its failure.
 *
 * A `Retry-After` only ever puts a retry off: one that asks for less than the planned delay changes nothing.
 */
export const retry: RetryPolicy = Object.freeze({
  automaticRetriesMax: retryDelaysMs.length,
  nextAttemptAt: ({ retriesMade, answer, now, random }: RetryInput): number | null => {
    const plannedMs = retryDelaysMs[retriesMade];
    if (plannedMs === undefined) return null;
    const jitteredMs = Math.round(plannedMs * (1 - jitterRatio + 2 * jitterRatio * random));
    return now + Math.max(jitteredMs, Math.min(askedMs(answer, now), retryAfterFactorMax * plannedMs));
  },
});

function askedMs({ statusCode, retryAfter }: RetryInput['answer'], now: number): number {
  if (retryAfter === null || !delayingStatusCodes.has(statusCode)) return 0;
  return retryAfterMs(retryAfter, now) ?? 0;
}
