import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { instant, openDatabase } from './database.ts';

const options = {
  connectionsMax: 1,
  applicationName: 'test',
  statementTimeoutMs: 1_000,
  connectTimeoutMs: 5_000,
};
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('a socket is named in a URL as PostgreSQL names it, with or without a host before the path', async () => {
  const { pathname } = new URL(database.url);
  for (const url of [database.url, database.url.replace('@localhost/', '@/')]) {
    const sql = openDatabase(url, options);
    expect(await sql`select '/' || current_database() as pathname`).toEqual([{ pathname }]);
    await sql.end();
  }
});

test('an instant comes back as the milliseconds it was written as, a count as a number', async () => {
  const ms = Date.UTC(2025, 2, 30, 1, 2, 3, 4);
  const [row] = await database.sql<{ at: number; count: number }[]>`
    select ${instant(ms)}::timestamptz as at, count(*) as count from workspaces`;
  expect(row).toEqual({ at: ms, count: 0 });
});

test('a statement that takes too long is cancelled', async () => {
  const sql = openDatabase(database.url, { ...options, statementTimeoutMs: 50 });
  await expect(sql`select pg_sleep(20)`).rejects.toMatchObject({ code: '57014' });
  await sql.end();
});
