import { instant, type Sql } from './database.ts';

export interface DueRecord {
  readonly workspaceId: string;
  readonly id: string;
  /** The top of its tree. */
  readonly rootId: string;
  readonly kind: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
}

/**
 * Records of these kinds, of all workspaces, that the clock has something to do about, those that wait longest first;
 * none of `except`. Nothing is claimed: whoever changes one decides under the lock of its tree whether it is still
 * due, so that two processes which read the same record do no more than one.
 */
export async function readDueRecords(
  sql: Sql,
  kinds: readonly string[],
  now: number,
  limit: number,
  except: readonly string[] = [],
): Promise<readonly DueRecord[]> {
  const rows = await sql<DueRow[]>`
    select workspace_id, id, root_id, kind, due_at from records
    where due_at <= ${instant(now)} and kind = any(${[...kinds]}) and id <> all(${[...except]}::uuid[])
    order by due_at limit ${limit}`;
  return rows.map(({ workspace_id: workspaceId, id, root_id: rootId, kind, due_at: dueAt }) => ({
    workspaceId,
    id,
    rootId,
    kind,
    dueAt,
  }));
}

interface DueRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly root_id: string;
  readonly kind: string;
  readonly due_at: number;
}

/** When the first of them after `after` is due, both in milliseconds since the epoch; null: none. */
export async function nextDueAt(sql: Sql, kinds: readonly string[], after = 0): Promise<number | null> {
  const rows = await sql<{ due_at: number }[]>`
    select due_at from records
    where due_at > ${instant(after)} and kind = any(${[...kinds]}) order by due_at limit 1`;
  return rows[0]?.due_at ?? null;
}
