import { idFloor } from '../domain/id.ts';
import { instant, type Sql } from './database.ts';

/** At most this many rows are looked at for deletion, and locked, by one statement. */
export const pruneBatchRows = 5_000;
/** What a delivery is in while it is still to be made; for use in statements. */
export const unfinished = `state in ('pending', 'held')`;

/** How far a pass over a partition has come; it goes by primary key, so that each row is looked at once. */
export interface PruneCursor {
  readonly workspace_id: string;
  readonly id: string;
}

export interface PrunedBatch {
  readonly deleted: number;
  /** Where the next batch begins; null after the last. */
  readonly next: PruneCursor | null;
}

export const pruneStart: PruneCursor = {
  workspace_id: '00000000-0000-0000-0000-000000000000',
  id: '00000000-0000-0000-0000-000000000000',
};

/**
 * Deletes a batch of the finished deliveries of a partition whose id and last attempt are before `beforeMs`.
 * Rows that somebody else has locked are left for the next pass. `partition` is a name of ours.
 */
export function pruneDeliveries(
  sql: Sql,
  partition: string,
  cursor: PruneCursor,
  beforeMs: number,
  rowsMax: number = pruneBatchRows,
): Promise<PrunedBatch> {
  const condition = `not ${unfinished} and id < $3 and (last_attempt_at is null or last_attempt_at < $5)`;
  return pruneBatch(sql, partition, condition, cursor, [idFloor(beforeMs), rowsMax, instant(beforeMs)]);
}

/**
 * Deletes a batch of the events of a partition that are before `beforeMs` and have no delivery any more in the
 * deliveries of the same suffix, where all of theirs are: within the millisecond of the event's id. (The
 * "offset 0" keeps PostgreSQL from reading all deliveries for each batch: it looks each event's up by key.)
 */
export function pruneEvents(
  sql: Sql,
  suffix: string,
  cursor: PruneCursor,
  beforeMs: number,
  rowsMax: number = pruneBatchRows,
): Promise<PrunedBatch> {
  const condition = `id < $3 and not exists (
    select from deliveries_${suffix} d
    where d.workspace_id = candidate.workspace_id and d.event_id = candidate.id
      and d.id between (left(candidate.id::text, 13) || '-0000-0000-000000000000')::uuid
                   and (left(candidate.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid
    offset 0)`;
  return pruneBatch(sql, `events_${suffix}`, condition, cursor, [idFloor(beforeMs), rowsMax]);
}

async function pruneBatch(
  sql: Sql,
  partition: string,
  condition: string,
  cursor: PruneCursor,
  parameters: readonly (string | number)[],
): Promise<PrunedBatch> {
  const [row] = await sql.unsafe<{ deleted: number; workspace_id: string | null; id: string | null }[]>(
    `with doomed as (
       select workspace_id, id from ${partition} candidate
       where (workspace_id, id) > ($1, $2) and ${condition}
       order by workspace_id, id limit $4 for update skip locked
     ), deleted as (
       delete from ${partition} gone using doomed
       where gone.workspace_id = doomed.workspace_id and gone.id = doomed.id
     )
     select (select count(*) from doomed) as deleted, last.workspace_id, last.id
     from (select 1) as always
     left join (select * from doomed order by workspace_id desc, id desc limit 1) as last on true`,
    [cursor.workspace_id, cursor.id, ...parameters],
  );
  if (row === undefined || row.workspace_id === null || row.id === null) return { deleted: 0, next: null };
  return { deleted: row.deleted, next: { workspace_id: row.workspace_id, id: row.id } };
}
