import type { Database, Sql } from './database.ts';
import { postgres } from './driver.ts';

/** Held by whoever adds or removes partitions; the number is arbitrary, and Belfry's alone. */
const partitionLock = 4_270_002;
/**
 * Shorter than PostgreSQL's deadlock_timeout (1 s), so that the change of a table's shape always gives way
 * and never makes the database abort somebody's publishing; and so that nobody queues behind it for longer.
 */
const lockTimeoutMs = 500;
const lockTriesMax = 6;
const statementTimeoutMs = 300_000;
/** PostgreSQL's code for a lock that was not to be had in time. */
const lockNotAvailable = '55P03';

/**
 * Runs `change` in a transaction that holds the lock on the partitions of all tables, so that processes take
 * turns. Null where the tables were too busy, every time it was tried: nothing has changed then.
 */
export async function changePartitions<Value>(
  database: Database,
  change: (transaction: Sql) => Promise<Value>,
): Promise<Value | null> {
  for (let tries = 0; tries < lockTriesMax; tries += 1) {
    try {
      // The box keeps the driver from unwrapping what `change` answers.
      const { value } = await database.begin(async (transaction) => {
        await transaction.unsafe(`set local statement_timeout = ${statementTimeoutMs}`);
        await transaction`select pg_advisory_xact_lock(${partitionLock})`;
        await transaction.unsafe(`set local lock_timeout = ${lockTimeoutMs}`);
        return { value: await change(transaction) };
      });
      return value;
    } catch (error) {
      if (!(error instanceof postgres.PostgresError) || error.code !== lockNotAvailable) throw error;
    }
  }
  return null;
}
