import { type Failure, failed } from './outcome.ts';

/** Five minutes, as Standard Webhooks recommends; it covers the clocks of both ends. */
export const toleranceSecondsDefault = 300;

/** What a timestamp is held to: `now` in milliseconds since the epoch, the tolerance either way. */
export interface TimeLimits {
  readonly now: number;
  readonly toleranceSeconds: number;
}

/**
 * Refuses a call whose timestamp is further from `now` than the tolerance, in either direction; null where it is
 * inside or exactly at the edge. `timestamp` is in UNIX seconds, `now` in milliseconds since the epoch.
 */
export function timestampFailure(timestamp: number, now: number, toleranceSeconds: number): Failure | null {
  const ageSeconds = now / 1000 - timestamp;
  if (ageSeconds > toleranceSeconds) {
    return failed('timestamp_too_old', `The call was signed more than ${toleranceSeconds} s ago.`);
  }
  if (-ageSeconds > toleranceSeconds) {
    return failed(
      'timestamp_in_future',
      `The call is dated more than ${toleranceSeconds} s ahead of this clock.`,
    );
  }
  return null;
}
