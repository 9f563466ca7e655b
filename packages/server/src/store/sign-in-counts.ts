import { instant, type Sql } from './database.ts';

export interface Counted {
  /** With this one. */
  readonly tries: number;
  /** When the counting begins anew. */
  readonly endsAt: number;
}

/**
 * Counts a try under each key, in the order of the keys, and answers how many there were in the while that each is
 * counted for. Concurrent tries are counted one after the other, in whatever process.
 */
export async function countTries(
  sql: Sql,
  keys: readonly Uint8Array[],
  now: number,
  windowMs: number,
): Promise<readonly Counted[]> {
  const counted: Counted[] = [];
  for (const key of keys) {
    const [row] = await sql<{ tries: number; ends_at: number }[]>`
      insert into sign_in_counts as c (key, tries, ends_at) values (${key}, 1, ${instant(now + windowMs)})
      on conflict (key) do update set
        tries = case when c.ends_at <= ${instant(now)} then 1 else c.tries + 1 end,
        ends_at = case when c.ends_at <= ${instant(now)} then excluded.ends_at else c.ends_at end
      returning tries, ends_at`;
    if (row === undefined) throw new Error('An upsert returned no row.');
    counted.push({ tries: row.tries, endsAt: row.ends_at });
  }
  return counted;
}

export async function forgetTries(sql: Sql, key: Uint8Array): Promise<void> {
  await sql`delete from sign_in_counts where key = ${key}`;
}

export async function deleteEndedCounts(sql: Sql, now: number): Promise<void> {
  await sql`delete from sign_in_counts where ends_at <= ${instant(now)}`;
}
