import type postgres from 'postgres';
import type { Condition, Listing } from '../domain/listing.ts';
import type { RecordKind, StoredRecord } from '../domain/record.ts';
import type { Sql } from './database.ts';
import { conditionsSql, orderSql } from './list-conditions.ts';
import { askedRange } from './record-asked-ranges.ts';
import { columnOf, type RecordField } from './record-columns.ts';
import { countMatching } from './record-counting.ts';
import { idsBehindFence, type RankedOrder, rankedOrder } from './record-fences.ts';
import { lookedUpSql, matchingSql } from './record-matching.ts';
import type { AxisRange } from './record-ranks.ts';
import { type RecordRow, recordOf } from './records.ts';

export type { RecordField } from './record-columns.ts';

export interface RecordPage<Document> {
  readonly records: readonly StoredRecord<Document>[];
  /** How many there are on all pages; exact. */
  readonly count: number;
}

/** What a page may cost before another way to it is taken; in records. */
export interface PageLimits {
  /** With more before the page, what is known of the whole list is used to get there. */
  readonly farOffset: number;
  /** That match: no more are looked up without looking for a page of them in the list's order first. */
  readonly fewMatches: number;
  /** That are looked at in the list's order for a page of those that match. */
  readonly walkMax: number;
}

export const pageLimits: PageLimits = { farOffset: 1_000, fewMatches: 1_000, walkMax: 4_000 };

/** One numbered page of the workspace's records of a kind; records that sort alike stand in the order of creation. */
export async function readRecordPage<Document>(
  sql: Sql,
  workspaceId: string,
  kind: RecordKind<Document>,
  listing: Listing<RecordField>,
  limits: PageLimits = pageLimits,
): Promise<RecordPage<Document>> {
  const { conditions, sort, page } = listing;
  const order = rankedOrder(sort);
  const list = { sql, workspaceId, kind: kind.name, listing, order, range: sortedRange(conditions, order) };
  const offset = (page.number - 1) * page.size;
  const counting = countMatching(sql, workspaceId, kind.name, conditions);
  if (offset < limits.farOffset && (list.range !== null || conditions.every(isOnStatus))) {
    const reading = readRows<Document>(list, idsInOrder(list, { offset, size: page.size, backwards: false }));
    const [rows, count] = await Promise.all([reading, counting]);
    return { records: rows.map(recordOf), count };
  }
  const count = await counting;
  const size = Math.min(page.size, count - offset);
  if (size <= 0) return { records: [], count };
  const rows = await readSlice<Document>(list, count, { offset, size, backwards: false }, limits);
  return { records: rows.map(recordOf), count };
}

/** The one range of the list's own order that its conditions beside the status ask for; null where they ask for more. */
function sortedRange(
  conditions: readonly Condition<RecordField>[],
  order: RankedOrder | null,
): AxisRange | null {
  if (order === null) return null;
  const others = conditions.filter((condition) => !isOnStatus(condition));
  if (others.length === 0) return { axis: order.axis, from: null, before: null };
  const range = askedRange(others);
  return range?.axis === order.axis ? range : null;
}

function isOnStatus({ field }: Condition<RecordField>): boolean {
  return field === 'status';
}

interface List {
  readonly sql: Sql;
  readonly workspaceId: string;
  readonly kind: string;
  readonly listing: Listing<RecordField>;
  /** By which it is sorted; null where by something else. */
  readonly order: RankedOrder | null;
  /** See `sortedRange`. */
  readonly range: AxisRange | null;
}

/** So many records after the first `offset`, or before the last `offset`, in the list's order. */
interface Slice {
  readonly offset: number;
  readonly size: number;
  readonly backwards: boolean;
}

/** The slice of a list of `count` records by the way that costs least, whatever matches and wherever it stands. */
async function readSlice<Document>(
  list: List,
  count: number,
  slice: Slice,
  { farOffset, fewMatches, walkMax }: PageLimits,
): Promise<readonly RecordRow<Document>[]> {
  const { sql, workspaceId, kind, listing, order, range } = list;
  const { size } = slice;
  const fromEnd = { ...slice, offset: count - slice.offset - size, backwards: true };
  const nearer = fromEnd.offset < slice.offset ? fromEnd : slice;
  const far = nearer.offset >= farOffset;
  if (order !== null && range !== null) {
    if (!far) return readRows(list, idsInOrder(list, nearer));
    const scope = { workspaceId, kind, statuses: listing.conditions.filter(isOnStatus) };
    const { descending } = order;
    const { offset } = descending ? fromEnd : slice;
    const ids = idsBehindFence(sql, scope, range, { descending, offset, size });
    const behind = await readRows<Document>(list, ids);
    // Fewer where the slice has records without a value on the axis.
    return behind.length === size ? behind : readRows(list, idsInOrder(list, nearer));
  }
  if (listing.conditions.every(isOnStatus)) return readRows(list, idsInOrder(list, nearer));
  if (count > fewMatches && !far && order !== null) {
    const met = await readRows<Document>(list, idsOnTheWay(list, nearer, walkMax));
    if (met.length === size) return met;
  }
  return readRows(list, idsLookedUp(list, nearer));
}

/** The records with the ids that a query answers, in the list's order. */
function readRows<Document>(
  { sql, workspaceId, listing }: List,
  ids: postgres.Fragment,
): Promise<RecordRow<Document>[]> {
  // The order is twice in the statement, for a join keeps none. `offset 0`: each record of the page is looked up,
  // whatever the planner believes of the tables.
  return sql<RecordRow<Document>[]>`
    select r.id, r.kind, r.parent_id, r.root_id, r.version, r.updated_at, d.document
    from (${ids}) p
    cross join lateral (
      select * from records where workspace_id = ${workspaceId} and id = p.id offset 0
    ) r
    cross join lateral (
      select document from record_documents where workspace_id = ${workspaceId} and id = p.id offset 0
    ) d
    order by ${orderSql(sql, columnOf, listing.sort, 'r.id')}`;
}

/** Where the sorted index has all that is asked for, the records before the slice cost no more than its entries. */
function idsInOrder({ sql, workspaceId, kind, listing }: List, { offset, size, backwards }: Slice) {
  return sql`
    select r.id ${matchingSql(sql, workspaceId, kind, listing.conditions)}
    order by ${orderSql(sql, columnOf, listing.sort, 'r.id', backwards)} limit ${size} offset ${offset}`;
}

/** Those of the slice that are met among the first `walkMax` that the order itself leaves. */
function idsOnTheWay({ sql, workspaceId, kind, listing }: List, slice: Slice, walkMax: number) {
  const { conditions, sort } = listing;
  const order = orderSql(sql, columnOf, sort, 'r.id', slice.backwards);
  const along = conditions.filter(({ field }) => field === (sort[0]?.field ?? 'created_at'));
  return sql`
    select r.id from (
      select r.* ${matchingSql(sql, workspaceId, kind, along)} order by ${order} limit ${walkMax}
    ) r
    where ${conditionsSql(sql, columnOf, conditions)}
    order by ${order} limit ${slice.size} offset ${slice.offset}`;
}

/**
 * All that match are found before they are sorted, which is what `offset 0` makes of the query within: the planner
 * does not know how many there are, nor where in the order, and on a way through all records in the list's order every
 * one would be looked at where they stand at its end.
 */
function idsLookedUp({ sql, workspaceId, kind, listing }: List, { offset, size, backwards }: Slice) {
  return sql`
    select r.id from (select r.* ${lookedUpSql(sql, workspaceId, kind, listing.conditions)} offset 0) r
    order by ${orderSql(sql, columnOf, listing.sort, 'r.id', backwards)} limit ${size} offset ${offset}`;
}
