import type { Attempt, AttemptType } from '../domain/attempt.ts';
import type { DeliveryState } from '../domain/delivery.ts';
import type { Sql } from './database.ts';

/** A delivery as lists show it; times in milliseconds since the epoch. When it was made is in its id. */
export interface DeliverySummary {
  readonly id: string;
  readonly eventId: string;
  readonly webhookId: string;
  /** The wire event. */
  readonly type: string;
  readonly subType: string | null;
  readonly state: DeliveryState;
  /** Of its event; null where that has none, or is gone. */
  readonly subject: Readonly<Record<string, string>> | null;
  /** Of the last call; 0: it got no answer; null: no call yet. */
  readonly statusCode: number | null;
  readonly errorKind: string | null;
  readonly attemptCount: number;
  readonly retriesMade: number;
  readonly firstAttemptAt: number | null;
  readonly lastAttemptAt: number | null;
  readonly deliveredAt: number | null;
  readonly nextAttemptAt: number | null;
  readonly nextAttemptType: AttemptType | null;
  readonly test: boolean;
}

export interface DeliveryDetail extends DeliverySummary {
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
  /** Null where it is gone. */
  readonly event: DeliveredEvent | null;
}

/** What a delivery's body is made of. */
export interface DeliveredEvent {
  readonly id: string;
  readonly type: string;
  /** JSON texts. */
  readonly context: string;
  readonly data: string;
  readonly occurredAt: number;
}

/** Undefined where the workspace has no such delivery. */
export async function findDelivery(
  sql: Sql,
  workspaceId: string,
  id: string,
): Promise<DeliveryDetail | undefined> {
  const rows = await sql<DetailRow[]>`
    select ${detailColumns(sql)}
    from deliveries d left join events e on e.workspace_id = d.workspace_id and e.id = d.event_id
    where d.workspace_id = ${workspaceId} and d.id = ${id}`;
  return rows[0] === undefined ? undefined : detailOf(rows[0]);
}

/** By event, oldest first. Deliveries were made in their event's own millisecond, so their ids lie close to its id. */
export async function deliveriesOfEvents(
  sql: Sql,
  workspaceId: string,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, readonly DeliverySummary[]>> {
  if (eventIds.length === 0) return new Map();
  const rows = await sql<SummaryRow[]>`
    select ${summaryColumns(sql)}
    from unnest(${[...eventIds]}::uuid[]) as w (id)
    cross join lateral (
      select * from deliveries d
      where d.workspace_id = ${workspaceId} and d.event_id = w.id
        and d.id >= (left(w.id::text, 13) || '-0000-0000-000000000000')::uuid
        and d.id <= (left(w.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid
      offset 0
    ) d
    left join events e on e.workspace_id = d.workspace_id and e.id = d.event_id
    order by d.id`;
  return Map.groupBy(rows.map(summaryOf), ({ eventId }) => eventId);
}

/** The select list of a SummaryRow, of deliveries aliased d and their events aliased e. */
export function summaryColumns(sql: Sql) {
  return sql`d.id, d.event_id, d.webhook_id, d.type, d.sub_type, d.state, e.subject, d.status_code, d.error_kind,
    json_array_length(d.attempts) as attempt_count, d.retries_made, d.first_attempt_at, d.last_attempt_at,
    d.delivered_at, d.next_attempt_at, d.next_attempt_type, d.test`;
}

/** The select list of a DetailRow, likewise. */
export function detailColumns(sql: Sql) {
  return sql`${summaryColumns(sql)}, d.attempts, e.type as event_type, e.context, e.data, e.occurred_at`;
}

export interface SummaryRow {
  readonly id: string;
  readonly event_id: string;
  readonly webhook_id: string;
  readonly type: string;
  readonly sub_type: string | null;
  readonly state: DeliveryState;
  readonly subject: Record<string, string> | null;
  readonly status_code: number | null;
  readonly error_kind: string | null;
  readonly attempt_count: number;
  readonly retries_made: number;
  readonly first_attempt_at: number | null;
  readonly last_attempt_at: number | null;
  readonly delivered_at: number | null;
  readonly next_attempt_at: number | null;
  readonly next_attempt_type: AttemptType | null;
  readonly test: boolean;
}

export interface DetailRow extends SummaryRow {
  readonly attempts: Attempt[];
  readonly event_type: string | null;
  readonly context: string | null;
  readonly data: string | null;
  readonly occurred_at: number | null;
}

export function summaryOf(row: SummaryRow): DeliverySummary {
  return {
    id: row.id,
    eventId: row.event_id,
    webhookId: row.webhook_id,
    type: row.type,
    subType: row.sub_type,
    state: row.state,
    subject: row.subject,
    statusCode: row.status_code,
    errorKind: row.error_kind,
    attemptCount: row.attempt_count,
    retriesMade: row.retries_made,
    firstAttemptAt: row.first_attempt_at,
    lastAttemptAt: row.last_attempt_at,
    deliveredAt: row.delivered_at,
    nextAttemptAt: row.next_attempt_at,
    nextAttemptType: row.next_attempt_type,
    test: row.test,
  };
}

export function detailOf(row: DetailRow): DeliveryDetail {
  return { ...summaryOf(row), attempts: row.attempts, event: eventOf(row) };
}

function eventOf(row: DetailRow): DeliveredEvent | null {
  const { event_type: type, context, data, occurred_at: occurredAt } = row;
  if (type === null || context === null || data === null || occurredAt === null) return null;
  return { id: row.event_id, type, context, data, occurredAt };
}
