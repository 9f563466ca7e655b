import { instant, type Sql } from './database.ts';

/** How long, in milliseconds, the longest due delivery that nobody has taken has been due; 0: none is due. */
export async function readDueLag(sql: Sql, now: number): Promise<number> {
  const rows = await sql<{ oldest: number | null }[]>`
    select min(next_attempt_at) as oldest from deliveries
    where state = 'pending' and lease_owner is null and next_attempt_at <= ${instant(now)}`;
  const oldest = rows[0]?.oldest ?? null;
  return oldest === null ? 0 : Math.max(0, now - oldest);
}
