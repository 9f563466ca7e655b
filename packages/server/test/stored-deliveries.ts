import { randomBytes } from 'node:crypto';
import type { Attempt, AttemptType } from '../src/domain/attempt.ts';
import type { DeliveryState } from '../src/domain/delivery.ts';
import { idOf } from '../src/domain/id.ts';
import { instant, type Sql } from '../src/store/database.ts';

/** A delivery with its event as the engine leaves them in the database, for tests that only read. */
export interface StoredDelivery {
  readonly workspaceId: string;
  readonly webhookId: string;
  /** When the event was recorded, in milliseconds since the epoch: the time in both ids. */
  readonly at: number;
  /** What the webhook gets; the event's own type where it is the same. */
  readonly type: string;
  readonly subType?: string;
  readonly eventType?: string;
  readonly subject?: Readonly<Record<string, string>>;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  /** Oldest first; none: not attempted yet. */
  readonly attempts: readonly Attempt[];
  readonly state: DeliveryState;
  /** Of a pending delivery. */
  readonly nextAttempt?: { readonly at: number; readonly type: AttemptType };
}

let sequence = 0;

export async function storeDelivery(
  sql: Sql,
  delivery: StoredDelivery,
): Promise<{ id: string; eventId: string }> {
  const eventId = newId(delivery.at);
  const id = newId(delivery.at);
  await storeEvent(sql, eventId, delivery);
  await sql`
    insert into deliveries ${sql({
      workspace_id: delivery.workspaceId,
      id,
      event_id: eventId,
      webhook_id: delivery.webhookId,
      type: delivery.type,
      sub_type: delivery.subType ?? null,
      state: delivery.state,
      next_attempt_at: instant(delivery.nextAttempt?.at ?? null),
      next_attempt_type: delivery.nextAttempt?.type ?? (delivery.state === 'held' ? 'first_call' : null),
      ...attemptColumns(delivery),
    })}`;
  return { id, eventId };
}

async function storeEvent(sql: Sql, id: string, delivery: StoredDelivery): Promise<void> {
  await sql`
    insert into events ${sql({
      workspace_id: delivery.workspaceId,
      id,
      type: delivery.eventType ?? delivery.type,
      sub_type: delivery.subType ?? null,
      subject: delivery.subject ?? null,
      context: JSON.stringify(delivery.context ?? {}),
      data: JSON.stringify(delivery.data ?? {}),
      occurred_at: instant(delivery.at),
    })}`;
}

function attemptColumns({ attempts, state }: StoredDelivery) {
  const last = attempts.at(-1);
  return {
    // The driver makes JSON text of it, as the column's type asks.
    attempts: attempts.map((attempt) => ({ ...attempt })),
    retries_made: last?.retry_count ?? 0,
    status_code: last?.status_code ?? null,
    error_kind: last?.error_kind ?? null,
    first_attempt_at: attempts[0]?.attempted_at ?? null,
    last_attempt_at: last?.attempted_at ?? null,
    delivered_at: state === 'succeeded' ? (last?.attempted_at ?? null) : null,
  };
}

/** A call that was answered 200 at that moment; `change` says what was different. */
export function attemptAt(ms: number, change: Partial<Attempt> = {}): Attempt {
  return {
    type: 'first_call',
    url: 'https://receiver.example/hooks',
    request_headers: { 'content-type': 'application/json', 'dotfile-signature': 'ab12' },
    retry_count: 0,
    attempted_at: new Date(ms).toISOString(),
    duration_ms: 12,
    status_code: 200,
    error_kind: null,
    error_message: null,
    response_headers: { 'content-type': 'text/plain' },
    response_body: 'ok',
    next_attempt_at: null,
    ...change,
  };
}

function newId(at: number): string {
  sequence += 1;
  return idOf(at, sequence, randomBytes(8));
}
