import type postgres from 'postgres';
import type { Condition } from '../domain/listing.ts';
import type { Sql } from './database.ts';
import { conditionsSql } from './list-conditions.ts';
import { allAxis, axisForms, type RecordAxis, termAxis } from './record-axes.ts';
import { columnOf, type RecordField } from './record-columns.ts';

/** Of whose records the sums are. The conditions are on the status alone. */
export interface RankScope {
  readonly workspaceId: string;
  readonly kind: string;
  readonly statuses: readonly Condition<RecordField>[];
}

/** From the first value to before the second, each as a fence stands; null: no end. */
export interface AxisRange {
  readonly axis: RecordAxis;
  readonly from: string | null;
  readonly before: string | null;
}

/*
 * Each of these is one expression of a statement, so that what is summed up, what is not yet and the records are of one
 * moment: their sum is exact then, whoever writes meanwhile.
 */

/** How many records there are. */
export function totalSql(sql: Sql, scope: RankScope): postgres.Fragment {
  return sql`(
    (select coalesce(sum(r.count), 0) from ${ranksSql(sql, scope, allAxis)} where ${statusSql(sql, scope)})
    + (select coalesce(sum(r.delta), 0) from record_moves r where ${movesWhere(sql, scope)}))::bigint`;
}

/** How many records have the term, which is of no more than `fenceBytesMax`. */
export function termCountSql(sql: Sql, scope: RankScope, term: string): postgres.Fragment {
  return sql`(
    (select coalesce(sum(r.count), 0) from ${ranksSql(sql, scope, termAxis)}
      where r.fence = ${term} and ${statusSql(sql, scope)})
    + (select coalesce(sum(r.delta), 0) from record_moves r
      where ${movesWhere(sql, scope)} and ${term} = any(r.terms)))::bigint`;
}

/** How many records stand in the range: what is summed up to its ends, and at each end the records of one range. */
export function rangeCountSql(
  sql: Sql,
  scope: RankScope,
  { axis, from, before }: AxisRange,
): postgres.Fragment {
  const end = before === null ? axisTotalSql(sql, scope, axis) : belowSql(sql, scope, axis, before);
  return from === null ? end : sql`(${end} - ${belowSql(sql, scope, axis, from)})`;
}

/** How many records stand before the value. */
export function belowSql(sql: Sql, scope: RankScope, axis: RecordAxis, value: string): postgres.Fragment {
  const { lowest, valueSql } = axisForms[axis];
  const column = sql`r.${sql(axis)}`;
  const fence = sql`coalesce((
    select max(m.fence) from record_ranks m
    where m.workspace_id = ${scope.workspaceId} and m.kind = ${scope.kind} and m.axis = ${axis} and m.fence <= ${value}
  ), ${lowest})`;
  return sql`(
    select ${beforeFenceSql(sql, scope, axis, sql`f.fence`)} + (
      select count(*) from records r
      where r.workspace_id = ${scope.workspaceId} and r.kind = ${scope.kind}
        and ${column} >= ${valueSql(sql, sql`f.fence`)} and ${column} < ${valueSql(sql, sql`${value}::text`)}
        and ${statusSql(sql, scope)})
    from (select ${fence} as fence) f)`;
}

/** How many records stand before the fence, which is one of the axis or its lowest. */
export function beforeFenceSql(
  sql: Sql,
  scope: RankScope,
  axis: RecordAxis,
  fence: postgres.Fragment,
): postgres.Fragment {
  return sql`(
    (select coalesce(sum(r.count), 0) from ${ranksSql(sql, scope, axis)}
      where r.fence < ${fence} and ${statusSql(sql, scope)})
    + (select coalesce(sum(r.delta), 0) from record_moves r
      where ${movesWhere(sql, scope)} and r.${sql(axis)} < ${axisForms[axis].valueSql(sql, fence)}))::bigint`;
}

/** Those that have a value on the axis. */
function axisTotalSql(sql: Sql, scope: RankScope, axis: RecordAxis): postgres.Fragment {
  return sql`(
    (select coalesce(sum(r.count), 0) from ${ranksSql(sql, scope, axis)} where ${statusSql(sql, scope)})
    + (select coalesce(sum(r.delta), 0) from record_moves r
      where ${movesWhere(sql, scope)} and r.${sql(axis)} is not null))::bigint`;
}

/** Aliased `r`, with the status as records have it. */
export function ranksSql(sql: Sql, { workspaceId, kind }: RankScope, axis: string): postgres.Fragment {
  return sql`(
    select fence, nullif(status, '') as status, count from record_ranks
    where workspace_id = ${workspaceId} and kind = ${kind} and axis = ${axis}) r`;
}

function movesWhere(sql: Sql, scope: RankScope): postgres.Fragment {
  return sql`r.workspace_id = ${scope.workspaceId} and r.kind = ${scope.kind} and ${statusSql(sql, scope)}`;
}

function statusSql(sql: Sql, { statuses }: RankScope): postgres.Fragment {
  return conditionsSql(sql, columnOf, statuses);
}
