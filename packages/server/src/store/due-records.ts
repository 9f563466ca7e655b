import { instant, type Sql } from './database.ts';

export interface DueRecord {
  readonly workspaceId: string;
  readonly id: string;
  readonly kind: string;
}

/**
 * Records of these kinds, of all workspaces, that the clock has something to do about, those that wait longest first.
 * Nothing is claimed: whoever changes one decides under the lock of its tree whether it is still due, so that two
 * processes which read the same record do no more than one.
 */
export async function readDueRecords(
  sql: Sql,
  kinds: readonly string[],
  now: number,
  limit: number,
): Promise<readonly DueRecord[]> {
  const rows = await sql<{ workspace_id: string; id: string; kind: string }[]>`
    select workspace_id, id, kind from records
    where due_at <= ${instant(now)} and kind = any(${[...kinds]})
    order by due_at limit ${limit}`;
  return rows.map(({ workspace_id, id, kind }) => ({ workspaceId: workspace_id, id, kind }));
}

/** When the next of them is due, in milliseconds since the epoch; null: none. */
export async function nextDueAt(sql: Sql, kinds: readonly string[]): Promise<number | null> {
  const rows = await sql<{ due_at: number }[]>`
    select due_at from records where due_at is not null and kind = any(${[...kinds]}) order by due_at limit 1`;
  return rows[0]?.due_at ?? null;
}
