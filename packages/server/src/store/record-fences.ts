import type postgres from 'postgres';
import type { SortKey } from '../domain/listing.ts';
import type { Sql } from './database.ts';
import { conditionsSql } from './list-conditions.ts';
import { axisForms, type RecordAxis } from './record-axes.ts';
import { columnOf, type RecordField } from './record-columns.ts';
import { type AxisRange, beforeFenceSql, belowSql, type RankScope, ranksSql } from './record-ranks.ts';

export interface RankedOrder {
  readonly axis: RecordAxis;
  readonly descending: boolean;
}

/** The one axis that a list is sorted by; null where it is sorted by something else too. */
export function rankedOrder(sort: readonly SortKey<RecordField>[]): RankedOrder | null {
  const [key, ...others] = sort;
  if (key === undefined) return { axis: 'id', descending: false };
  const { field, descending } = key;
  // Whatever follows the time of creation makes no difference: no two records have the same id.
  if (field === 'created_at') return { axis: 'id', descending };
  if (others.length > 0) return null;
  return field === 'updated_at' || field === 'last_activity_at' || field === 'name'
    ? { axis: field, descending }
    : null;
}

/**
 * The ids of `size` records of the range, `offset` behind its least value on the axis, as a query of one moment: from
 * the last fence that certainly is not behind the first of them, whose own place is known exactly. Records without a
 * value are left out, and so is what stands behind the range.
 */
export function idsBehindFence(
  sql: Sql,
  scope: RankScope,
  { axis, from, before }: AxisRange,
  {
    descending,
    offset,
    size,
  }: { readonly descending: boolean; readonly offset: number; readonly size: number },
): postgres.Fragment {
  const { workspaceId, kind, statuses } = scope;
  const { lowest, valueSql } = axisForms[axis];
  const where = conditionsSql(sql, columnOf, statuses);
  const fence = sql`(select fence from edge)`;
  const column = sql`r.${sql(axis)}`;
  const behind = sql`(select position from start)`;
  const first = from === null ? sql`0` : belowSql(sql, scope, axis, from);
  // What is not summed up yet moves a fence by as many records as have been added at most.
  return sql`
    with start as materialized (select ${offset}::bigint + ${first} as position),
    edge as materialized (
      select coalesce(max(p.fence), ${lowest}) as fence
      from (
        select r.fence, sum(sum(r.count)) over (order by r.fence) - sum(r.count) as before
        from ${ranksSql(sql, scope, axis)} where ${where} group by r.fence
      ) p
      where p.before <= ${behind} - (
        select count(*) from record_moves m where m.workspace_id = ${workspaceId} and m.kind = ${kind} and m.delta = 1)
    )
    select r.id from records r
    where r.workspace_id = ${workspaceId} and r.kind = ${kind} and ${where}
      and ${column} >= ${valueSql(sql, fence)}
      ${before === null ? sql`` : sql`and ${column} < ${valueSql(sql, sql`${before}::text`)}`}
    order by ${column}, r.id ${descending && axis !== 'id' ? sql`desc` : sql``}
    limit ${size} offset ${behind} - ${beforeFenceSql(sql, scope, axis, fence)}`;
}
