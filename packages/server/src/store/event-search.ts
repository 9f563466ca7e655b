import {
  type EventFilter,
  type IdRange,
  idRange,
  type PageRequest,
  pageOf,
  type SearchPage,
  type Subject,
} from '../domain/search.ts';
import type { Sql } from './database.ts';
import { allOf, holdsText, type ScanLimits, scanLimits } from './search-text.ts';

/** An event as recorded. When it was recorded is in its id. */
export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly subType: string | null;
  readonly subject: Readonly<Record<string, string>> | null;
  /** JSON texts. */
  readonly context: string;
  readonly data: string;
  /** Milliseconds since the epoch. */
  readonly occurredAt: number;
  readonly test: boolean;
}

/** Undefined where the workspace has no such event. */
export async function findEvent(
  sql: Sql,
  workspaceId: string,
  id: string,
): Promise<RecordedEvent | undefined> {
  const rows = await sql<EventRow[]>`
    select ${eventColumns(sql)} from events e where e.workspace_id = ${workspaceId} and e.id = ${id}`;
  return rows[0] === undefined ? undefined : eventOf(rows[0]);
}

/**
 * The newest events that fit, after `page.afterId`. The window is what indexes find, in order; the rest of the
 * filter is applied inside it.
 */
export async function searchEvents(
  sql: Sql,
  workspaceId: string,
  filter: EventFilter,
  page: PageRequest,
  limits: ScanLimits = scanLimits,
): Promise<SearchPage<RecordedEvent>> {
  const windowRows = windowRowsOf(filter, page.limit, limits);
  const range = idRange(filter, page.afterId);
  const conditions = [
    ...(filter.subject === undefined ? [] : [concerns(sql, filter.subject)]),
    ...(filter.type === undefined ? [] : [sql`(e.type = ${filter.type} or e.sub_type = ${filter.type})`]),
    ...(filter.text === undefined ? [] : [holdsText(sql, filter.text)]),
  ];
  const rows = await sql<WindowedRow<EventRow>[]>`
    with w as materialized (${eventWindow(sql, workspaceId, filter.subject, range, windowRows)}),
    bound as (select (select id from w order by id limit 1) as least, (select count(*) from w) as window_rows)
    select bound.least, bound.window_rows, f.*
    from bound left join lateral (
      select ${eventColumns(sql)} from events e
      where e.workspace_id = ${workspaceId} and e.id >= bound.least and e.id < ${range.before}
        and ${allOf(sql, conditions)}
      order by e.id desc limit ${page.limit + 1}
    ) f on true
    order by f.id desc`;
  return pageOf(rows.filter(isFound).map(eventOf), page.limit, windowOf(rows, windowRows));
}

/** What one statement of a search answers: the window on every row, and an item or nulls. */
export type WindowedRow<Row> = { readonly least: string | null; readonly window_rows: number } & (
  | Row
  | { readonly [Column in keyof Row]: null }
);

export function isFound<Row extends { readonly id: string }>(
  row: WindowedRow<Row>,
): row is WindowedRow<Row> & Row {
  return row.id !== null;
}

export function windowOf(
  rows: readonly { readonly least: string | null; readonly window_rows: number }[],
  windowRows: number,
): { full: boolean; least: string | null } {
  return { full: (rows[0]?.window_rows ?? 0) >= windowRows, least: rows[0]?.least ?? null };
}

/** Exactly a page where indexes decide alone. */
function windowRowsOf(filter: EventFilter, limit: number, limits: ScanLimits): number {
  if (filter.text !== undefined) return limits.textRowsMax;
  return filter.type === undefined ? limit + 1 : limits.rowsMax;
}

/**
 * The ids of the newest events of the range, and of the subject where one is given: at most `rows` of them. The
 * subject's events are found first and sorted then, or the planner might walk all events in their order.
 */
export function eventWindow(
  sql: Sql,
  workspaceId: string,
  subject: Subject | undefined,
  { least, before }: IdRange,
  rows: number,
) {
  const within = sql`e.workspace_id = ${workspaceId} and e.id >= ${least} and e.id < ${before}`;
  if (subject === undefined) {
    return sql`select e.id from events e where ${within} order by e.id desc limit ${rows}`;
  }
  return sql`
    with concerned as materialized (select e.id from events e where ${within} and ${concerns(sql, subject)})
    select id from concerned order by id desc limit ${rows}`;
}

function concerns(sql: Sql, subject: Subject) {
  return sql`e.subject @> ${JSON.stringify({ [subject.key]: subject.value })}::text::jsonb`;
}

function eventColumns(sql: Sql) {
  return sql`e.id, e.type, e.sub_type, e.subject, e.context, e.data, e.occurred_at, e.test`;
}

interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly sub_type: string | null;
  readonly subject: Record<string, string> | null;
  readonly context: string;
  readonly data: string;
  readonly occurred_at: number;
  readonly test: boolean;
}

function eventOf(row: EventRow): RecordedEvent {
  return {
    id: row.id,
    type: row.type,
    subType: row.sub_type,
    subject: row.subject,
    context: row.context,
    data: row.data,
    occurredAt: row.occurred_at,
    test: row.test,
  };
}
