import type { Database } from '../src/store/database.ts';

/** Process ids of the backends whose statement waits for a lock. */
export async function statementsWaitingForLocks(sql: Database): Promise<number[]> {
  const rows = await sql<{ pid: number }[]>`
    select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`;
  return rows.map((row) => row.pid);
}
