import { greatestId } from '../domain/id.ts';
import type { StoredRecord } from '../domain/record.ts';
import { type PageRequest, pageOf, type SearchPage } from '../domain/search.ts';
import type { Database, Sql } from './database.ts';
import { allAxis } from './record-axes.ts';
import { type RecordRow, recordOf } from './records.ts';
import { escapeLike } from './search-text.ts';
import {
  isFound,
  type ScanLimits,
  scanLimits,
  searching,
  type WindowedRow,
  windowOf,
} from './search-window.ts';

/** A record with what lists show of it beside its document. */
export interface BrowsedRecord extends StoredRecord {
  readonly status: string | null;
  readonly externalId: string | null;
}

export interface RecordFilter {
  /** At least one. */
  readonly kinds: readonly string[];
  readonly text?: string | undefined;
}

/**
 * The newest records that fit, after `page.afterId`. A text that is an id or external id finds what has it, if
 * anything does; else what has the text somewhere in its name or in another text that lists match.
 */
export function searchRecords(
  sql: Database,
  workspaceId: string,
  filter: RecordFilter,
  page: PageRequest,
  limits: ScanLimits = scanLimits,
): Promise<SearchPage<BrowsedRecord>> {
  return searching(sql, async (transaction) => {
    if (filter.text !== undefined && page.afterId === null) {
      const named = await recordsNamed(transaction, workspaceId, filter.kinds, filter.text, page.limit);
      if (named.length > 0) return { items: named, nextId: null };
    }
    return searchNewest(transaction, workspaceId, filter, page, limits);
  });
}

async function searchNewest(
  sql: Sql,
  workspaceId: string,
  { kinds, text }: RecordFilter,
  page: PageRequest,
  limits: ScanLimits,
): Promise<SearchPage<BrowsedRecord>> {
  const windowRows = text === undefined ? page.limit + 1 : limits.rowsMax;
  const before = page.afterId ?? greatestId;
  const rows = await sql<WindowedRow<BrowsedRow>[]>`
    with w as materialized (
      select r.id from records r
      where r.workspace_id = ${workspaceId} and ${ofKinds(sql, kinds)} and r.id < ${before}
      order by r.id desc limit ${windowRows}
    ),
    bound as (select (select id from w order by id desc limit 1 offset ${windowRows - 1}) as least)
    select bound.least, f.*
    from bound left join lateral (
      select ${columns(sql)} from w
      join records r on r.workspace_id = ${workspaceId} and r.id = w.id
      join record_documents d on d.workspace_id = r.workspace_id and d.id = r.id
      where ${text === undefined ? sql`true` : matches(sql, text)}
      order by r.id desc limit ${page.limit + 1}
    ) f on true
    order by f.id desc`;
  return pageOf(rows.filter(isFound).map(browsedOf), page.limit, windowOf(rows));
}

/** Those whose id or external id is the text, newest first. */
async function recordsNamed(
  sql: Sql,
  workspaceId: string,
  kinds: readonly string[],
  text: string,
  limit: number,
): Promise<BrowsedRecord[]> {
  const id = uuidPattern.test(text) ? text : null;
  const rows = await sql<BrowsedRow[]>`
    select ${columns(sql)} from records r
    join record_documents d on d.workspace_id = r.workspace_id and d.id = r.id
    where r.workspace_id = ${workspaceId} and r.kind = any(${[...kinds]})
      and r.id in (
        select id from records where workspace_id = ${workspaceId} and id = ${id}::uuid
        union all
        select id from records
        where workspace_id = ${workspaceId} and kind = any(${[...kinds]}) and external_id = ${text})
    order by r.id desc limit ${limit}`;
  return rows.map(browsedOf);
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Null where the workspace has no such record of one of the kinds. */
export async function findBrowsedRecord(
  sql: Sql,
  workspaceId: string,
  kinds: readonly string[],
  id: string,
): Promise<BrowsedRecord | null> {
  const rows = await sql<BrowsedRow[]>`
    select ${columns(sql)} from records r
    join record_documents d on d.workspace_id = r.workspace_id and d.id = r.id
    where r.workspace_id = ${workspaceId} and r.id = ${id} and r.kind = any(${[...kinds]})`;
  return rows[0] === undefined ? null : browsedOf(rows[0]);
}

/** What the record holds itself, oldest first. */
export async function readChildren(
  sql: Sql,
  workspaceId: string,
  kinds: readonly string[],
  parentId: string,
  limit: number,
): Promise<readonly BrowsedRecord[]> {
  const rows = await sql<BrowsedRow[]>`
    select ${columns(sql)} from records r
    join record_documents d on d.workspace_id = r.workspace_id and d.id = r.id
    where r.workspace_id = ${workspaceId} and r.parent_id = ${parentId} and r.kind = any(${[...kinds]})
    order by r.id limit ${limit}`;
  return rows.map(browsedOf);
}

/** How many there are of each kind; absent: none. */
export async function countByKind(sql: Sql, workspaceId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ kind: string; count: number }[]>`
    select kind, sum(count)::bigint as count
    from (
      select kind, count from record_ranks where workspace_id = ${workspaceId} and axis = ${allAxis}
      union all
      select kind, delta from record_moves where workspace_id = ${workspaceId}
    ) counted
    group by kind having sum(count) > 0`;
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}

/** One kind by itself is what an index has in the order of ids. */
function ofKinds(sql: Sql, kinds: readonly string[]) {
  return kinds.length === 1 ? sql`r.kind = ${kinds[0] ?? ''}` : sql`r.kind = any(${[...kinds]})`;
}

function matches(sql: Sql, text: string) {
  const pattern = `%${escapeLike(text)}%`;
  return sql`(r.name ilike ${pattern} or r.external_id ilike ${pattern}
    or exists (select from jsonb_each_text(r.texts) as t (field, value) where t.value ilike ${pattern}))`;
}

function columns(sql: Sql) {
  return sql`r.id, r.kind, r.parent_id, r.root_id, r.version, r.updated_at, r.status, r.external_id, d.document`;
}

interface BrowsedRow extends RecordRow {
  readonly status: string | null;
  readonly external_id: string | null;
}

function browsedOf(row: BrowsedRow): BrowsedRecord {
  return { ...recordOf(row), status: row.status, externalId: row.external_id };
}
