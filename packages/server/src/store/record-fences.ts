import type postgres from 'postgres';
import type { SortKey } from '../domain/listing.ts';
import type { Sql } from './database.ts';
import { conditionsSql } from './list-conditions.ts';
import { axisForms, type RecordAxis } from './record-axes.ts';
import { columnOf, type RecordField } from './record-columns.ts';
import { beforeFenceSql, type RankScope, ranksSql } from './record-ranks.ts';

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
 * The ids of `size` records from the `position` on, counted from the least value on the axis, as a query in one
 * moment: from the last fence that certainly is not behind the position, whose own place is known exactly. Records
 * without a value are left out.
 */
export function idsBehindFence(
  sql: Sql,
  scope: RankScope,
  { axis, descending }: RankedOrder,
  position: number,
  size: number,
): postgres.Fragment {
  const { workspaceId, kind, statuses } = scope;
  const { lowest, valueSql } = axisForms[axis];
  const where = conditionsSql(sql, columnOf, statuses);
  const fence = sql`(select fence from edge)`;
  const column = sql`r.${sql(axis)}`;
  // What is not summed up yet moves a fence by as many records as have been added at most.
  return sql`
    with edge as materialized (
      select coalesce(max(p.fence), ${lowest}) as fence
      from (
        select r.fence, sum(sum(r.count)) over (order by r.fence) - sum(r.count) as before
        from ${ranksSql(sql, scope, axis)} where ${where} group by r.fence
      ) p
      where p.before <= ${position} - (
        select count(*) from record_moves m where m.workspace_id = ${workspaceId} and m.kind = ${kind} and m.delta = 1)
    )
    select r.id from records r
    where r.workspace_id = ${workspaceId} and r.kind = ${kind} and ${where}
      and ${column} >= ${valueSql(sql, fence)}
    order by ${column}, r.id ${descending && axis !== 'id' ? sql`desc` : sql``}
    limit ${size} offset ${position} - ${beforeFenceSql(sql, scope, axis, fence)}`;
}
