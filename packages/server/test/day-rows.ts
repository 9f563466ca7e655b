import { randomBytes } from 'node:crypto';
import { idOf } from '../src/domain/id.ts';
import { type Database, instant } from '../src/store/database.ts';

export type StoredState = 'pending' | 'succeeded' | 'exhausted' | 'held' | 'discarded';

export interface DayRow {
  readonly workspaceId: string;
  /** The millisecond in the ids of the event and of the delivery. */
  readonly at: number;
  readonly state: StoredState;
  readonly lastAttemptAt?: number;
}

/** Inserts an event with one delivery in the given state; answers the delivery's id. */
export async function insertDayRow(sql: Database, row: DayRow): Promise<string> {
  const eventId = idOf(row.at, 0, randomBytes(8));
  const deliveryId = idOf(row.at, 1, randomBytes(8));
  const attempted =
    row.lastAttemptAt ?? (row.state === 'succeeded' || row.state === 'exhausted' ? row.at : null);
  await sql`
    insert into events (workspace_id, id, type, context, data, occurred_at)
    values (${row.workspaceId}, ${eventId}, 'Case.Created', '{}', '{}', ${instant(row.at)})`;
  await sql`
    insert into deliveries (workspace_id, id, event_id, webhook_id, type, state, next_attempt_at,
                            next_attempt_type, delivered_at, last_attempt_at)
    values (${row.workspaceId}, ${deliveryId}, ${eventId}, ${row.workspaceId}, 'Case.Created', ${row.state},
            ${row.state === 'pending' ? instant(row.at) : null},
            ${row.state === 'pending' || row.state === 'held' ? 'first_call' : null},
            ${row.state === 'succeeded' ? instant(row.at) : null}, ${instant(attempted)})`;
  return deliveryId;
}
