import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { makeWebhook, makeWorkspace } from '../../test/engine-rig.ts';
import { readWaiting } from './overview.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('what is due is what nobody has taken and whose time has come; counts end at their limit', async () => {
  const { sql } = database;
  const workspaceId = await makeWorkspace(sql);
  const webhookId = await makeWebhook(sql, workspaceId, {
    url: 'http://127.0.0.1/',
    events: ['Case.Created'],
  });
  const now = Date.UTC(2026, 4, 1);
  const add = (sequence: number, dueInMs: number, owner: string | null = null) => sql`
    insert into deliveries (workspace_id, id, event_id, webhook_id, type, state, next_attempt_at, next_attempt_type,
      lease_owner)
    values (${workspaceId}, ${`019b76da-a800-7000-8000-00000000000${sequence}`}, ${webhookId}, ${webhookId},
      'Case.Created', 'pending', to_timestamp(${(now + dueInMs) / 1000}::float8), 'first_call', ${owner})`;
  expect(await readWaiting(sql, workspaceId, now, 10)).toEqual({
    pending: 0,
    held: 0,
    due: 0,
    dueSince: null,
  });
  await add(1, -60_000);
  await add(2, -3_600_000);
  await add(3, 60_000);
  await add(4, -7_200_000, webhookId);
  expect(await readWaiting(sql, workspaceId, now, 10)).toEqual({
    pending: 4,
    held: 0,
    due: 2,
    dueSince: now - 3_600_000,
  });
  expect(await readWaiting(sql, workspaceId, now, 1)).toMatchObject({ pending: 1, due: 1 });
});
