import type { DeliveryState } from '../domain/delivery.ts';
import type { Sql } from './database.ts';

/** The newest call of a webhook, and the state that its delivery is in now. */
export interface LastCall {
  readonly deliveryId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly state: DeliveryState;
  /** 0 where no answer came. */
  readonly statusCode: number;
  /** Null for a success. */
  readonly errorKind: string | null;
  readonly durationMs: number;
}

/** Of a webhook: its newest deliveries, tests among them, and those that its processes called last. */
const newestDeliveries = 20;
const newestMinuteRows = 20;

/**
 * By webhook id; absent: none was called. A call of an old delivery is found by the counts of its minute, which are
 * written within a second. At most 40 deliveries are looked at for each webhook.
 */
export async function readLastCalls(
  sql: Sql,
  workspaceId: string,
  webhookIds: readonly string[],
): Promise<ReadonlyMap<string, LastCall>> {
  const rows = await sql<LastCallRow[]>`
    select w.id as webhook_id, d.id, d.state, d.status_code, d.error_kind, d.last_attempt_at,
      (d.attempts -> -1 ->> 'duration_ms')::float8 as duration_ms
    from unnest(${[...webhookIds]}::uuid[]) as w (id)
    cross join lateral (
      select c.* from (
        (select n.id, n.last_attempt_at from deliveries n
         where n.workspace_id = ${workspaceId} and n.webhook_id = w.id
         order by n.id desc limit ${newestDeliveries})
        union all
        (select k.id, k.last_attempt_at from (
           select distinct last_delivery_id from (
             select s.last_delivery_id from delivery_stats s
             where s.workspace_id = ${workspaceId} and s.webhook_id = w.id
             order by s.minute desc limit ${newestMinuteRows}) as newest
         ) as called
         join deliveries k on k.workspace_id = ${workspaceId} and k.id = called.last_delivery_id)
      ) as c
      where c.last_attempt_at is not null
      order by c.last_attempt_at desc, c.id desc limit 1
    ) as last
    join deliveries d on d.workspace_id = ${workspaceId} and d.id = last.id`;
  return new Map(rows.map((row) => [row.webhook_id, lastCallOf(row)]));
}

interface LastCallRow {
  readonly webhook_id: string;
  readonly id: string;
  readonly state: DeliveryState;
  readonly status_code: number;
  readonly error_kind: string | null;
  readonly last_attempt_at: number;
  readonly duration_ms: number;
}

function lastCallOf(row: LastCallRow): LastCall {
  return {
    deliveryId: row.id,
    at: row.last_attempt_at,
    state: row.state,
    statusCode: row.status_code,
    errorKind: row.error_kind,
    durationMs: row.duration_ms,
  };
}
