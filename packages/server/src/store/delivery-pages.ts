import type postgres from 'postgres';
import type { Condition, Listing } from '../domain/listing.ts';
import type { Sql } from './database.ts';
import { type DeliveryDetail, type DetailRow, detailColumns, detailOf } from './delivery-reading.ts';
import { conditionsSql, type ListColumn, orderSql } from './list-conditions.ts';

/** `subject.case_id` is the text under that key of the event's subject; `created_at` the time of the delivery's id. */
export type DeliveryField = 'type' | 'created_at' | `subject.${string}`;

export interface DeliveryPage {
  readonly deliveries: readonly DeliveryDetail[];
  /** How many there are on all pages: exact, at the time of reading. */
  readonly count: number;
}

/** One numbered page of the workspace's deliveries that were attempted, those of deleted webhooks among them. */
export async function readDeliveryPage(
  sql: Sql,
  workspaceId: string,
  listing: Listing<DeliveryField, 'created_at'>,
): Promise<DeliveryPage> {
  const [deliveries, count] = await Promise.all([
    readPage(sql, workspaceId, listing),
    countAttempted(sql, workspaceId, listing.conditions),
  ]);
  return { deliveries, count };
}

/** The ids of the page first, so that the wide columns are read for one page and not for what precedes it. */
async function readPage(
  sql: Sql,
  workspaceId: string,
  { conditions, sort, page }: Listing<DeliveryField, 'created_at'>,
): Promise<DeliveryDetail[]> {
  const order = orderSql(sql, columnOf, sort, 'd.id');
  const rows = await sql<DetailRow[]>`
    with page as (
      ${attemptedIds(sql, workspaceId, conditions)}
      order by ${order} limit ${page.size} offset ${(page.number - 1) * page.size}
    )
    select ${detailColumns(sql)}
    from page
    join deliveries d on d.workspace_id = ${workspaceId} and d.id = page.id
    left join events e on e.workspace_id = ${workspaceId} and e.id = d.event_id
    order by ${order}`;
  return rows.map(detailOf);
}

/**
 * Without a condition on more than the time, counts ids in the key's index alone and takes off those that were
 * not attempted, which are few and have an index: a quarter of the time of looking at every row.
 */
async function countAttempted(
  sql: Sql,
  workspaceId: string,
  conditions: readonly Condition<DeliveryField>[],
): Promise<number> {
  const onlyByTime = conditions.every(({ field }) => field === 'created_at');
  const where = conditionsSql(sql, columnOf, conditions);
  const rows = onlyByTime
    ? await sql<{ count: number }[]>`
        select (select count(*) from deliveries d where d.workspace_id = ${workspaceId} and ${where}) - (
          select count(*) from deliveries d
          where d.workspace_id = ${workspaceId} and d.state in ('pending', 'held', 'discarded')
            and d.first_attempt_at is null and ${where}) as count`
    : await sql<{ count: number }[]>`
        select count(*) as count from (${attemptedIds(sql, workspaceId, conditions)}) as attempted`;
  return rows[0]?.count ?? 0;
}

/** `select d.id from …`, without an order. */
function attemptedIds(
  sql: Sql,
  workspaceId: string,
  conditions: readonly Condition<DeliveryField>[],
): postgres.Fragment {
  const onSubject = conditions.filter(({ field }) => isOnSubject(field));
  const onDelivery = conditions.filter(({ field }) => !isOnSubject(field));
  const attempted = sql`
    d.workspace_id = ${workspaceId} and d.first_attempt_at is not null and ${conditionsSql(sql, columnOf, onDelivery)}`;
  if (onSubject.length === 0) return sql`select d.id from deliveries d where ${attempted}`;
  const subjected = sql`e.workspace_id = ${workspaceId} and ${conditionsSql(sql, columnOf, onSubject)}`;
  if (onSubject.every(({ operator }) => operator !== 'eq')) {
    return sql`
      select d.id from deliveries d join events e on e.id = d.event_id where ${attempted} and ${subjected}`;
  }
  // A record has few events: these first, by the subject's index, and the deliveries of each by the time that
  // their ids share with the event's. "offset 0" keeps the planner from joining all deliveries instead.
  return sql`
    select d.id from events e cross join lateral (
      select d.id from deliveries d
      where ${attempted} and d.event_id = e.id
        and d.id between (left(e.id::text, 13) || '-0000-0000-000000000000')::uuid
          and (left(e.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid
      offset 0) as d
    where ${subjected}`;
}

const subjectPrefix = 'subject.';

function isOnSubject(field: DeliveryField): boolean {
  return field.startsWith(subjectPrefix);
}

function columnOf(field: DeliveryField): ListColumn {
  if (field === 'type') return { kind: 'column', name: 'd.type' };
  if (field === 'created_at') return { kind: 'id_time', name: 'd.id' };
  return { kind: 'json_text', name: 'e.subject', key: field.slice(subjectPrefix.length) };
}
