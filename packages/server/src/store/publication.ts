import { column, separator } from './columns.ts';
import { instant, type Sql } from './database.ts';

/** An event to be recorded; context and data are JSON texts. */
export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly subType: string | null;
  /** JSON text of an object, or null. */
  readonly subject: string | null;
  readonly context: string;
  readonly data: string;
  readonly occurredAt: number;
  readonly test: boolean;
}

/** A delivery that is to be made, before anything is known of it. */
export interface DeliveryKey {
  readonly id: string;
  readonly eventId: string;
  readonly webhookId: string;
  readonly type: string;
  readonly subType: string | null;
}

/** A delivery written at once, because no sender takes it now. */
export interface WaitingDelivery extends DeliveryKey {
  readonly state: 'pending' | 'held';
}

export interface Publication {
  readonly workspaceId: string;
  /** The version of the workspace's webhooks that the fan-out was made with. */
  readonly webhooksVersion: number;
  readonly events: readonly EventRow[];
  /** What this process's sender has taken on; null where it took nothing. */
  readonly handoff: {
    readonly id: string;
    readonly owner: string;
    readonly deliveries: readonly DeliveryKey[];
  } | null;
  readonly waiting: readonly WaitingDelivery[];
  readonly now: number;
}

/**
 * Records events, the hand-off of their deliveries and what has to wait, in one statement, and wakes the claimers
 * where something waits. False, with nothing recorded, where the webhooks have changed since `webhooksVersion`: fan
 * out again. What is held is recorded only while nobody changes a webhook: else a delivery could be held for a
 * webhook that has just come online, and stay so.
 */
export async function insertPublication(sql: Sql, publication: Publication): Promise<boolean> {
  const { workspaceId, webhooksVersion, events, handoff, waiting } = publication;
  const holds = waiting.some((delivery) => delivery.state === 'held');
  const wakes = waiting.some((delivery) => delivery.state === 'pending');
  const rows = await sql`
    with current as (
      select workspace_id from workspaces
      where workspace_id = ${workspaceId} and webhooks_version = ${webhooksVersion}
      ${holds ? sql`for share` : sql``}
    ), handed_off as (
      insert into handoffs (workspace_id, id, owner, deliveries)
      select workspace_id, ${handoff?.id ?? null}::uuid, ${handoff?.owner ?? null}::uuid,
             ${handoff === null ? null : handoffText(handoff.deliveries)}::text::json
      from current where ${handoff !== null}
    )${waiting.length === 0 ? sql`` : sql`, waiting as (${waitingInsert(sql, waiting, publication.now)})`}
    ${wakes ? sql`, woken as (select pg_notify('belfry_due', '') from current)` : sql``}
    insert into events (workspace_id, id, type, sub_type, subject, context, data, occurred_at, test)
    select current.workspace_id, e.id, e.type, e.sub_type, e.subject::jsonb, e.context, e.data,
           to_timestamp(e.occurred_at / 1000), e.test
    from current, unnest(
      string_to_array(${column(events.map((event) => event.id))}, ${separator})::uuid[],
      string_to_array(${column(events.map((event) => event.type))}, ${separator}),
      string_to_array(${column(events.map((event) => event.subType))}, ${separator}, ''),
      string_to_array(${column(events.map((event) => event.subject))}, ${separator}, ''),
      string_to_array(${column(events.map((event) => event.context))}, ${separator}),
      string_to_array(${column(events.map((event) => event.data))}, ${separator}),
      string_to_array(${column(events.map((event) => event.occurredAt))}, ${separator})::float8[],
      string_to_array(${column(events.map((event) => String(event.test)))}, ${separator})::boolean[]
    ) as e (id, type, sub_type, subject, context, data, occurred_at, test)
    ${wakes ? sql`where (select count(*) from woken) > 0` : sql``}`;
  return rows.count > 0;
}

function waitingInsert(sql: Sql, waiting: readonly WaitingDelivery[], now: number) {
  return sql`
    insert into deliveries (
      workspace_id, id, event_id, webhook_id, type, sub_type, state, next_attempt_at, next_attempt_type)
    select current.workspace_id, d.id, d.event_id, d.webhook_id, d.type, d.sub_type, d.state,
           case d.state when 'pending' then ${instant(now)}::timestamptz end, 'first_call'
    from current, unnest(
      string_to_array(${column(waiting.map((delivery) => delivery.id))}, ${separator})::uuid[],
      string_to_array(${column(waiting.map((delivery) => delivery.eventId))}, ${separator})::uuid[],
      string_to_array(${column(waiting.map((delivery) => delivery.webhookId))}, ${separator})::uuid[],
      string_to_array(${column(waiting.map((delivery) => delivery.type))}, ${separator}),
      string_to_array(${column(waiting.map((delivery) => delivery.subType))}, ${separator}, ''),
      string_to_array(${column(waiting.map((delivery) => delivery.state))}, ${separator})
    ) as d (id, event_id, webhook_id, type, sub_type, state)`;
}

/** The text of handoffs.deliveries; `expandHandoffs` in rescue.ts is its reader. */
function handoffText(deliveries: readonly DeliveryKey[]): string {
  return JSON.stringify(deliveries.map((d) => [d.id, d.eventId, d.webhookId, d.type, d.subType]));
}

/** Wakes every process's claimer: deliveries are due now. */
export async function notifyDue(sql: Sql): Promise<void> {
  await sql`select pg_notify('belfry_due', '')`;
}
