import { durationBucketBoundsMs } from '../domain/duration-buckets.ts';
import { instant, type Sql } from './database.ts';

export type StatsBucket = 'minute' | 'hour' | 'day';

/** Calls of some time by outcome; `durations` by bucket of domain/duration-buckets.ts. */
export interface CallCounts {
  readonly succeeded: number;
  readonly failed: number;
  readonly durations: readonly number[];
}

export interface StatsPeriod {
  /** Null: all webhooks of the workspace. */
  readonly webhookId: string | null;
  /** Milliseconds since the epoch; `to` not included. */
  readonly from: number;
  readonly to: number;
}

/** Buckets of UTC that had calls, oldest first; `at` is where one begins. */
export async function readCallCounts(
  sql: Sql,
  workspaceId: string,
  { webhookId, from, to }: StatsPeriod,
  bucket: StatsBucket,
): Promise<(CallCounts & { readonly at: number })[]> {
  return sql<(CallCounts & { at: number })[]>`
    select date_trunc(${bucket}, minute, 'UTC') as at, sum(succeeded) as succeeded, sum(failed) as failed,
      array[${durationSums(sql)}] as durations
    from delivery_stats
    where workspace_id = ${workspaceId} and minute >= ${instant(from)} and minute < ${instant(to)}
      and ${webhookId === null ? sql`true` : sql`webhook_id = ${webhookId}`}
    group by 1 order by 1`;
}

/** What waits at this moment: for a call, and for its webhook to be online again. */
export async function countWaiting(
  sql: Sql,
  workspaceId: string,
  webhookId: string | null,
): Promise<{ readonly pending: number; readonly held: number }> {
  const rows = await sql<{ state: 'pending' | 'held'; count: number }[]>`
    select state, count(*) as count from deliveries
    where workspace_id = ${workspaceId} and state in ('pending', 'held')
      and ${webhookId === null ? sql`true` : sql`webhook_id = ${webhookId}`}
    group by state`;
  const count = (state: 'pending' | 'held') => rows.find((row) => row.state === state)?.count ?? 0;
  return { pending: count('pending'), held: count('held') };
}

/** One sum a bucket: a tenth of the time that unnesting the arrays and grouping again takes. */
function durationSums(sql: Sql) {
  const buckets = durationBucketBoundsMs.length + 1;
  const sums = Array.from(
    { length: buckets },
    (_, index) => `coalesce(sum(durations[${index + 1}]), 0)::integer`,
  );
  return sql.unsafe(sums.join(', '));
}
