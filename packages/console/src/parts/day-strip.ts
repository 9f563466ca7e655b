export interface HourOfCalls {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly succeeded: number;
  readonly failed: number;
}

const hourMs = 3_600_000;
const hoursOfDay = 24;

/** The last 24 hours one by one, oldest first, the present one last; hours without calls have none. */
export function lastHours(
  buckets: readonly { readonly at: string; readonly succeeded: number; readonly failed: number }[],
  now: number,
): readonly HourOfCalls[] {
  const byHour = new Map(buckets.map((bucket) => [Date.parse(bucket.at), bucket]));
  const thisHour = Math.floor(now / hourMs) * hourMs;
  return Array.from({ length: hoursOfDay }, (_, index) => {
    const at = thisHour - (hoursOfDay - 1 - index) * hourMs;
    const bucket = byHour.get(at);
    return { at, succeeded: bucket?.succeeded ?? 0, failed: bucket?.failed ?? 0 };
  });
}

/** "1,204 calls in 24 hours, 12 failed"; what a strip says to those who do not see it. */
export function stripText(hours: readonly HourOfCalls[]): string {
  const failed = hours.reduce((sum, hour) => sum + hour.failed, 0);
  const calls = hours.reduce((sum, hour) => sum + hour.succeeded, failed);
  if (calls === 0) return 'No calls in 24 hours';
  const count = calls === 1 ? '1 call' : `${calls.toLocaleString('en')} calls`;
  return `${count} in 24 hours, ${failed === 0 ? 'none' : failed.toLocaleString('en')} failed`;
}
