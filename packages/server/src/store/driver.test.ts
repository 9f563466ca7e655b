import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { type DatabaseProxy, databaseProxy } from '../../test/database-proxy.ts';
import { statementsWaitingForLocks } from '../../test/locks.ts';
import { until } from '../../test/until.ts';
import { type Database, openDatabase } from './database.ts';
import { databaseErrorKind } from './database-error.ts';

const applicationName = 'belfry driver test';

describe('a pool whose connections are lost', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let pool: Database;

  beforeAll(async () => {
    database = await testDatabase();
    proxy = await databaseProxy(database.url);
  });
  afterAll(async () => {
    await proxy.close();
    await database.close();
  });
  beforeEach(() => {
    pool = openDatabase(proxy.url, {
      connectionsMax: 4,
      applicationName,
      statementTimeoutMs: 30_000,
      connectTimeoutMs: 5_000,
    });
  });
  afterEach(async () => {
    await proxy.allow();
    await pool.end({ timeout: 1 });
  });

  const terminateAll = () =>
    database.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${applicationName}`;
  const running = async (statement: string): Promise<boolean> =>
    (
      await database.sql`
        select from pg_stat_activity
        where application_name = ${applicationName} and state = 'active' and query like ${`%${statement}%`}`
    ).count > 0;
  const kindOf = (failure: Promise<unknown>): Promise<string> =>
    failure.then(
      () => 'succeeded',
      (error) => databaseErrorKind(error),
    );

  it('rejects the transaction that was under way as one whose database is away, and lives', async () => {
    const transaction = kindOf(pool.begin((tx) => tx`select pg_sleep(20)`));
    await until(() => running('pg_sleep'));
    await terminateAll();
    expect(await transaction).toBe('away');
    expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
  });

  it('never carries out the rest of a transaction outside of it', async () => {
    await pool`create table written (id integer)`;
    const single = openDatabase(proxy.url, {
      connectionsMax: 1,
      applicationName,
      statementTimeoutMs: 30_000,
      connectTimeoutMs: 5_000,
    });
    const { promise: reconnected, resolve } = Promise.withResolvers<void>();
    const rest = Promise.withResolvers<string>();
    const transaction = kindOf(
      single.begin(async (tx) => {
        await tx`insert into written values (1)`;
        await terminateAll();
        await reconnected;
        rest.resolve(await kindOf(tx`insert into written values (2)`));
      }),
    );
    expect(await transaction).toBe('away');
    // The only connection is made again, and then the transaction goes on, not knowing that it is over.
    expect(await single`select 1 as one`).toEqual([{ one: 1 }]);
    resolve();
    expect(await rest.promise).toBe('away');
    expect(await pool`select id from written`).toEqual([]);
    await single.end({ timeout: 1 });
  });

  it('uses each of its connections again, whatever they were about to write when they were lost', async () => {
    await pool`create table blocked (id integer)`;
    const blocker = await database.sql.reserve();
    await blocker`begin`;
    await blocker`lock table blocked in access exclusive mode`;
    // They wait for the lock while they are parsed, and are told of their end before they could send their values.
    const lost = Array.from({ length: 4 }, () => kindOf(pool`select * from blocked where id = ${1}`));
    await until(async () => (await statementsWaitingForLocks(database.sql)).length === lost.length);
    await terminateAll();
    expect(await Promise.all(lost)).toEqual(lost.map(() => 'away'));
    await blocker`rollback`;
    blocker.release();
    const again = Array.from({ length: 4 }, () => kindOf(pool`select pg_sleep(0.2)`));
    expect(await Promise.all(again)).toEqual(again.map(() => 'succeeded'));
  });

  it('says at once that the database is away, and goes on at once when it is back', async () => {
    await proxy.refuse();
    const startedAt = performance.now();
    for (let round = 0; round < 5; round++) expect(await kindOf(pool`select 1`)).toBe('away');
    await proxy.allow();
    expect(await kindOf(pool`select 1`)).toBe('succeeded');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('rejects a statement whose connection is closed while it is being made', async () => {
    proxy.hangUp();
    expect(await kindOf(pool`select 1`)).toBe('away');
  });
});
