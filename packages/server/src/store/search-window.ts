import type postgres from 'postgres';
import type { IdRange, PageRequest, Subject } from '../domain/search.ts';
import type { Database, Sql } from './database.ts';

/**
 * Rows that one page of a search looks through. A page ends there, short if need be, and says where to go on: so
 * every page takes a bounded time, however rare what it looks for is.
 */
export interface ScanLimits {
  readonly rowsMax: number;
  /** Payloads are read whole to look for text in them, so a page looks at fewer. */
  readonly textRowsMax: number;
  /** Looked through for a subject before its index is asked, which has to find all that is about the subject. */
  readonly subjectRowsMax: number;
  /** Events of one subject: more than one publish records in a millisecond. */
  readonly subjectEventsMax: number;
}

export const scanLimits: ScanLimits = {
  rowsMax: 10_000,
  textRowsMax: 2000,
  subjectRowsMax: 3000,
  subjectEventsMax: 2000,
};

const searchTimeoutMs = 10_000;

/**
 * Runs a search's statements with plans made for their very values (a plan for any values could use neither the
 * partial indexes nor what is known of the time range), each within searchTimeoutMs.
 */
export function searching<Found>(sql: Database, search: (sql: Sql) => Promise<Found>): Promise<Found> {
  // Wrapped, for the driver would take a list for a list of queries.
  return sql
    .begin('read only', async (transaction) => {
      await transaction`
        select set_config('plan_cache_mode', 'force_custom_plan', true),
          set_config('statement_timeout', ${String(searchTimeoutMs)}, true)`;
      return { found: await search(transaction) };
    })
    .then(({ found }) => found);
}

/**
 * What one statement of a search answers: an item or nulls, and on every row the window's last id, where the window is
 * full and holds no full page; null otherwise.
 */
export type WindowedRow<Row> = { readonly least: string | null } & (
  | Row
  | { readonly [Column in keyof Row]: null }
);

export function isFound<Row extends { readonly id: string }>(
  row: WindowedRow<Row>,
): row is WindowedRow<Row> & Row {
  return row.id !== null;
}

/**
 * The last id of a window of so many rows, for `least` of a WindowedRow; `ids` selects what it is a window of, in
 * order, and f is what was found in it. `rows` null: the window is no more than a page.
 */
export function windowEnd(sql: Sql, page: PageRequest, rows: number | null, ids: postgres.Fragment) {
  if (rows === null) return sql`null::uuid`;
  return sql`case when (select count(*) from f) <= ${page.limit} then (${ids} limit 1 offset ${rows - 1}) end`;
}

export function windowOf(rows: readonly { readonly least: string | null }[]): {
  full: boolean;
  least: string | null;
} {
  const least = rows[0]?.least ?? null;
  return { full: least !== null, least };
}

/**
 * The ids of the subject's newest events in the range, newest first, `limit` at most: all of them are found by
 * their index and sorted then, for the planner would rather walk all events in their order.
 */
export async function subjectEvents(
  sql: Sql,
  workspaceId: string,
  subject: Subject,
  { least, before }: IdRange,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with concerned as materialized (
      select e.id from events e
      where e.workspace_id = ${workspaceId} and e.id >= ${least} and e.id < ${before} and ${concerns(sql, subject)}
    )
    select id from concerned order by id desc limit ${limit}`;
  return rows.map((row) => row.id);
}

/** Whether the event aliased e is about the subject. */
export function concerns(sql: Sql, subject: Subject) {
  return sql`e.subject @> ${JSON.stringify({ [subject.key]: subject.value })}::text::jsonb`;
}
