import type { RecordKind, StoredRecord } from '../domain/record.ts';
import type { Sql } from './database.ts';
import { type RecordRow, recordOf, selectRecords } from './records.ts';

/** Names of several records of a kind; those that no record has are passed over. */
export interface RecordKeys {
  /** UUIDs. */
  readonly ids: readonly string[];
  readonly externalIds: readonly string[];
}

/**
 * The records of the kind with one of the names, oldest first. Until the transaction ends nobody changes or deletes
 * them, but any number of transactions hold the same ones at once. Locked in the order of their ids, so that two never
 * wait for each other in turns.
 */
export async function holdRecords<Document>(
  sql: Sql,
  workspaceId: string,
  kind: RecordKind<Document>,
  { ids, externalIds }: RecordKeys,
): Promise<readonly StoredRecord<Document>[]> {
  if (ids.length + externalIds.length === 0) return [];
  const held = await sql<{ id: string }[]>`
    select id from records
    where workspace_id = ${workspaceId} and kind = ${kind.name}
      and (id = any(${[...ids]}::uuid[]) or external_id = any(${[...externalIds]}))
    order by id for share`;
  if (held.length === 0) return [];
  // A statement of its own: it sees the documents as they were left by whoever was waited for.
  const rows = await sql<RecordRow<Document>[]>`
    ${selectRecords(sql)}
    where r.workspace_id = ${workspaceId} and r.id = any(${held.map(({ id }) => id)}::uuid[])
    order by r.id`;
  return rows.map(recordOf);
}

/**
 * How many records of the kind there are. Whoever asks so before creating one takes turns with the others who do,
 * until the transaction ends: a limit on the number then holds exactly.
 */
export async function countForCreation(sql: Sql, workspaceId: string, kind: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${workspaceId} ${kind}`}, 0))`;
  const rows = await sql<{ count: number }[]>`
    select count(*) as count from records where workspace_id = ${workspaceId} and kind = ${kind}`;
  return rows[0]?.count ?? 0;
}
