import { expect } from 'vitest';
import { startEmbeddedPostgres } from '../../src/runtime/embedded-postgres/embedded-postgres.ts';
import type { Database } from '../../src/store/database.ts';
import { connect } from '../embedded-postgres/rig.ts';
import { until } from '../until.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** Works in the embedded database of a data folder, whether or not a belfryd is running on it. */
export async function inDatabaseOf<Result>(
  dataDir: string,
  work: (sql: Database) => Promise<Result>,
): Promise<Result> {
  const start = await startEmbeddedPostgres({ dataDir, purpose: 'command', log: silent });
  if (start.kind !== 'started') throw new Error(JSON.stringify(start));
  const sql = connect(start.postgres.address);
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
    await start.postgres.release();
  }
}

/** Event ids whose outcome is in the database, once no statement of a killed belfryd is carried out any more. */
export async function writtenEvents(sql: Database): Promise<ReadonlySet<string>> {
  await until(async () => {
    const sessions = await sql`
      select from pg_stat_activity
      where datname = current_database() and application_name in ('belfryd api', 'belfryd engine')`;
    return sessions.count === 0;
  });
  const rows = await sql<{ event_id: string }[]>`select event_id from deliveries where state <> 'pending'`;
  return new Set(rows.map((row) => row.event_id));
}

/**
 * Waits until nothing is left to be done, and expects that every event of the database, and no other, was received
 * (`callsByEvent` tells then) and has one delivery, which succeeded at its one written attempt.
 */
export async function expectAllDelivered(
  sql: Database,
  callsByEvent: () => ReadonlyMap<string, number>,
): Promise<void> {
  await until(async () => {
    const [open] = await sql<{ deliveries: number; handoffs: number }[]>`
      select (select count(*)::integer from deliveries where state = 'pending') as deliveries,
             (select count(*)::integer from handoffs) as handoffs`;
    return open?.deliveries === 0 && open.handoffs === 0;
  });
  const received = [...callsByEvent().keys()].sort();
  const events = await sql<{ id: string }[]>`select id from events`;
  expect(events.map(({ id }) => id).sort()).toEqual(received);
  const deliveries = await sql<{ event_id: string }[]>`
    select event_id from deliveries
    where state = 'succeeded' and json_array_length(attempts) = 1 and lease_owner is null`;
  expect(deliveries.map((delivery) => delivery.event_id).sort()).toEqual(received);
}
