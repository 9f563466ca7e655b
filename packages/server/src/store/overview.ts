import type { Webhook } from '../domain/webhook.ts';
import { instant, type Sql } from './database.ts';
import type { FailureCount } from './stats-writing.ts';

/** Milliseconds since the epoch; `to` not included. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** A webhook with failed calls in a period. */
export interface FailingWebhook {
  readonly id: string;
  readonly name: string;
  readonly status: Webhook['status'];
  readonly succeeded: number;
  readonly failed: number;
  /** Null in counts of an earlier release. */
  readonly lastFailedAt: number | null;
}

/** The webhooks with the most failed calls, these first. */
export async function readFailingWebhooks(
  sql: Sql,
  workspaceId: string,
  { from, to }: Period,
  limit: number,
): Promise<readonly FailingWebhook[]> {
  const rows = await sql<(Omit<FailingWebhook, 'lastFailedAt'> & { last_failed_at: number | null })[]>`
    select w.id, w.name, w.status, s.succeeded, s.failed, s.last_failed_at
    from (
      select webhook_id, sum(succeeded) as succeeded, sum(failed) as failed, max(last_failed_at) as last_failed_at
      from delivery_stats
      where workspace_id = ${workspaceId} and minute >= ${instant(from)} and minute < ${instant(to)}
      group by webhook_id having sum(failed) > 0
    ) as s
    join webhooks w on w.workspace_id = ${workspaceId} and w.id = s.webhook_id
    order by s.failed desc, w.id limit ${limit}`;
  return rows.map(({ last_failed_at: lastFailedAt, ...same }) => ({ ...same, lastFailedAt }));
}

/** Why calls of these webhooks failed, most frequent first. */
export async function readFailureReasons(
  sql: Sql,
  workspaceId: string,
  webhookIds: readonly string[],
  { from, to }: Period,
): Promise<ReadonlyMap<string, readonly FailureCount[]>> {
  const rows = await sql<{ webhook_id: string; error_kind: string; status_code: number; count: number }[]>`
    select s.webhook_id, f.reason ->> 0 as error_kind, (f.reason ->> 1)::integer as status_code,
      sum((f.reason ->> 2)::bigint)::bigint as count
    from delivery_stats s cross join lateral json_array_elements(s.failures) as f (reason)
    where s.workspace_id = ${workspaceId} and s.webhook_id = any(${[...webhookIds]}::uuid[])
      and s.minute >= ${instant(from)} and s.minute < ${instant(to)} and s.failures is not null
    group by 1, 2, 3 order by count desc, 2, 3`;
  const reasons = Map.groupBy(rows, (row) => row.webhook_id);
  return new Map(
    [...reasons].map(([id, of]) => [
      id,
      of.map(({ error_kind: errorKind, status_code: statusCode, count }) => ({
        errorKind,
        statusCode,
        count,
      })),
    ]),
  );
}

/** What waits in a workspace at a moment; counts end at the limit that was given. */
export interface Waiting {
  readonly pending: number;
  readonly held: number;
  /** Of the pending ones, those whose time has come and that nobody has taken. */
  readonly due: number;
  /** Since when the longest due one has been due, milliseconds since the epoch; null: none is. */
  readonly dueSince: number | null;
}

/** Deliveries of webhooks that are gone are not counted as due. */
export async function readWaiting(
  sql: Sql,
  workspaceId: string,
  now: number,
  countMax: number,
): Promise<Waiting> {
  const countState = (state: 'pending' | 'held') => sql`
    (select count(*) from (
       select from deliveries where workspace_id = ${workspaceId} and state = ${state} limit ${countMax}) as s)`;
  const rows = await sql<{ pending: number; held: number; due: number; due_since: number | null }[]>`
    select ${countState('pending')} as pending, ${countState('held')} as held,
      (select count(*) from (
         select from webhooks w cross join lateral (
           select from deliveries d
           where d.workspace_id = ${workspaceId} and d.webhook_id = w.id and d.state = 'pending'
             and d.lease_owner is null and d.next_attempt_at <= ${instant(now)}
           limit ${countMax}) as of_webhook
         where w.workspace_id = ${workspaceId} limit ${countMax}) as every) as due,
      (select min(oldest.next_attempt_at) from webhooks w cross join lateral (
         select d.next_attempt_at from deliveries d
         where d.workspace_id = ${workspaceId} and d.webhook_id = w.id and d.state = 'pending'
           and d.lease_owner is null and d.next_attempt_at <= ${instant(now)}
         order by d.next_attempt_at limit 1) as oldest
       where w.workspace_id = ${workspaceId}) as due_since`;
  const [row] = rows;
  if (row === undefined) throw new Error('A select of counts answers one row.');
  return { pending: row.pending, held: row.held, due: row.due, dueSince: row.due_since };
}
