import type { DeliveryState } from '../domain/delivery.ts';
import { idFloor, idTime } from '../domain/id.ts';
import {
  type EventFilter,
  idRange,
  isAnswer,
  type PageRequest,
  pageOf,
  type SearchPage,
  type StatusClass,
  type Subject,
} from '../domain/search.ts';
import type { Database, Sql } from './database.ts';
import { type DeliverySummary, type SummaryRow, summaryColumns, summaryOf } from './delivery-reading.ts';
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

export interface DeliveryFilter extends EventFilter {
  readonly webhookId?: string | undefined;
  readonly state?: DeliveryState | undefined;
  readonly statusClass?: StatusClass | undefined;
  /** Of the last call; 0: it got no answer. */
  readonly statusCode?: number | undefined;
}

/**
 * The newest deliveries that fit, after `page.afterId`. What is about a given subject is looked for among the newest
 * deliveries first, then by the subject's index: the first serves a subject of many events, the second one of few.
 */
export function searchDeliveries(
  sql: Database,
  workspaceId: string,
  filter: DeliveryFilter,
  page: PageRequest,
  limits: ScanLimits = scanLimits,
): Promise<SearchPage<DeliverySummary>> {
  return searching(sql, async (transaction) => {
    const newest = await searchByIndex(transaction, workspaceId, filter, page, limits);
    const { subject } = filter;
    if (subject === undefined || isAnswer(newest, page)) return newest;
    return searchBySubject(transaction, workspaceId, { ...filter, subject }, page, limits.subjectEventsMax);
  });
}

/**
 * The window is what one index finds, in order; the rest of the filter is applied inside it, row by row, and no further
 * than the page is long. ("offset 0" makes the planner look up the event of each row: it would read all events instead.)
 */
async function searchByIndex(
  sql: Sql,
  workspaceId: string,
  filter: DeliveryFilter,
  page: PageRequest,
  limits: ScanLimits,
): Promise<SearchPage<DeliverySummary>> {
  const { least, before } = idRange(filter, page.afterId);
  const scannedRows = scannedRowsOf(filter, limits);
  const windowRows = scannedRows ?? page.limit + 1;
  const inRange = sql`
    d.workspace_id = ${workspaceId} and d.id >= ${least} and d.id < ${before} and ${indexed(sql, filter)}`;
  const ids = sql`select d.id from deliveries d where ${inRange} order by d.id desc`;
  const rows = await sql<WindowedRow<SummaryRow>[]>`
    with f as materialized (
      select ${summaryColumns(sql)}
      from (select * from deliveries d where ${inRange} order by d.id desc limit ${windowRows}) d
      left join lateral (
        select * from events e where e.workspace_id = ${workspaceId} and e.id = d.event_id offset 0
      ) e on true
      where ${allOf(sql, conditions(sql, filter))}
      order by d.id desc limit ${page.limit + 1}
    )
    select f.*, ${windowEnd(sql, page, scannedRows, ids)} as least
    from (select) as always left join f on true
    order by f.id desc`;
  return pageOf(rows.filter(isFound).map(summaryOf), page.limit, windowOf(rows));
}

/**
 * The window is the subject's newest events, and their deliveries are found by the millisecond that they share.
 * Events and deliveries of several publishes mix within a millisecond: one that a full window may have cut in two
 * is left to the next page.
 */
async function searchBySubject(
  sql: Sql,
  workspaceId: string,
  filter: DeliveryFilter & { readonly subject: Subject },
  page: PageRequest,
  eventsMax: number,
): Promise<SearchPage<DeliverySummary>> {
  // An event's id is less than those of its deliveries, so the same range holds for both.
  const range = idRange(filter, page.afterId);
  const window = wholeMilliseconds(
    await subjectEvents(sql, workspaceId, filter.subject, range, eventsMax),
    eventsMax,
  );
  if (window.ids.length === 0) return { items: [], nextId: null };
  const rows = await sql<SummaryRow[]>`
    select ${summaryColumns(sql)}
    from unnest(${window.ids}::uuid[]) as w (id)
    join events e on e.workspace_id = ${workspaceId} and e.id = w.id
    join lateral (
      select * from deliveries d
      where d.workspace_id = ${workspaceId} and d.event_id = w.id and d.id < ${range.before}
        and d.id >= (left(w.id::text, 13) || '-0000-0000-000000000000')::uuid
        and d.id <= (left(w.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid
      offset 0
    ) d on true
    where ${allOf(sql, conditions(sql, filter))}
    order by d.id desc limit ${page.limit + 1}`;
  return pageOf(rows.map(summaryOf), page.limit, window);
}

/** Without the oldest millisecond where the window is full, unless it has no other. */
function wholeMilliseconds(
  ids: readonly string[],
  idsMax: number,
): { ids: string[]; full: boolean; least: string | null } {
  const oldest = ids.at(-1);
  if (oldest === undefined || ids.length < idsMax) return { ids: [...ids], full: false, least: null };
  const end = idFloor(idTime(oldest) + 1);
  const whole = ids.filter((id) => id >= end);
  return whole.length === 0
    ? { ids: [...ids], full: true, least: idFloor(idTime(oldest)) }
    : { ids: whole, full: true, least: end };
}

/** The condition that an index answers in the order of ids: the rarest that is given. */
function indexed(sql: Sql, { state, webhookId }: DeliveryFilter) {
  if (state !== undefined && state !== 'succeeded') return sql`d.state = ${state}`;
  return webhookId === undefined ? sql`true` : sql`d.webhook_id = ${webhookId}`;
}

/** Rows that a page looks through at most. Null where that index decides alone: then it is the page's own rows. */
function scannedRowsOf(filter: DeliveryFilter, limits: ScanLimits): number | null {
  if (filter.text !== undefined) return limits.textRowsMax;
  if (filter.subject !== undefined) return limits.subjectRowsMax;
  const byState = filter.state !== undefined && filter.state !== 'succeeded';
  const scans =
    filter.type !== undefined ||
    filter.statusClass !== undefined ||
    filter.statusCode !== undefined ||
    filter.state === 'succeeded' ||
    (byState && filter.webhookId !== undefined);
  return scans ? limits.rowsMax : null;
}

function conditions(sql: Sql, filter: DeliveryFilter) {
  const { webhookId, state, subject, type, statusClass, statusCode, text } = filter;
  return [
    ...(webhookId === undefined ? [] : [sql`d.webhook_id = ${webhookId}`]),
    ...(state === undefined ? [] : [sql`d.state = ${state}`]),
    ...(subject === undefined ? [] : [concerns(sql, subject)]),
    ...(type === undefined ? [] : [sql`(d.type = ${type} or d.sub_type = ${type})`]),
    ...(statusClass === undefined ? [] : [hasStatus(sql, statusClass)]),
    ...(statusCode === undefined ? [] : [sql`d.status_code = ${statusCode}`]),
    ...(text === undefined ? [] : [holdsText(sql, text)]),
  ];
}

function hasStatus(sql: Sql, statusClass: StatusClass) {
  if (statusClass === 'none') return sql`d.status_code = 0`;
  const hundreds = Number(statusClass.charAt(0)) * 100;
  return sql`d.status_code between ${hundreds} and ${hundreds + 99}`;
}
