import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../../test/database.ts';
import { insertDayRow } from '../../test/day-rows.ts';
import { dayDigits, dayMs, dayOfDigits, dayStart } from '../domain/day.ts';
import { type Database, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { readMigrations } from './migrations.ts';
import { ensurePartitions, partitionDays } from './partitions.ts';

const noon = Date.UTC(2025, 5, 24, 12);
const today = dayStart(noon);
const week = Array.from({ length: 8 }, (_, ahead) => today + ahead * dayMs);
const workspaceId = randomUUID();
let database: TestDatabase;

beforeAll(async () => {
  database = await emptyDatabase();
  await migrate(database.sql, await readMigrations());
});
afterAll(() => database.close());

async function partitionOf(sql: Database, id: string): Promise<unknown> {
  const [row] = await sql<{ name: string }[]>`
    select tableoid::regclass::text as name from deliveries where workspace_id = ${workspaceId} and id = ${id}`;
  return row?.name;
}

test('rows that came before their day had a partition move into it', async () => {
  const { sql } = database;
  const early = await insertDayRow(sql, { workspaceId, at: noon + 3 * dayMs, state: 'pending' });
  const beyond = await insertDayRow(sql, { workspaceId, at: noon + 30 * dayMs, state: 'pending' });
  expect(await partitionOf(sql, early)).toBe('deliveries_default');
  expect(await ensurePartitions(sql, noon)).toEqual({ created: week, missing: [] });
  expect(await partitionOf(sql, early)).toBe('deliveries_20250627');
  expect(await partitionOf(sql, beyond)).toBe('deliveries_default');
  expect(await sql`select from events_20250627`).toHaveLength(1);
});

test('a second time there is nothing to do, and the next day needs one more', async () => {
  const { sql } = database;
  expect(await ensurePartitions(sql, noon)).toEqual({ created: [], missing: [] });
  expect(await ensurePartitions(sql, noon + dayMs)).toEqual({ created: [today + 8 * dayMs], missing: [] });
});

test('the first and the last millisecond of a day are in its partition', async () => {
  const { sql } = database;
  const first = await insertDayRow(sql, { workspaceId, at: today, state: 'held' });
  const last = await insertDayRow(sql, { workspaceId, at: today + dayMs - 1, state: 'held' });
  const next = await insertDayRow(sql, { workspaceId, at: today + dayMs, state: 'held' });
  expect(await partitionOf(sql, first)).toBe('deliveries_20250624');
  expect(await partitionOf(sql, last)).toBe('deliveries_20250624');
  expect(await partitionOf(sql, next)).toBe('deliveries_20250625');
});

test('processes that race make each day once', async () => {
  const pools = Array.from({ length: 4 }, () =>
    openDatabase(database.url, {
      connectionsMax: 1,
      applicationName: 'race',
      statementTimeoutMs: 30_000,
      connectTimeoutMs: 10_000,
    }),
  );
  const later = noon + 100 * dayMs;
  const results = await Promise.all(pools.map((pool) => ensurePartitions(pool, later)));
  await Promise.all(pools.map((pool) => pool.end()));
  const created = results.flatMap((result) => result.created).toSorted((a, b) => a - b);
  expect(created).toEqual(week.map((day) => day + 100 * dayMs));
  expect(results.flatMap((result) => result.missing)).toEqual([]);
  expect(await partitionDays(database.sql)).toEqual([...week, today + 8 * dayMs, ...created]);
});

test('a table that stays in use is left alone, its days are named as missing, and the next call makes them', async () => {
  const { sql } = database;
  const reader = await sql.reserve();
  await reader`begin`;
  await reader`select count(*) from deliveries_default`;
  const later = noon + 200 * dayMs;
  const blocked = ensurePartitions(sql, later);
  // Publishing goes on beside it.
  await insertDayRow(sql, { workspaceId, at: noon, state: 'succeeded' });
  const result = await blocked;
  expect(result.missing).toEqual(week.map((day) => day + 200 * dayMs));
  await reader`commit`;
  reader.release();
  expect((await ensurePartitions(sql, later)).created).toHaveLength(8);
});

test('a day and its digits name each other', () => {
  expect(dayDigits(today)).toBe('20250624');
  expect(dayOfDigits('20250624')).toBe(today);
  expect(dayOfDigits('20250231')).toBeNull();
  expect(dayOfDigits('default')).toBeNull();
});
