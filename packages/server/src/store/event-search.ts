import {
  type EventFilter,
  idRange,
  isAnswer,
  type PageRequest,
  pageOf,
  type SearchPage,
  type Subject,
} from '../domain/search.ts';
import type { Database, Sql } from './database.ts';
import { allOf, holdsText } from './search-text.ts';
import {
  concerns,
  isFound,
  type ScanLimits,
  scanLimits,
  searching,
  subjectEvents,
  type WindowedRow,
  windowEnd,
  windowOf,
} from './search-window.ts';

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
 * The newest events that fit, after `page.afterId`. What is about a given subject is looked for among the newest
 * events first, then by the subject's index: the first serves a subject of many events, the second one of few.
 */
export function searchEvents(
  sql: Database,
  workspaceId: string,
  filter: EventFilter,
  page: PageRequest,
  limits: ScanLimits = scanLimits,
): Promise<SearchPage<RecordedEvent>> {
  return searching(sql, async (transaction) => {
    const newest = await searchNewest(transaction, workspaceId, filter, page, limits);
    const { subject } = filter;
    if (subject === undefined || isAnswer(newest, page)) return newest;
    return searchSubject(transaction, workspaceId, { ...filter, subject }, page, limits.subjectEventsMax);
  });
}

/** The window is the newest events of the time range; the rest of the filter is applied inside it. */
async function searchNewest(
  sql: Sql,
  workspaceId: string,
  filter: EventFilter,
  page: PageRequest,
  limits: ScanLimits,
): Promise<SearchPage<RecordedEvent>> {
  const scannedRows = scannedRowsOf(filter, limits);
  const windowRows = scannedRows ?? page.limit + 1;
  const { least, before } = idRange(filter, page.afterId);
  const inRange = sql`e.workspace_id = ${workspaceId} and e.id >= ${least} and e.id < ${before}`;
  const ids = sql`select e.id from events e where ${inRange} order by e.id desc`;
  const rows = await sql<WindowedRow<EventRow>[]>`
    with f as materialized (
      select ${eventColumns(sql)}
      from (select * from events e where ${inRange} order by e.id desc limit ${windowRows}) e
      where ${allOf(sql, conditions(sql, filter))}
      order by e.id desc limit ${page.limit + 1}
    )
    select f.*, ${windowEnd(sql, page, scannedRows, ids)} as least
    from (select) as always left join f on true
    order by f.id desc`;
  return pageOf(rows.filter(isFound).map(eventOf), page.limit, windowOf(rows));
}

/** The window is the subject's newest events. */
async function searchSubject(
  sql: Sql,
  workspaceId: string,
  filter: EventFilter & { readonly subject: Subject },
  page: PageRequest,
  eventsMax: number,
): Promise<SearchPage<RecordedEvent>> {
  const range = idRange(filter, page.afterId);
  const ids = await subjectEvents(sql, workspaceId, filter.subject, range, eventsMax);
  const rows = await sql<EventRow[]>`
    select e.* from unnest(${ids}::uuid[]) with ordinality as w (id, place)
    cross join lateral (
      select ${eventColumns(sql)} from events e
      where e.workspace_id = ${workspaceId} and e.id = w.id and ${allOf(sql, conditions(sql, filter))}
      offset 0
    ) e
    order by w.place limit ${page.limit + 1}`;
  return pageOf(rows.map(eventOf), page.limit, { full: ids.length >= eventsMax, least: ids.at(-1) ?? null });
}

/** Rows that a page looks through at most. Null where the order of ids decides alone: then it is the page's own rows. */
function scannedRowsOf(filter: EventFilter, limits: ScanLimits): number | null {
  if (filter.text !== undefined) return limits.textRowsMax;
  if (filter.subject !== undefined) return limits.subjectRowsMax;
  return filter.type === undefined ? null : limits.rowsMax;
}

function conditions(sql: Sql, { subject, type, text }: EventFilter) {
  return [
    ...(subject === undefined ? [] : [concerns(sql, subject)]),
    ...(type === undefined ? [] : [sql`(e.type = ${type} or e.sub_type = ${type})`]),
    ...(text === undefined ? [] : [holdsText(sql, text)]),
  ];
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
