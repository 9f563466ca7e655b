/**
 * Keeps the partitions ahead of the clock and drops what is past retention: days of events and deliveries, counts,
 * idempotency keys, ended jobs, activities of deleted records. One turn an hour; several processes may take theirs at
 * once. What is still to be delivered is never dropped.
 */

import { pruneActivities } from '../store/activities.ts';
import type { Database } from '../store/database.ts';
import { pruneIdempotencyKeys } from '../store/idempotency.ts';
import { pruneJobs } from '../store/job-steps.ts';
import { ensurePartitions } from '../store/partitions.ts';
import { dropPartitionsBefore, pruneDefaultPartition } from '../store/retention.ts';
import { pruneStats } from '../store/stats-writing.ts';

export const pruneEveryMs = 60 * 60 * 1000;
const rowsPerStatementMax = 5_000;

export interface PrunerOptions {
  readonly sql: Database;
  readonly now: () => number;
  readonly retentionMs: number;
  readonly idempotencyKeyLifetimeMs: number;
  /** What was done, for the log; called where something was. */
  readonly pruned: (what: object) => void;
  readonly signal: AbortSignal;
}

export async function prune(options: PrunerOptions): Promise<void> {
  const { sql, retentionMs, signal } = options;
  const now = options.now();
  const before = now - retentionMs;
  const partitions = await ensurePartitions(sql, now);
  const days = await dropPartitionsBefore(sql, before);
  const leftOver = await pruneDefaultPartition(sql, before, signal);
  const keys = await repeat(signal, () =>
    pruneIdempotencyKeys(sql, now - options.idempotencyKeyLifetimeMs, rowsPerStatementMax),
  );
  const counts = await repeat(signal, () => pruneStats(sql, before, rowsPerStatementMax));
  const jobs = await repeat(signal, () => pruneJobs(sql, before, rowsPerStatementMax));
  const activities = await repeat(signal, () => pruneActivities(sql, before, rowsPerStatementMax));
  const what = { partitions: partitions.created, days, left_over: leftOver, keys, counts, jobs, activities };
  if (partitions.created.length + days.length + keys + counts + jobs + activities > 0) options.pruned(what);
}

/** Statement after statement until one finds fewer than its limit; answers how many rows went. */
async function repeat(signal: AbortSignal, statement: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await statement();
    total += count;
    if (count < rowsPerStatementMax || signal.aborted) return total;
  }
}
