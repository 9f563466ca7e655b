import { column, separator } from './columns.ts';
import { instant, type Sql } from './database.ts';

/** What one process counted for one webhook in one minute, in all. */
export interface MinuteCounts {
  readonly workspaceId: string;
  readonly webhookId: string;
  /** The beginning of the minute, milliseconds since the epoch. */
  readonly minute: number;
  readonly succeeded: number;
  readonly failed: number;
  /** By bucket of domain/duration-buckets.ts. */
  readonly durations: readonly number[];
  readonly failures: readonly FailureCount[];
  /** When the last failed call was made, milliseconds since the epoch; null: none failed. */
  readonly lastFailedAt: number | null;
  /** The delivery that was called last. */
  readonly lastDeliveryId: string;
}

/** Failed calls of one reason. */
export interface FailureCount {
  readonly errorKind: string;
  readonly statusCode: number;
  readonly count: number;
}

/** Writes the counts as they stand: the process that made the calls is the only writer of its rows. */
export async function writeStats(
  sql: Sql,
  processId: string,
  counts: readonly MinuteCounts[],
): Promise<void> {
  await sql`
    insert into delivery_stats (workspace_id, webhook_id, minute, process_id, succeeded, failed, durations,
      failures, last_failed_at, last_delivery_id)
    select c.workspace_id, c.webhook_id, c.minute, ${processId}, c.succeeded, c.failed, c.durations::integer[],
      c.failures::json, c.last_failed_at, c.last_delivery_id
    from unnest(
      string_to_array(${column(counts.map((c) => c.workspaceId))}, ${separator})::uuid[],
      string_to_array(${column(counts.map((c) => c.webhookId))}, ${separator})::uuid[],
      string_to_array(${column(counts.map((c) => instant(c.minute)))}, ${separator})::timestamptz[],
      string_to_array(${column(counts.map((c) => c.succeeded))}, ${separator})::integer[],
      string_to_array(${column(counts.map((c) => c.failed))}, ${separator})::integer[],
      string_to_array(${column(counts.map((c) => `{${c.durations.join(',')}}`))}, ${separator}),
      string_to_array(${column(counts.map((c) => failuresText(c.failures)))}, ${separator}, ''),
      string_to_array(${column(counts.map((c) => instant(c.lastFailedAt)))}, ${separator}, '')::timestamptz[],
      string_to_array(${column(counts.map((c) => c.lastDeliveryId))}, ${separator})::uuid[]
    ) as c (workspace_id, webhook_id, minute, succeeded, failed, durations, failures, last_failed_at,
      last_delivery_id)
    on conflict (workspace_id, webhook_id, minute, process_id) do update set
      succeeded = excluded.succeeded, failed = excluded.failed, durations = excluded.durations,
      failures = excluded.failures, last_failed_at = excluded.last_failed_at,
      last_delivery_id = excluded.last_delivery_id`;
}

function failuresText(failures: readonly FailureCount[]): string | null {
  if (failures.length === 0) return null;
  return JSON.stringify(failures.map(({ errorKind, statusCode, count }) => [errorKind, statusCode, count]));
}

/** Removes counts of minutes before `before`, `limit` rows at most; answers how many. */
export async function pruneStats(sql: Sql, before: number, limit: number): Promise<number> {
  const { count } = await sql`
    delete from delivery_stats where (workspace_id, webhook_id, minute, process_id) in (
      select workspace_id, webhook_id, minute, process_id from delivery_stats
      where minute < ${instant(before)} limit ${limit})`;
  return count;
}
