import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { insertDayRow, type StoredState } from '../../test/day-rows.ts';
import { dayMs, dayStart } from '../domain/day.ts';
import { idFloor } from '../domain/id.ts';
import { openDatabase } from './database.ts';
import { ensurePartitions, partitionDays } from './partitions.ts';
import { dropPartitionsBefore, pruneDefaultPartition } from './retention.ts';

const noon = Date.UTC(2025, 5, 24, 12);
const firstDay = dayStart(noon);
const retainedFrom = firstDay + 2 * dayMs;
const states: readonly StoredState[] = ['pending', 'succeeded', 'exhausted', 'held', 'discarded'];
const workspaceId = randomUUID();
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.sql`truncate events, deliveries, handoffs`;
  await ensurePartitions(database.sql, noon);
});
afterAll(() => database.close());

async function counts() {
  const { sql } = database;
  const deliveries = await sql<{ name: string; state: string }[]>`
    select tableoid::regclass::text as name, state from deliveries order by 1, 2`;
  const events = await sql<
    { name: string }[]
  >`select tableoid::regclass::text as name from events order by 1`;
  return {
    deliveries: deliveries.map((row) => `${row.name} ${row.state}`),
    events: events.map((row) => row.name),
  };
}

async function insertEveryState(at: number) {
  for (const state of states) await insertDayRow(database.sql, { workspaceId, at, state });
}

test('a day past retention goes; what is still to be delivered stays, with its events', async () => {
  await insertEveryState(noon);
  await insertEveryState(noon + 2 * dayMs);
  const outcomes = await dropPartitionsBefore(database.sql, retainedFrom);
  expect(outcomes).toEqual([
    { day: firstDay, kind: 'dropped', moved: 2 },
    { day: firstDay + dayMs, kind: 'dropped', moved: 0 },
  ]);
  expect(await counts()).toEqual({
    deliveries: [
      ...['discarded', 'exhausted', 'held', 'pending', 'succeeded'].map(
        (state) => `deliveries_20250626 ${state}`,
      ),
      'deliveries_default held',
      'deliveries_default pending',
    ],
    events: [...states.map(() => 'events_20250626'), 'events_default', 'events_default'],
  });
  const kept = await database.sql`
    select from deliveries d join events e on e.workspace_id = d.workspace_id and e.id = d.event_id`;
  expect(kept).toHaveLength(7);
});

test('a day of which a part is still in retention stays', async () => {
  expect(await dropPartitionsBefore(database.sql, firstDay + dayMs - 1)).toEqual([]);
  expect(await partitionDays(database.sql)).toContain(firstDay);
});

test('what stayed goes once it is finished and its last attempt is past retention', async () => {
  const { sql } = database;
  await insertEveryState(noon);
  await dropPartitionsBefore(sql, retainedFrom);
  expect(await pruneDefaultPartition(sql, retainedFrom)).toEqual({ deliveries: 0, events: 0 });
  await sql`update deliveries set state = 'succeeded', next_attempt_at = null, next_attempt_type = null,
            delivered_at = ${new Date(retainedFrom + 5)}, last_attempt_at = ${new Date(retainedFrom + 5)}
            where state = 'held'`;
  expect(await pruneDefaultPartition(sql, retainedFrom)).toEqual({ deliveries: 0, events: 0 });
  expect(await pruneDefaultPartition(sql, retainedFrom + dayMs)).toEqual({ deliveries: 1, events: 1 });
  expect(await counts()).toEqual({ deliveries: ['deliveries_default pending'], events: ['events_default'] });
});

test('a day with more unfinished deliveries than may be moved is thinned in place', async () => {
  await insertEveryState(noon);
  await insertEveryState(noon + 1);
  const [first] = await dropPartitionsBefore(database.sql, retainedFrom, 3);
  expect(first).toEqual({ day: firstDay, kind: 'thinned', deleted: 6 });
  const { deliveries, events } = await counts();
  expect(deliveries).toEqual(
    ['held', 'held', 'pending', 'pending'].map((state) => `deliveries_20250624 ${state}`),
  );
  expect(events).toEqual(Array(4).fill('events_20250624'));
});

test('a day is kept while deliveries of its time are accepted and not written yet', async () => {
  const { sql } = database;
  await insertDayRow(sql, { workspaceId, at: noon, state: 'succeeded' });
  await sql`insert into handoffs values (${workspaceId}, ${idFloor(noon)}, ${randomUUID()}, '[]')`;
  expect(await dropPartitionsBefore(sql, firstDay + dayMs)).toEqual([{ day: firstDay, kind: 'handing_off' }]);
  await sql`delete from handoffs`;
  expect(await dropPartitionsBefore(sql, firstDay + dayMs)).toEqual([
    { day: firstDay, kind: 'dropped', moved: 0 },
  ]);
});

test('while the tables are in use nothing is dropped, nobody is aborted, and the day can be tried again', async () => {
  const { sql } = database;
  await insertDayRow(sql, { workspaceId, at: noon, state: 'succeeded' });
  const reader = await sql.reserve();
  await reader`begin`;
  await reader`select count(*) from events`;
  expect(await dropPartitionsBefore(sql, firstDay + dayMs)).toEqual([{ day: firstDay, kind: 'busy' }]);
  await reader`select count(*) from deliveries`;
  await reader`commit`;
  reader.release();
  expect(await dropPartitionsBefore(sql, firstDay + dayMs)).toEqual([
    { day: firstDay, kind: 'dropped', moved: 0 },
  ]);
});

test('processes that race drop each day once and keep every unfinished delivery', async () => {
  for (let day = 0; day < 4; day += 1) await insertEveryState(noon + day * dayMs);
  const pools = Array.from({ length: 3 }, () =>
    openDatabase(database.url, {
      connectionsMax: 1,
      applicationName: 'race',
      statementTimeoutMs: 30_000,
      connectTimeoutMs: 10_000,
    }),
  );
  const results = await Promise.all(pools.map((pool) => dropPartitionsBefore(pool, firstDay + 4 * dayMs)));
  await Promise.all(pools.map((pool) => pool.end()));
  expect(results.flat().map((outcome) => outcome.kind)).toEqual(Array(4).fill('dropped'));
  expect((await counts()).deliveries).toEqual([
    ...Array(4).fill('deliveries_default held'),
    ...Array(4).fill('deliveries_default pending'),
  ]);
});
