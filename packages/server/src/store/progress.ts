import type { AttemptType } from '../domain/attempt.ts';
import type { DeliveryProgress, DeliveryState } from '../domain/delivery.ts';
import type { Sql } from './database.ts';

/** The columns of a delivery that its life cycle is made of. */
export interface ProgressRow {
  readonly state: DeliveryState;
  readonly retries_made: number;
  readonly attempt_count: number;
  readonly first_attempt_at: number | null;
  readonly last_attempt_at: number | null;
  readonly delivered_at: number | null;
  readonly next_attempt_at: number | null;
  readonly next_attempt_type: AttemptType | null;
}

/** The select list of a ProgressRow, of the table aliased d. */
export function progressColumns(sql: Sql) {
  return sql`d.state, d.retries_made, json_array_length(d.attempts) as attempt_count, d.first_attempt_at,
    d.last_attempt_at, d.delivered_at, d.next_attempt_at, d.next_attempt_type`;
}

/** Throws on a row that the table's CHECK constraints rule out. */
export function progressOf(row: ProgressRow): DeliveryProgress {
  const history = {
    retriesMade: row.retries_made,
    attemptCount: row.attempt_count,
    firstAttemptAt: row.first_attempt_at,
    lastAttemptAt: row.last_attempt_at,
    deliveredAt: row.delivered_at,
  };
  switch (row.state) {
    case 'pending':
      if (row.next_attempt_at === null || row.next_attempt_type === null) throw corrupt(row);
      return {
        ...history,
        state: 'pending',
        nextAttemptAt: row.next_attempt_at,
        nextAttemptType: row.next_attempt_type,
      };
    case 'held':
      if (row.next_attempt_type === null) throw corrupt(row);
      return { ...history, state: 'held', nextAttemptAt: null, nextAttemptType: row.next_attempt_type };
    case 'succeeded':
    case 'exhausted':
    case 'discarded':
      return { ...history, state: row.state, nextAttemptAt: null, nextAttemptType: null };
  }
}

function corrupt(row: ProgressRow): Error {
  return new Error(`A delivery in state ${row.state} lacks its next attempt.`);
}
