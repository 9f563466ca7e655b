import type { StatsAnswer } from '@belfry/api';

/** Calls between `at` and `at + stepMs`. */
export interface Bar {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly succeeded: number;
  readonly failed: number;
  /** The slowest of the buckets in it; null: no call. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** Bars of equal width from `from` to `to`, those without calls too. A bar begins at a whole multiple of `stepMs`, in UTC. */
export function barsOf(
  buckets: StatsAnswer['data'],
  { from, to, stepMs }: { readonly from: number; readonly to: number; readonly stepMs: number },
): readonly Bar[] {
  const byStep = Map.groupBy(buckets, ({ at }) => Math.floor(Date.parse(at) / stepMs));
  const first = Math.floor(from / stepMs);
  const last = Math.max(first, Math.ceil(to / stepMs) - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const inBar = byStep.get(first + index) ?? [];
    return {
      at: (first + index) * stepMs,
      succeeded: sum(inBar.map(({ succeeded }) => succeeded)),
      failed: sum(inBar.map(({ failed }) => failed)),
      p50Ms: most(inBar.map(({ p50_ms: ms }) => ms)),
      p95Ms: most(inBar.map(({ p95_ms: ms }) => ms)),
    };
  });
}

/** A round number at or above `value`, for the top of an axis: 1, 2, 3, 4, 5, 6, 8, 10, 20 … */
export function niceTop(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 3, 4, 5, 6, 8].find((one) => one * power >= value) ?? 10;
  return factor * power;
}

/** "99.8%", never "100%" where a call failed; null: there was none. */
export function successRate(succeeded: number, failed: number): string | null {
  const calls = succeeded + failed;
  if (calls === 0) return null;
  if (failed === 0) return '100%';
  const tenths = Math.min(999, Math.floor((succeeded / calls) * 1000));
  return `${(tenths / 10).toFixed(1)}%`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function most(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
