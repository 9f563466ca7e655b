import { dayDigits, dayMs, dayOfDigits, dayStart } from '../domain/day.ts';
import { idFloor } from '../domain/id.ts';
import type { Database, Sql } from './database.ts';
import { changePartitions } from './partition-lock.ts';

/**
 * Events and deliveries are partitioned by the day in their ids: `events_20250624`, `deliveries_20250624`. The
 * ids of an event and of its deliveries carry the same millisecond, so they are always in partitions of the
 * same day. What has no day's partition is in `events_default` and `deliveries_default`.
 */
export const partitionedTables = ['events', 'deliveries'] as const;

/** Partitions exist for today and this many days after it. */
export const partitionDaysAhead = 7;

export interface EnsuredPartitions {
  /** Days that this call has made partitions for. */
  readonly created: readonly number[];
  /** Days it could not, because the tables were too busy: call again. Rows of such a day go to the default. */
  readonly missing: readonly number[];
}

/** Makes the partitions of the day of `nowMs` and of the days ahead where they are missing. Safe in a race. */
export async function ensurePartitions(database: Database, nowMs: number): Promise<EnsuredPartitions> {
  const today = dayStart(nowMs);
  const days = Array.from({ length: partitionDaysAhead + 1 }, (_, ahead) => today + ahead * dayMs);
  const present = new Set(await partitionDays(database));
  const created: number[] = [];
  const missing: number[] = [];
  for (const day of days.filter((candidate) => !present.has(candidate))) {
    // A table that is too busy for one day is so for the next: each further try would only hold others up.
    const done =
      missing.length > 0 ? null : await changePartitions(database, (transaction) => addDay(transaction, day));
    if (done === null) missing.push(day);
    else if (done) created.push(day);
  }
  return { created, missing };
}

/** The days that have partitions, in order. */
export async function partitionDays(sql: Sql): Promise<readonly number[]> {
  const rows = await sql<{ name: string }[]>`
    select child.relname as name
    from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = 'deliveries'::regclass`;
  return rows
    .map((row) => dayOfDigits(row.name.slice('deliveries_'.length)))
    .filter((day) => day !== null)
    .sort((a, b) => a - b);
}

/** The name of a day's partition: letters, digits and underscores only, so that it may stand in a statement. */
export function partitionName(table: (typeof partitionedTables)[number], day: number): string {
  return `${table}_${dayDigits(day)}`;
}

/** False where another process was faster. Both tables get the day in one transaction, or neither. */
async function addDay(transaction: Sql, day: number): Promise<boolean> {
  if ((await partitionDays(transaction)).includes(day)) return false;
  for (const table of partitionedTables) await addPartition(transaction, table, day);
  return true;
}

/**
 * Attached rather than created in place: attaching lets the parent be read and written meanwhile. Rows of the
 * day that had gone to the default partition, because the day's was missing, move over.
 */
async function addPartition(
  transaction: Sql,
  table: (typeof partitionedTables)[number],
  day: number,
): Promise<void> {
  const name = partitionName(table, day);
  const low = idFloor(day);
  const high = idFloor(day + dayMs);
  await transaction.unsafe(`lock table ${table}_default in access exclusive mode`);
  await transaction.unsafe(`create table ${name} (like ${table} including all excluding indexes)`);
  await transaction.unsafe(`
    with moved as (delete from ${table}_default where id >= '${low}' and id < '${high}' returning *)
    insert into ${name} select * from moved`);
  await transaction.unsafe(
    `alter table ${table} attach partition ${name} for values from ('${low}') to ('${high}')`,
  );
}
