import type { Sql } from './database.ts';

/** So many more (or fewer) records of a kind with a status. */
export interface CountDelta {
  readonly kind: string;
  readonly status: string | null;
  readonly count: number;
}

/** Enough for changes of different trees to seldom wait for each other, few enough to be summed up at once. */
const slotsPerCount = 16;

/**
 * Adds to the counts, in the transaction that changes the records and as its last statement on records: the rows stay
 * locked until it ends. In one order of rows, so that two transactions never wait for each other in turns.
 */
export async function countRecords(
  sql: Sql,
  workspaceId: string,
  deltas: readonly CountDelta[],
): Promise<void> {
  const slot = Math.floor(Math.random() * slotsPerCount);
  const rows = summed(deltas).map(({ kind, status, count }) => ({
    workspace_id: workspaceId,
    kind,
    status: status ?? '',
    slot,
    count,
  }));
  if (rows.length === 0) return;
  await sql`
    insert into record_counts ${sql(rows)}
    on conflict (workspace_id, kind, status, slot) do update set count = record_counts.count + excluded.count`;
}

/** How many records of the kind there are, by status; '' stands for none. */
export async function readRecordCounts(
  sql: Sql,
  workspaceId: string,
  kind: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ status: string; count: number }[]>`
    select status, sum(count)::bigint as count from record_counts
    where workspace_id = ${workspaceId} and kind = ${kind} group by status`;
  return new Map(rows.map(({ status, count }) => [status, count]));
}

function summed(deltas: readonly CountDelta[]): readonly CountDelta[] {
  const sums = new Map<string, CountDelta>();
  for (const delta of deltas) {
    const key = `${delta.kind} ${delta.status ?? ''}`;
    sums.set(key, { ...delta, count: delta.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, delta]) => delta)
    .filter(({ count }) => count !== 0);
}
