import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { until } from '../../test/until.ts';
import type { Change } from '../domain/change.ts';
import { announceChange } from '../store/changes.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { type ChangeFeed, createChangeFeed } from './change-feed.ts';
import { type ChangeRelay, createChangeRelay } from './change-relay.ts';

const workspaceId = '019b76da-a800-7000-8000-000000000001';
const otherId = '019b76da-a800-7000-8000-000000000002';

interface Process {
  readonly sql: Database;
  readonly feed: ChangeFeed;
  readonly relay: ChangeRelay;
}

let database: TestDatabase;
let processes: Process[] = [];
/** What went over the wire. */
let sent: string[] = [];
let deafen: () => Promise<void>;

beforeAll(async () => {
  database = await testDatabase();
  return () => database.close();
});
beforeEach(async () => {
  sent = [];
  const listening = await database.sql.listen('belfry_changes', (payload) => void sent.push(payload));
  deafen = listening.unlisten;
});
afterEach(async () => {
  await deafen();
  for (const { sql, feed, relay } of processes.splice(0)) {
    feed.stop();
    await relay.stop();
    await sql.end();
  }
  processes = [];
});

async function startProcess(self: string, alone = false): Promise<Process> {
  const sql = openDatabase(database.url, {
    connectionsMax: 2,
    applicationName: self,
    statementTimeoutMs: 10_000,
    connectTimeoutMs: 10_000,
  });
  const now = Date.now;
  const feed = createChangeFeed({ name: self, now, gatherMs: 5, firstMs: 0 });
  const failed = (error: unknown): void => {
    throw error;
  };
  const relay = createChangeRelay({ sql, feed, self, alone, now, failed });
  await relay.start();
  const made = { sql, feed, relay };
  processes.push(made);
  return made;
}

function watch({ feed }: Process, workspace = workspaceId) {
  const changes: Change[] = [];
  let lost = 0;
  feed.watch(workspace, null, {
    changed: (_id, change) => void changes.push(change),
    lost: () => lost++,
  });
  return { changes, lost: () => lost };
}

test('who watches in one process hears what changes in another, of its workspace alone', async () => {
  const [here, there] = [await startProcess('here'), await startProcess('there')];
  const watcher = watch(here);
  await until(() => {
    there.relay.note(otherId, 'deliveries', 'w-2');
    there.relay.note(workspaceId, 'deliveries', 'w-1');
    return watcher.changes.length > 0;
  });
  expect(watcher.changes[0]).toEqual({ topics: ['deliveries'], webhookIds: ['w-1'] });
  expect(sent.join()).not.toContain(otherId);
});

test('what is noted just before the word that somebody watches arrives is told all the same', async () => {
  const [here, there] = [await startProcess('here'), await startProcess('there')];
  const watcher = watch(here);
  there.relay.note(workspaceId, 'events');
  await until(() => watcher.changes.length > 0);
  expect(watcher.changes).toEqual([{ topics: ['events'], webhookIds: [] }]);
});

test('however much is noted, there is one notification a second, and none of what nobody watches elsewhere', async () => {
  const [here, there] = [await startProcess('here'), await startProcess('there')];
  const [watcher, local] = [watch(here), watch(there, otherId)];
  const startedAt = performance.now();
  await until(() => {
    for (let note = 0; note < 100; note++) there.relay.note(workspaceId, 'deliveries');
    there.relay.note(otherId, 'deliveries');
    return watcher.changes.length >= 2 && local.changes.length > 0;
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(sent.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
  expect(sent.join()).not.toContain(otherId);
});

test('what is announced in a transaction is heard everywhere at its commit, and never when it fails', async () => {
  const [here, there] = [await startProcess('here'), await startProcess('there', true)];
  const watchers = [watch(here), watch(there)];
  await there.sql
    .begin(async (sql) => {
      await announceChange(sql, workspaceId, 'members');
      throw new Error('It fails.');
    })
    .catch(() => {});
  await there.sql.begin((sql) => announceChange(sql, workspaceId, 'keys'));
  await until(() => watchers.every(({ changes }) => changes.length > 0));
  for (const { changes } of watchers) expect(changes).toEqual([{ topics: ['keys'], webhookIds: [] }]);
});

test('when the connection that listens was lost, every watcher hears that anything may have changed', async () => {
  const here = await startProcess('here');
  const watcher = watch(here);
  await database.sql`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'here' and query like 'listen%'`;
  await until(() => watcher.lost() > 0);
  await until(async () => {
    await database.sql.begin((sql) => announceChange(sql, workspaceId, 'keys'));
    return watcher.changes.length > 0;
  });
});
