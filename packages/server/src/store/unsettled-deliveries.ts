import type { Sql } from './database.ts';

/** Deliveries of the webhook that are kept until it is online again. */
export async function countHeld(sql: Sql, workspaceId: string, webhookId: string): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*) as count from deliveries
    where workspace_id = ${workspaceId} and state = 'held' and webhook_id = ${webhookId}`;
  return rows[0]?.count ?? 0;
}

/**
 * Deliveries of the webhook whose last call failed and that nobody is calling now, among the ids from `fromId`
 * to `toId`: exhausted ones, and those that wait for a retry. Tests are over after their one call.
 */
export async function countFailed(
  sql: Sql,
  range: { workspaceId: string; webhookId: string; fromId: string; toId: string },
): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*) as count from deliveries
    where workspace_id = ${range.workspaceId} and webhook_id = ${range.webhookId}
      and id between ${range.fromId} and ${range.toId} and ${isFailed(sql)}`;
  return rows[0]?.count ?? 0;
}

/** The condition of countFailed, for the statement that retries them. */
export function isFailed(sql: Sql) {
  return sql`(not test and (
    state = 'exhausted' or (state = 'pending' and error_kind is not null and lease_owner is null)))`;
}

/**
 * Discards what waits for a webhook that is gone and that nobody is calling; answers how many of at most
 * `limit`, so the caller repeats until it is fewer.
 */
export async function discardPending(
  sql: Sql,
  workspaceId: string,
  webhookId: string,
  limit: number,
): Promise<number> {
  const { count } = await sql`
    update deliveries set state = 'discarded', next_attempt_at = null, next_attempt_type = null
    where workspace_id = ${workspaceId} and state = 'pending' and id in (
      select id from deliveries
      where workspace_id = ${workspaceId} and webhook_id = ${webhookId} and state = 'pending'
        and lease_owner is null
      limit ${limit} for update skip locked)`;
  return count;
}
