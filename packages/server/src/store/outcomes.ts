import type { DeliveryProgress } from '../domain/delivery.ts';
import { column, separator } from './columns.ts';
import type { Sql } from './database.ts';
import type { DeliveryKey } from './publication.ts';

/** What became of a delivery, ready to be written. */
export interface DeliveryOutcome extends DeliveryKey {
  readonly workspaceId: string;
  readonly test: boolean;
  readonly progress: DeliveryProgress;
  /** JSON text of one Attempt; null where no call was made (held, discarded). */
  readonly attempt: string | null;
  readonly statusCode: number | null;
  readonly errorKind: string | null;
}

export interface HandoffKey {
  readonly workspaceId: string;
  readonly id: string;
}

/**
 * Writes outcomes and deletes the hand-offs that are thereby finished, in one statement. A delivery without a
 * row gets one, with its first attempt in it. A delivery with a row gets the attempt appended, always, but once: the
 * same batch may be written again where its answer was lost. Its state moves only while `owner` still holds the
 * lease, so that a process that was taken for dead cannot undo what its successor did.
 */
export async function writeOutcomes(
  sql: Sql,
  owner: string,
  outcomes: readonly DeliveryOutcome[],
  finished: readonly HandoffKey[],
): Promise<void> {
  const done =
    finished.length === 0
      ? sql``
      : sql`with done as (
          delete from handoffs using unnest(
            string_to_array(${column(finished.map((h) => h.workspaceId))}, ${separator})::uuid[],
            string_to_array(${column(finished.map((h) => h.id))}, ${separator})::uuid[]
          ) as f (workspace_id, id)
          where handoffs.workspace_id = f.workspace_id and handoffs.id = f.id)`;
  await sql`
    ${done}
    insert into deliveries (
      workspace_id, id, event_id, webhook_id, type, sub_type, test, state, retries_made, attempts, status_code,
      error_kind, first_attempt_at, last_attempt_at, delivered_at, next_attempt_at, next_attempt_type)
    select o.workspace_id, o.id, o.event_id, o.webhook_id, o.type, o.sub_type, o.test, o.state, o.retries_made,
           ('[' || coalesce(o.attempt, '') || ']')::json, o.status_code, o.error_kind,
           to_timestamp(o.first_attempt_at / 1000), to_timestamp(o.last_attempt_at / 1000),
           to_timestamp(o.delivered_at / 1000), to_timestamp(o.next_attempt_at / 1000), o.next_attempt_type
    from unnest(
      string_to_array(${column(outcomes.map((o) => o.workspaceId))}, ${separator})::uuid[],
      string_to_array(${column(outcomes.map((o) => o.id))}, ${separator})::uuid[],
      string_to_array(${column(outcomes.map((o) => o.eventId))}, ${separator})::uuid[],
      string_to_array(${column(outcomes.map((o) => o.webhookId))}, ${separator})::uuid[],
      string_to_array(${column(outcomes.map((o) => o.type))}, ${separator}),
      string_to_array(${column(outcomes.map((o) => o.subType))}, ${separator}, ''),
      string_to_array(${column(outcomes.map((o) => String(o.test)))}, ${separator})::boolean[],
      string_to_array(${column(outcomes.map((o) => o.progress.state))}, ${separator}),
      string_to_array(${column(outcomes.map((o) => o.progress.retriesMade))}, ${separator})::integer[],
      string_to_array(${column(outcomes.map((o) => o.attempt))}, ${separator}, ''),
      string_to_array(${column(outcomes.map((o) => o.statusCode))}, ${separator}, '')::smallint[],
      string_to_array(${column(outcomes.map((o) => o.errorKind))}, ${separator}, ''),
      string_to_array(${column(outcomes.map((o) => o.progress.firstAttemptAt))}, ${separator}, '')::float8[],
      string_to_array(${column(outcomes.map((o) => o.progress.lastAttemptAt))}, ${separator}, '')::float8[],
      string_to_array(${column(outcomes.map((o) => o.progress.deliveredAt))}, ${separator}, '')::float8[],
      string_to_array(${column(outcomes.map((o) => o.progress.nextAttemptAt))}, ${separator}, '')::float8[],
      string_to_array(${column(outcomes.map((o) => o.progress.nextAttemptType))}, ${separator}, '')
    ) as o (workspace_id, id, event_id, webhook_id, type, sub_type, test, state, retries_made, attempt, status_code,
      error_kind, first_attempt_at, last_attempt_at, delivered_at, next_attempt_at, next_attempt_type)
    on conflict (workspace_id, id) do update set
      attempts = case when excluded.attempts::text = '[]' then deliveries.attempts
                      when deliveries.attempts::text = '[]' then excluded.attempts
                      when right(deliveries.attempts::text, length(excluded.attempts::text) - 1)
                         = substr(excluded.attempts::text, 2) then deliveries.attempts
                      else (left(deliveries.attempts::text, -1) || ',' || substr(excluded.attempts::text, 2))::json end,
      first_attempt_at = coalesce(deliveries.first_attempt_at, excluded.first_attempt_at),
      last_attempt_at = coalesce(excluded.last_attempt_at, deliveries.last_attempt_at),
      delivered_at = coalesce(deliveries.delivered_at, excluded.delivered_at),
      retries_made = greatest(deliveries.retries_made, excluded.retries_made),
      status_code = coalesce(excluded.status_code, deliveries.status_code),
      error_kind = case when excluded.status_code is null then deliveries.error_kind else excluded.error_kind end,
      state = case when deliveries.lease_owner = ${owner} then excluded.state else deliveries.state end,
      next_attempt_at = case when deliveries.lease_owner = ${owner}
                             then excluded.next_attempt_at else deliveries.next_attempt_at end,
      next_attempt_type = case when deliveries.lease_owner = ${owner}
                               then excluded.next_attempt_type else deliveries.next_attempt_type end,
      lease_owner = nullif(deliveries.lease_owner, ${owner})`;
}

/**
 * Makes deliveries that have waited in memory visible: rows in state pending, leased to `owner`, which still
 * makes the call. Their hand-offs have done their work and go. Rows that exist are left alone.
 */
export async function writePending(
  sql: Sql,
  owner: string,
  pending: readonly (DeliveryKey & { readonly workspaceId: string; readonly dueAt: number })[],
  finished: readonly HandoffKey[],
): Promise<void> {
  await sql`
    with done as (
      delete from handoffs using unnest(
        string_to_array(${column(finished.map((h) => h.workspaceId))}, ${separator})::uuid[],
        string_to_array(${column(finished.map((h) => h.id))}, ${separator})::uuid[]
      ) as f (workspace_id, id)
      where handoffs.workspace_id = f.workspace_id and handoffs.id = f.id)
    insert into deliveries (
      workspace_id, id, event_id, webhook_id, type, sub_type, state, next_attempt_at, next_attempt_type, lease_owner)
    select p.workspace_id, p.id, p.event_id, p.webhook_id, p.type, p.sub_type, 'pending', to_timestamp(p.due_at / 1000), 'first_call', ${owner}
    from unnest(
      string_to_array(${column(pending.map((p) => p.workspaceId))}, ${separator})::uuid[],
      string_to_array(${column(pending.map((p) => p.id))}, ${separator})::uuid[],
      string_to_array(${column(pending.map((p) => p.eventId))}, ${separator})::uuid[],
      string_to_array(${column(pending.map((p) => p.webhookId))}, ${separator})::uuid[],
      string_to_array(${column(pending.map((p) => p.type))}, ${separator}),
      string_to_array(${column(pending.map((p) => p.subType))}, ${separator}, ''),
      string_to_array(${column(pending.map((p) => p.dueAt))}, ${separator})::float8[]
    ) as p (workspace_id, id, event_id, webhook_id, type, sub_type, due_at)
    on conflict do nothing`;
}
