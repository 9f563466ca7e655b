import { dayDigits, dayMs } from '../domain/day.ts';
import { idFloor } from '../domain/id.ts';
import type { Database, Sql } from './database.ts';
import { changePartitions } from './partition-lock.ts';
import { partitionDays, partitionName } from './partitions.ts';
import {
  type PruneCursor,
  type PrunedBatch,
  pruneDeliveries,
  pruneEvents,
  pruneStart,
  unfinished,
} from './prune.ts';

/**
 * What became of a day that is past retention.
 * `dropped`: its partitions are gone; `moved` deliveries that are still to be made are in the default partition.
 * `thinned`: it has too many of those to move while the tables are locked, so it stays, and `deleted` finished
 * deliveries were deleted from it. `busy`: the tables were in use; try again later. `handing_off`: deliveries of
 * about its time are accepted and not written yet; try again later.
 */
export type DayOutcome =
  | { readonly day: number; readonly kind: 'dropped'; readonly moved: number }
  | { readonly day: number; readonly kind: 'thinned'; readonly deleted: number }
  | { readonly day: number; readonly kind: 'busy' }
  | { readonly day: number; readonly kind: 'handing_off' };

/** So many rows are moved at most while the tables are locked: for less than a second, measured on two busy cores. */
export const movedPerDayMax = 10_000;
/** A hand-off's id may be this much later than the ids of its deliveries. */
const handoffSlackMs = 3_600_000;

/**
 * Removes every day that ended by `beforeMs`, oldest first, each in a transaction of its own. What is still
 * to be delivered, and its events, stay. Safe when several processes do it at once.
 */
export async function dropPartitionsBefore(
  database: Database,
  beforeMs: number,
  movedMax: number = movedPerDayMax,
): Promise<readonly DayOutcome[]> {
  const outcomes: DayOutcome[] = [];
  for (const day of await partitionDays(database)) {
    if (day + dayMs > beforeMs) break;
    const outcome = await dropDay(database, day, movedMax);
    if (outcome === 'crowded')
      outcomes.push({ day, kind: 'thinned', deleted: await thinDay(database, day, beforeMs) });
    else if (outcome !== 'gone') outcomes.push(outcome);
    if (outcome !== 'gone' && outcome !== 'crowded' && outcome.kind === 'busy') break;
  }
  return outcomes;
}

/**
 * Deletes, in bounded batches, what is finished in the default partition and past retention: deliveries whose
 * id and last attempt are before `beforeMs`, and events without a delivery. Stops between batches on `signal`.
 */
export async function pruneDefaultPartition(
  database: Database,
  beforeMs: number,
  signal?: AbortSignal,
): Promise<{ readonly deliveries: number; readonly events: number }> {
  const deliveries = await prunePass(
    (cursor) => pruneDeliveries(database, 'deliveries_default', cursor, beforeMs),
    signal,
  );
  if (await handingOff(database, beforeMs)) return { deliveries, events: 0 };
  const events = await prunePass((cursor) => pruneEvents(database, 'default', cursor, beforeMs), signal);
  return { deliveries, events };
}

/** 'gone' where another process has removed the day meanwhile. */
async function dropDay(
  database: Database,
  day: number,
  movedMax: number,
): Promise<DayOutcome | 'gone' | 'crowded'> {
  const outcome = await changePartitions(database, async (transaction) => {
    if (!(await partitionDays(transaction)).includes(day)) return 'gone';
    if (await handingOff(transaction, day + dayMs)) return { day, kind: 'handing_off' } as const;
    // The index on what is not succeeded is small; PostgreSQL may not know so of a partition.
    await transaction.unsafe('set local enable_seqscan = off');
    if (await hasMoreUnfinished(transaction, day, movedMax)) return 'crowded';
    return { day, kind: 'dropped', moved: await moveAndDrop(transaction, day) } as const;
  });
  return outcome ?? { day, kind: 'busy' };
}

/**
 * What is moved is found by index, so that the time the tables are locked grows with what is moved, not with the
 * size of the day.
 */
async function moveAndDrop(transaction: Sql, day: number): Promise<number> {
  const events = partitionName('events', day);
  const deliveries = partitionName('deliveries', day);
  // In the order in which publishing takes them. Only the parents: whoever writes to a day needs its parent too, and
  // a vacuum of another day's partition shall not be in the way.
  await transaction.unsafe('lock table only events, only deliveries in access exclusive mode');
  await transaction.unsafe(`alter table events detach partition ${events}`);
  await transaction.unsafe(`alter table deliveries detach partition ${deliveries}`);
  await transaction.unsafe(`
    insert into events_default select e.*
    from (select distinct workspace_id, event_id from ${deliveries} where ${unfinished}) as kept
    cross join lateral (
      select * from ${events} where workspace_id = kept.workspace_id and id = kept.event_id limit 1
    ) as e`);
  const moved = await transaction.unsafe(
    `insert into deliveries_default select * from ${deliveries} where ${unfinished}`,
  );
  await transaction.unsafe(`drop table ${events}, ${deliveries}`);
  return moved.count;
}

async function hasMoreUnfinished(transaction: Sql, day: number, movedMax: number): Promise<boolean> {
  const [row] = await transaction.unsafe<{ count: number }[]>(
    `select count(*) from (
       select from ${partitionName('deliveries', day)} where ${unfinished} limit $1
     ) as counted`,
    [movedMax + 1],
  );
  return (row?.count ?? 0) > movedMax;
}

/** Each batch holds the partitions' lock, so that nobody drops the day under it. Counts deliveries. */
async function thinDay(database: Database, day: number, beforeMs: number): Promise<number> {
  const whilePresent = (prune: (transaction: Sql) => Promise<PrunedBatch>) =>
    changePartitions(database, async (transaction) =>
      (await partitionDays(transaction)).includes(day) ? prune(transaction) : nothingPruned,
    );
  const table = partitionName('deliveries', day);
  const deleted = await prunePass(async (cursor) => {
    return (
      (await whilePresent((transaction) => pruneDeliveries(transaction, table, cursor, beforeMs))) ??
      nothingPruned
    );
  });
  await prunePass(async (cursor) => {
    return (
      (await whilePresent((transaction) => pruneEvents(transaction, dayDigits(day), cursor, beforeMs))) ??
      nothingPruned
    );
  });
  return deleted;
}

const nothingPruned: PrunedBatch = { deleted: 0, next: null };

/** Batch after batch until the partition's end; answers how many rows were deleted. */
async function prunePass(
  prune: (cursor: PruneCursor) => Promise<PrunedBatch>,
  signal?: AbortSignal,
): Promise<number> {
  let deleted = 0;
  let cursor: PruneCursor | null = pruneStart;
  while (cursor !== null && signal?.aborted !== true) {
    const batch: PrunedBatch = await prune(cursor);
    deleted += batch.deleted;
    cursor = batch.next;
  }
  return deleted;
}

/** True while deliveries whose ids are before `beforeMs` may be accepted and not written yet. */
async function handingOff(sql: Sql, beforeMs: number): Promise<boolean> {
  const [row] = await sql<{ present: boolean }[]>`
    select exists (select from handoffs where id < ${idFloor(beforeMs + handoffSlackMs)}) as present`;
  return row?.present === true;
}
