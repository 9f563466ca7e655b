import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ServingBelfryd, serve, stop } from '../belfryd/belfryd-rig.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { newDataDir, removeDataDirs } from '../embedded-postgres/rig.ts';
import { type GatedSink, gatedSink } from '../endpoints/gated-sink.ts';
import { opened } from '../endpoints/opened.ts';
import { killProcesses } from '../line-process.ts';
import { until } from '../until.ts';
import { mixedPublications, type Publisher, publicationOf, publisher } from './publisher.ts';
import { expectAllDelivered } from './records.ts';
import { subscribe } from './subscription.ts';

let dataDir: string;
let database: TestDatabase;
let env: Record<string, string>;
let sink: GatedSink;

beforeAll(async () => {
  dataDir = await newDataDir();
});
beforeEach(async () => {
  database = await testDatabase();
  env = {
    DATABASE_URL: database.url,
    BELFRY_MASTER_KEY: randomBytes(32).toString('base64'),
    BELFRY_CONCURRENCY_PER_ENDPOINT: `${concurrency}`,
  };
  sink = await opened(gatedSink());
});
afterEach(async () => {
  await killProcesses();
  await database.close();
});
afterAll(removeDataDirs);

/** Calls under way at once, of one process to the one webhook. */
const concurrency = 32;
const aheadMax = 400;
const connections = 8;

test('two processes that both publish and deliver make each of 3,000 deliveries once', async () => {
  sink.open();
  const both = [await start('all'), await start('all')] as const;
  const publishing = await publish(3_000, both, await subscription(both[0]));
  await publishing.finished;
  await expectAllDelivered(database.sql, sink.callsByEvent);
  expect(sink.received).toHaveLength(3_000);
  expect(new Set(sink.eventIds())).toEqual(publishing.accepted);
  const made = await Promise.all(both.map(callsMade));
  expect(Math.min(...made)).toBeGreaterThan(0);
  say(`the two processes made ${made.join(' and ')} calls`);
  expect(await Promise.all(both.map(stop))).toEqual([0, 0]);
}, 60_000);

test('what a process without workers accepts, two workers share and deliver once', async () => {
  sink.open();
  const [api, ...workers] = [await start('api'), await start('worker'), await start('worker')];
  const publishing = await publish(1_000, [api], await subscription(api));
  await publishing.finished;
  await expectAllDelivered(database.sql, sink.callsByEvent);
  expect(sink.received).toHaveLength(1_000);
  expect(await callsMade(api)).toBe(0);
  const made = await Promise.all(workers.map(callsMade));
  expect(made.reduce((sum, calls) => sum + calls, 0)).toBe(1_000);
  say(`the two workers made ${made.join(' and ')} calls`);
  expect(await Promise.all([api, ...workers].map(stop))).toEqual([0, 0, 0]);
}, 60_000);

test('a process takes over the deliveries of one that is killed, and repeats what was in flight', async () => {
  const [killed, survivor] = [await start('all'), await start('all')];
  const key = await subscription(killed);
  // As many as may be under way: they come to be rows with a lease; what follows is known by its hand-off alone.
  const inFlight = await publishBatch(killed, key, concurrency);
  await sink.untilWaiting(concurrency);
  await until(async () => (await leasedDeliveries()) === concurrency);
  const queued = await publishBatch(killed, key, 50);
  killed.kill('SIGKILL');
  await killed.ended;
  const killedAt = performance.now();
  sink.open();
  await sink.untilReceived(concurrency + 1);
  const firstMs = Math.round(performance.now() - killedAt);
  await sink.untilReceived(2 * concurrency + 50);
  const allMs = Math.round(performance.now() - killedAt);
  say(`deliveries of a killed process were taken over after ${firstMs} ms, all made after ${allMs} ms`);
  await expectAllDelivered(database.sql, sink.callsByEvent);
  const calls = sink.callsByEvent();
  expect(inFlight.map((id) => calls.get(id))).toEqual(inFlight.map(() => 2));
  expect(queued.map((id) => calls.get(id))).toEqual(queued.map(() => 1));
  expect(await stop(survivor)).toBe(0);
}, 60_000);

function start(role: 'all' | 'api' | 'worker'): Promise<ServingBelfryd> {
  return serve(dataDir, { env, args: ['--dev', '--role', role] });
}

async function subscription({ url }: ServingBelfryd): Promise<string> {
  return (await subscribe({ dataDir, url, options: { env } }, sink.url)).key;
}

/** Publishes to the processes in turn. */
function publish(count: number, to: readonly ServingBelfryd[], key: string): Promise<Publisher> {
  let turn = 0;
  return opened(
    publisher({
      publications: mixedPublications(count),
      key,
      url: () => to[turn++ % to.length]?.url ?? '',
      pace: (accepted) => sink.untilReceived(accepted - aheadMax),
      connections,
    }),
  );
}

/** Publishes that many events as one batch; answers their ids. */
async function publishBatch({ url }: ServingBelfryd, key: string, count: number): Promise<readonly string[]> {
  const publishing = publisher({
    publications: [publicationOf(count)],
    key,
    url: () => url,
    pace: async () => {},
    connections: 1,
  });
  await publishing.finished;
  return [...publishing.accepted];
}

async function callsMade({ url }: ServingBelfryd): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^belfry_calls_succeeded_total (\d+)$/m.exec(text)?.[1]);
}

async function leasedDeliveries(): Promise<number> {
  return (await database.sql`select from deliveries where lease_owner is not null`).count;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
