import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ServingBelfryd, serve, stop } from '../belfryd/belfryd-rig.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type DatabaseProxy, databaseProxy } from '../database-proxy.ts';
import { newDataDir, removeDataDirs } from '../embedded-postgres/rig.ts';
import { opened } from '../endpoints/opened.ts';
import { exampleOf } from '../engine-rig.ts';
import { killProcesses } from '../line-process.ts';
import { until } from '../until.ts';
import { eventType, mixedPublications, publisher } from './publisher.ts';
import { expectAllDelivered } from './records.ts';
import { subscribe } from './subscription.ts';
import { tally } from './tally.ts';

let database: TestDatabase;
let proxy: DatabaseProxy;

beforeAll(async () => {
  database = await testDatabase();
  proxy = await databaseProxy(database.url);
});
afterEach(killProcesses);
afterAll(async () => {
  await removeDataDirs();
  await proxy.close();
  await database.close();
});

const eventCount = 1_500;
const aheadMax = 200;

test('while the database is away publishing answers 503 and the process stays; afterwards everything accepted arrives, once', async () => {
  const dataDir = await newDataDir();
  const env = { DATABASE_URL: proxy.url, BELFRY_MASTER_KEY: randomBytes(32).toString('base64') };
  const receiver = await opened(tally(20));
  const belfryd = await serve(dataDir, { env });
  const { key } = await subscribe({ dataDir, url: belfryd.url, options: { env } }, receiver.url);
  const publishing = await opened(
    publisher({
      publications: mixedPublications(eventCount),
      key,
      url: () => belfryd.url,
      pace: (accepted) => receiver.untilEvents(accepted - aheadMax),
      connections: 8,
    }),
  );
  await Promise.race([receiver.untilEvents(eventCount / 2), publishing.finished]);
  expect(publishing.busy()).toBe(true);

  await proxy.refuse();
  const awayAt = performance.now();
  await expectUnavailable(belfryd, key);
  // The calls that were under way have ended, and their outcomes wait; the lease could not be renewed twice.
  await belfryd.until(/Outcomes could not be written; trying again/);
  await belfryd.until(/(The heartbeat failed.*){2}/s);
  await expectUnavailable(belfryd, key);
  const awayMs = Math.round(performance.now() - awayAt);
  await proxy.allow();

  const backAt = performance.now();
  const accepted = publishing.accepted.size;
  await until(() => publishing.accepted.size > accepted);
  const acceptedMs = Math.round(performance.now() - backAt);
  await publishing.finished;
  await until(() => [...publishing.accepted].every((id) => receiver.calls.has(id)));
  await expectAllDelivered(database.sql, () => receiver.calls);
  const deliveredMs = Math.round(performance.now() - backAt);
  process.stdout.write(
    `database away for ${awayMs} ms; back, accepts after ${acceptedMs} ms, all delivered after ${deliveredMs} ms; ` +
      `answers ${JSON.stringify([...publishing.answers])}\n`,
  );
  expect(receiver.received).toHaveLength(receiver.calls.size);
  expect(receiver.calls.size - publishing.accepted.size).toBeLessThanOrEqual(publishing.doubtful());
  expect(publishing.answers.get(0)).toBeUndefined();
  expect((await fetch(`${belfryd.url}/readyz`)).status).toBe(200);
  expect(await stop(belfryd)).toBe(0);
}, 120_000);

async function expectUnavailable({ url }: ServingBelfryd, key: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(exampleOf(eventType)),
  });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await answer.json()).toEqual({
    error: { code: 'unavailable', message: expect.stringContaining('Try again') },
  });
  const readiness = await fetch(`${url}/readyz`);
  expect(readiness.status).toBe(503);
  expect(await readiness.json()).toMatchObject({
    status: 'not_ready',
    checks: [{ name: 'database', ok: false }],
  });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
}
