import { instant, type Sql } from './database.ts';

/** So many webhooks with pending deliveries are looked at, at most. */
const webhooksMax = 1_000;

/**
 * How long, in milliseconds, the longest due delivery that nobody has taken has been due; 0: none is due. One look-up
 * for each webhook that has pending deliveries, however many these are.
 */
export async function readDueLag(sql: Sql, now: number): Promise<number> {
  const rows = await sql<{ oldest: number | null }[]>`
    with recursive first as (
      (select workspace_id, webhook_id, next_attempt_at, 1 as position from deliveries
       where state = 'pending' and lease_owner is null
       order by workspace_id, webhook_id, next_attempt_at limit 1)
      union all
      select next.workspace_id, next.webhook_id, next.next_attempt_at, first.position + 1
      from first cross join lateral (
        select workspace_id, webhook_id, next_attempt_at from deliveries d
        where d.state = 'pending' and d.lease_owner is null
          and (d.workspace_id, d.webhook_id) > (first.workspace_id, first.webhook_id)
        order by d.workspace_id, d.webhook_id, d.next_attempt_at limit 1) as next
      where first.position < ${webhooksMax})
    select min(next_attempt_at) as oldest from first where next_attempt_at <= ${instant(now)}`;
  const oldest = rows[0]?.oldest ?? null;
  return oldest === null ? 0 : Math.max(0, now - oldest);
}
