import { durationPercentile } from '../domain/duration-buckets.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import type { Workspace } from '../domain/workspace.ts';
import {
  type CallCounts,
  countWaiting,
  readCallCounts,
  type StatsBucket,
  type StatsPeriod,
} from '../store/stats.ts';
import type { AppContext } from './context.ts';

/** Calls by outcome; latencies in milliseconds, null without calls. */
export interface CallStats {
  readonly succeeded: number;
  readonly failed: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

export interface Stats {
  /** Buckets that had calls, oldest first. */
  readonly buckets: readonly (CallStats & { readonly at: number })[];
  readonly totals: CallStats & { readonly pending: number; readonly held: number };
}

/** Refuses invalid_request for an empty time range, and for one of more than `bucketsMax` buckets. */
export async function readStats(
  context: AppContext,
  workspace: Workspace,
  period: StatsPeriod,
  bucket: StatsBucket,
  bucketsMax: number,
): Promise<Result<Stats>> {
  const buckets = (period.to - period.from) / bucketMs[bucket];
  if (buckets <= 0) return refused('invalid_request', 'The time range is empty: `from` lies before `to`.');
  if (buckets > bucketsMax) {
    const message = `The time range has more than ${bucketsMax} buckets of a ${bucket}; ask for longer buckets or less time.`;
    return refused('invalid_request', message);
  }
  const [counts, waiting] = await Promise.all([
    readCallCounts(context.sql, workspace.id, period, bucket),
    countWaiting(context.sql, workspace.id, period.webhookId),
  ]);
  return accepted({
    buckets: counts.map((count) => ({ at: count.at, ...statsOf(count) })),
    totals: { ...statsOf(counts.reduce(add, nothing)), ...waiting },
  });
}

const bucketMs: Readonly<Record<StatsBucket, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const nothing: CallCounts = { succeeded: 0, failed: 0, durations: [] };

function add(a: CallCounts, b: CallCounts): CallCounts {
  return {
    succeeded: a.succeeded + b.succeeded,
    failed: a.failed + b.failed,
    durations: b.durations.map((count, index) => count + (a.durations[index] ?? 0)),
  };
}

function statsOf({ succeeded, failed, durations }: CallCounts): CallStats {
  return {
    succeeded,
    failed,
    p50Ms: durationPercentile(durations, 0.5),
    p95Ms: durationPercentile(durations, 0.95),
    p99Ms: durationPercentile(durations, 0.99),
  };
}
