import type { Sql } from './database.ts';
import { axisForms, fenceBytesMax, type RecordAxis, recordAxes } from './record-axes.ts';

/** How many records stand in a range. */
export interface RangeLimits {
  /** Once it has been cut. */
  readonly records: number;
  /** With more it is cut. */
  readonly recordsMax: number;
  /** With fewer it is added to the one before it. */
  readonly recordsMin: number;
}

export const rangeLimits: RangeLimits = { records: 1_000, recordsMax: 2_000, recordsMin: 250 };

/** Ranges that one call joins at most: what is left is for the next. */
const joinsPerCall = 8;

/**
 * Cuts ranges that have become long, and joins short ones to their neighbours. Under the lock of `foldMoves` only.
 * Readers see the same sums before and after.
 */
export async function evenOut(
  sql: Sql,
  workspaceId: string,
  kind: string,
  { records, recordsMax, recordsMin }: RangeLimits,
): Promise<void> {
  const uneven = await sql<{ axis: RecordAxis; fence: string; count: number }[]>`
    select axis, fence, sum(count)::bigint as count from record_ranks
    where workspace_id = ${workspaceId} and kind = ${kind} and axis = any(${[...recordAxes]})
    group by axis, fence having sum(count) > ${recordsMax} or sum(count) < ${recordsMin}`;
  const long = uneven.filter(({ count }) => count > recordsMax);
  const short = uneven.filter(
    ({ axis, fence, count }) => count < recordsMin && fence !== axisForms[axis].lowest,
  );
  for (const { axis, fence } of long) await cut(sql, { workspaceId, kind, axis, fence }, records);
  for (const { axis, fence } of short.slice(0, joinsPerCall))
    await join(sql, { workspaceId, kind, axis, fence });
}

interface Range {
  readonly workspaceId: string;
  readonly kind: string;
  readonly axis: RecordAxis;
  readonly fence: string;
}

/** Records that sort alike stay in one range. */
async function cut(sql: Sql, { workspaceId, kind, axis, fence }: Range, records: number): Promise<void> {
  const { fenceSql, valueSql } = axisForms[axis];
  const column = sql`r.${sql(axis)}`;
  const ends = await sql<{ fence: string | null }[]>`
    select min(fence) as fence from record_ranks
    where workspace_id = ${workspaceId} and kind = ${kind} and axis = ${axis} and fence > ${fence}`;
  const end = ends[0]?.fence ?? null;
  const inRange = sql`
    r.workspace_id = ${workspaceId} and r.kind = ${kind} and ${column} >= ${valueSql(sql, sql`${fence}`)}
    ${end === null ? sql`` : sql`and ${column} < ${valueSql(sql, sql`${end}`)}`}`;
  const different = await sql`
    select from (select ${column} as least from records r where ${inRange} order by ${column} limit 1) l
    where exists (select from records r where ${inRange} and ${column} > l.least)`;
  if (different.count === 0) return;
  // One statement, and so one moment: what was appended meanwhile, and will be summed up later, is taken off.
  await sql`
    with placed as (
      select r.*, rank() over (order by ${column}) - 1 as position, count(*) over (partition by ${column}) as alike
      from records r where ${inRange}
    ), marked as (
      select r.status, r.position, case
        when octet_length(${fenceSql(sql)}) <= ${fenceBytesMax} and (
          r.position / ${records} > lag(r.position) over (order by r.position) / ${records}
          or r.alike > ${records}
        ) then ${fenceSql(sql)}
      end as mark
      from placed r
    ), marks as (
      select distinct mark from marked where mark is not null
    ), counted as (
      select coalesce(max(mark) over (order by position), ${fence}) as fence, status, 1 as delta from marked
      union all
      select coalesce((select max(m.mark) from marks m where m.mark <= ${fenceSql(sql)}), ${fence}), r.status, -r.delta
      from record_moves r where ${inRange}
      union all
      -- What the range had of a status that none of its records has any more.
      select ${fence}, nullif(status, ''), 0 from record_ranks
      where workspace_id = ${workspaceId} and kind = ${kind} and axis = ${axis} and fence = ${fence}
    )
    insert into record_ranks (workspace_id, kind, axis, fence, status, count)
    select ${workspaceId}::uuid, ${kind}, ${axis}, fence, coalesce(status, ''), sum(delta)
    from counted group by fence, coalesce(status, '')
    on conflict (workspace_id, kind, axis, fence, status) do update set count = excluded.count`;
}

/** Adds the range to the one before it. */
async function join(sql: Sql, { workspaceId, kind, axis, fence }: Range): Promise<void> {
  await sql`
    with gone as (
      delete from record_ranks
      where workspace_id = ${workspaceId} and kind = ${kind} and axis = ${axis} and fence = ${fence}
      returning status, count
    ), before as (
      select coalesce(max(fence), ${axisForms[axis].lowest}) as fence from record_ranks
      where workspace_id = ${workspaceId} and kind = ${kind} and axis = ${axis} and fence < ${fence}
    )
    insert into record_ranks (workspace_id, kind, axis, fence, status, count)
    select ${workspaceId}::uuid, ${kind}, ${axis}, before.fence, gone.status, gone.count from gone, before
    on conflict (workspace_id, kind, axis, fence, status) do update set count = record_ranks.count + excluded.count`;
}
