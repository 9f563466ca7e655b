import type { EventName, RequestInput } from '@belfry/dialects';
import type { DeliveryProgress } from '../domain/delivery.ts';
import { column, separator } from './columns.ts';
import { instant, type Sql } from './database.ts';
import { type ProgressRow, progressColumns, progressOf } from './progress.ts';

/** A delivery that this process has leased, with what its call needs. */
export interface ClaimedDelivery {
  readonly workspaceId: string;
  readonly id: string;
  readonly webhookId: string;
  readonly wire: EventName;
  readonly test: boolean;
  readonly progress: DeliveryProgress;
  readonly event: RequestInput['event'];
}

export interface WebhookKey {
  readonly workspaceId: string;
  readonly webhookId: string;
}

/**
 * Webhooks that have pending deliveries which nobody has leased, in key order after `after`, `limit` at most, and
 * whether one of them is due. A loose index scan: one look-up a webhook, however many deliveries are pending.
 */
export async function webhooksWithPending(
  sql: Sql,
  after: WebhookKey | null,
  now: number,
  limit: number,
): Promise<(WebhookKey & { readonly due: boolean })[]> {
  const rows = await sql<{ workspace_id: string; webhook_id: string; due: boolean }[]>`
    with recursive found as (
      (select workspace_id, webhook_id, 1 as position from deliveries
       where state = 'pending' and lease_owner is null
         and (workspace_id, webhook_id) > (${after?.workspaceId ?? lowestId}::uuid, ${after?.webhookId ?? lowestId}::uuid)
       order by workspace_id, webhook_id limit 1)
      union all
      select next.workspace_id, next.webhook_id, found.position + 1
      from found cross join lateral (
        select workspace_id, webhook_id from deliveries d
        where d.state = 'pending' and d.lease_owner is null
          and (d.workspace_id, d.webhook_id) > (found.workspace_id, found.webhook_id)
        order by d.workspace_id, d.webhook_id limit 1) as next
      where found.position < ${limit})
    select workspace_id, webhook_id, exists (
      select from deliveries d
      where d.workspace_id = found.workspace_id and d.webhook_id = found.webhook_id
        and d.state = 'pending' and d.lease_owner is null and d.next_attempt_at <= ${instant(now)}) as due
    from found order by workspace_id, webhook_id`;
  return rows.map((row) => ({ workspaceId: row.workspace_id, webhookId: row.webhook_id, due: row.due }));
}

const lowestId = '00000000-0000-0000-0000-000000000000';

/** Leases up to `limit` due deliveries of one webhook to `owner`, the longest due first. Nobody waits for a lock. */
export async function claimDue(
  sql: Sql,
  key: WebhookKey,
  owner: string,
  now: number,
  limit: number,
): Promise<ClaimedDelivery[]> {
  const rows = await sql<ClaimedRow[]>`
    with due as (
      select id from deliveries
      where workspace_id = ${key.workspaceId} and webhook_id = ${key.webhookId}
        and state = 'pending' and lease_owner is null and next_attempt_at <= ${instant(now)}
      order by next_attempt_at, id limit ${limit} for update skip locked
    ), claimed as (
      update deliveries d set lease_owner = ${owner} from due
      where d.workspace_id = ${key.workspaceId} and d.id = due.id
      returning d.id, d.event_id, d.type, d.sub_type, d.test, ${progressColumns(sql)}
    )
    select claimed.*, e.type as event_type, e.context, e.data, e.occurred_at
    from claimed join events e on e.workspace_id = ${key.workspaceId} and e.id = claimed.event_id
    order by claimed.next_attempt_at, claimed.id`;
  return rows.map((row) => claimedOf(key, row));
}

/** Frees what is leased to `owner`, apart from these deliveries: what it does not know that it has leased. */
export async function freeLeasesExcept(sql: Sql, owner: string, known: ReadonlySet<string>): Promise<number> {
  const leased = await sql<{ workspace_id: string; id: string }[]>`
    select workspace_id, id from deliveries where lease_owner = ${owner}`;
  const unknown = leased.filter(({ id }) => !known.has(id));
  await freeLeasesOf(
    sql,
    owner,
    unknown.map(({ workspace_id: workspaceId, id }) => ({ workspaceId, id })),
  );
  return unknown.length;
}

/** These deliveries are due again for any process, where `owner` still has them leased. */
export async function freeLeasesOf(
  sql: Sql,
  owner: string,
  deliveries: readonly { readonly workspaceId: string; readonly id: string }[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await sql`
    update deliveries d set lease_owner = null
    from unnest(
      string_to_array(${column(deliveries.map((delivery) => delivery.workspaceId))}, ${separator})::uuid[],
      string_to_array(${column(deliveries.map((delivery) => delivery.id))}, ${separator})::uuid[]
    ) as f (workspace_id, id)
    where d.workspace_id = f.workspace_id and d.id = f.id and d.lease_owner = ${owner}`;
}

interface ClaimedRow extends ProgressRow {
  readonly id: string;
  readonly event_id: string;
  readonly type: string;
  readonly sub_type: string | null;
  readonly test: boolean;
  readonly event_type: string;
  readonly context: string;
  readonly data: string;
  readonly occurred_at: number;
}

function claimedOf(key: WebhookKey, row: ClaimedRow): ClaimedDelivery {
  return {
    ...key,
    id: row.id,
    wire: { type: row.type, subType: row.sub_type },
    test: row.test,
    progress: progressOf(row),
    event: {
      id: row.event_id,
      type: row.event_type,
      context: row.context,
      data: row.data,
      occurredAt: row.occurred_at,
    },
  };
}
