import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { type ServingBelfryd, serve, stop } from '../belfryd/belfryd-rig.ts';
import { newDataDir, removeDataDirs, serverPid } from '../embedded-postgres/rig.ts';
import { gatedSink } from '../endpoints/gated-sink.ts';
import { opened } from '../endpoints/opened.ts';
import { killProcesses } from '../line-process.ts';
import { until } from '../until.ts';
import { mixedPublications, publicationOf, publisher } from './publisher.ts';
import { expectAllDelivered, inDatabaseOf } from './records.ts';
import { subscribe } from './subscription.ts';
import { tally } from './tally.ts';

let dataDir: string;
let belfryd: ServingBelfryd;

beforeEach(async () => {
  dataDir = await newDataDir();
});
afterEach(async () => {
  await killProcesses();
  await removeDataDirs();
});
afterAll(removeDataDirs);

const concurrency = 32;

test('SIGTERM in the middle of publishing finishes what is under way: after the next start nothing is missing, nothing repeated', async () => {
  const receiver = await opened(tally(20));
  belfryd = await serve(dataDir);
  const { key } = await subscribe({ dataDir, url: belfryd.url }, receiver.url);
  const publishing = await opened(
    publisher({
      publications: mixedPublications(1_000),
      key,
      url: () => belfryd.url,
      pace: (accepted) => receiver.untilEvents(accepted - 200),
      connections: 8,
    }),
  );
  await Promise.race([receiver.untilEvents(400), publishing.finished]);
  expect(publishing.busy()).toBe(true);
  await expectStop();
  belfryd = await serve(dataDir);
  await publishing.finished;
  await until(() => [...publishing.accepted].every((id) => receiver.calls.has(id)));
  await inDatabaseOf(dataDir, (sql) => expectAllDelivered(sql, () => receiver.calls));
  expect(receiver.received).toHaveLength(receiver.calls.size);
  expect(receiver.calls.size - 1_000).toBeLessThanOrEqual(publishing.doubtful());
  expect(await stop(belfryd)).toBe(0);
}, 60_000);

test('SIGTERM releases the calls that an endpoint keeps hanging; the next start makes them and what was queued', async () => {
  const sink = await opened(gatedSink());
  const env = {
    BELFRY_CONCURRENCY_PER_ENDPOINT: `${concurrency}`,
    // Less than its 20 s, so that the test is short; no call ends by itself in that time.
    BELFRY_SHUTDOWN_TIMEOUT_MS: '8000',
  };
  belfryd = await serve(dataDir, { env });
  const { key } = await subscribe({ dataDir, url: belfryd.url }, sink.url);
  const { url } = belfryd;
  const publishing = publisher({
    publications: [publicationOf(2 * concurrency)],
    key,
    url: () => url,
    pace: async () => {},
    connections: 1,
  });
  await publishing.finished;
  await sink.untilWaiting(concurrency);
  const finished = new Set(sink.eventIds().slice(0, concurrency / 2));

  const stopped = expectStop(8_000);
  await belfryd.until(/"stopping"/);
  for (const id of finished) sink.answer(id, { status: 200 });
  await stopped;
  const released = sink.eventIds().filter((id) => !finished.has(id));
  expect(released.length).toBeGreaterThanOrEqual(concurrency / 2);

  sink.open();
  belfryd = await serve(dataDir);
  await inDatabaseOf(dataDir, (sql) => expectAllDelivered(sql, sink.callsByEvent));
  const calls = sink.callsByEvent();
  expect(new Set(calls.keys())).toEqual(publishing.accepted);
  const repeated = [...calls].filter(([, count]) => count > 1).map(([id]) => id);
  expect(repeated.sort()).toEqual(released.sort());
  expect(sink.received).toHaveLength(calls.size + released.length);
  expect(await stop(belfryd)).toBe(0);
}, 60_000);

/** SIGTERM, and a clean end in time, its database included. */
async function expectStop(stopMsMax = 20_000): Promise<void> {
  const startedAt = performance.now();
  expect(await stop(belfryd)).toBe(0);
  const tookMs = Math.round(performance.now() - startedAt);
  expect(tookMs).toBeLessThan(stopMsMax);
  expect(await serverPid(dataDir)).toBeNull();
  process.stdout.write(`stopped ${tookMs} ms after SIGTERM\n`);
}
