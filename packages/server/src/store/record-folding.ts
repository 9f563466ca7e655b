/**
 * Sums up what changes have appended to record_moves into record_ranks, in the transaction of one of them. Nobody waits
 * for it: who finds another one at it leaves the moves to the next. What record_ranks and record_moves say together is
 * the same before and after.
 */

import type { Sql } from './database.ts';
import { allAxis, axisForms, fenceBytesMax, recordAxes, termAxis } from './record-axes.ts';
import { evenOut, type RangeLimits, rangeLimits } from './record-ranges.ts';

/** So many moves of a kind gather on average before they are summed up. */
const movesPerFold = 512;

/** Now and then, the more often the more is written: `moves` of the kind have been appended in this transaction. */
export async function foldSometimes(
  sql: Sql,
  workspaceId: string,
  kind: string,
  moves: number,
): Promise<void> {
  if (Math.random() * movesPerFold < moves) await foldMoves(sql, workspaceId, kind);
}

/** Sums up the moves of the kind that this transaction sees. False where another one is at it. */
export async function foldMoves(
  sql: Sql,
  workspaceId: string,
  kind: string,
  limits: RangeLimits = rangeLimits,
): Promise<boolean> {
  const locks = await sql<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`record_ranks ${workspaceId} ${kind}`}, 0)) as locked`;
  if (locks[0]?.locked !== true) return false;
  // A statement after the lock's: it sees what whoever had it before has written.
  await forgetTerms(sql, workspaceId, kind, await sumUp(sql, workspaceId, kind));
  await evenOut(sql, workspaceId, kind, limits);
  return true;
}

/** Answers the terms that records of some status do not have any more. */
async function sumUp(sql: Sql, workspaceId: string, kind: string): Promise<readonly string[]> {
  const keys = recordAxes
    .map((axis) => sql`(${axis}::text, ${axisForms[axis].lowest}::text, ${axisForms[axis].fenceSql(sql)})`)
    .reduce((all, key) => sql`${all}, ${key}`);
  const rows = await sql<{ fence: string; count: number; axis: string }[]>`
    with taken as (
      delete from record_moves where workspace_id = ${workspaceId} and kind = ${kind} returning *
    ), changed as (
      select ${allAxis} as axis, '' as fence, r.status, r.delta from taken r
      union all
      select ${termAxis}, t.term, r.status, r.delta
      from taken r cross join lateral (select distinct unnest(r.terms) as term) t
      where octet_length(t.term) <= ${fenceBytesMax}
      union all
      select a.axis, coalesce(f.fence, a.lowest), r.status, r.delta
      from taken r
      cross join lateral (values ${keys}) a (axis, lowest, key)
      cross join lateral (
        select max(m.fence) as fence from record_ranks m
        where m.workspace_id = ${workspaceId} and m.kind = ${kind} and m.axis = a.axis and m.fence <= a.key
      ) f
      where a.key is not null
    )
    insert into record_ranks (workspace_id, kind, axis, fence, status, count)
    select ${workspaceId}::uuid, ${kind}, axis, fence, coalesce(status, ''), sum(delta)
    from changed group by axis, fence, coalesce(status, '') having sum(delta) <> 0
    order by axis, fence
    on conflict (workspace_id, kind, axis, fence, status) do update set count = record_ranks.count + excluded.count
    returning axis, fence, count`;
  return rows.filter(({ axis, count }) => axis === termAxis && count === 0).map(({ fence }) => fence);
}

async function forgetTerms(
  sql: Sql,
  workspaceId: string,
  kind: string,
  terms: readonly string[],
): Promise<void> {
  if (terms.length === 0) return;
  await sql`
    delete from record_ranks
    where workspace_id = ${workspaceId} and kind = ${kind} and axis = ${termAxis}
      and fence = any(${[...terms]}) and count = 0`;
}
