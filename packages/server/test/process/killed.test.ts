import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { backlogMax } from '../../src/engine/recorder.ts';
import { settings } from '../../src/settings.ts';
import { type ServingBelfryd, serve, stop } from '../belfryd/belfryd-rig.ts';
import { newDataDir, removeDataDirs, serverPid } from '../embedded-postgres/rig.ts';
import { opened } from '../endpoints/opened.ts';
import { killProcesses } from '../line-process.ts';
import { until } from '../until.ts';
import { mixedPublications, type Publisher, publisher } from './publisher.ts';
import { expectAllDelivered, inDatabaseOf, writtenEvents } from './records.ts';
import { subscribe } from './subscription.ts';
import { type Tally, tally } from './tally.ts';

afterEach(killProcesses);
afterAll(removeDataDirs);

const eventCount = 5_000;
/** The publisher stays no more than this many events ahead of the receiver, so that every kill meets a steady flow. */
const aheadMax = 400;
const connections = 8;
const answerMs = 20;

/**
 * A call is lost where belfryd was killed before its outcome was in the database: it was under way, or its outcome
 * waited in the recorder. There are never more of them than
 *   calls under way (the concurrency of the one endpoint) + outcomes not written yet (the recorder's backlog).
 */
const lostCallsMax = settings.concurrencyPerEndpoint.defaultValue + backlogMax;

let dataDir: string;
let receiver: Tally;
let belfryd: ServingBelfryd;
let publishing: Publisher;

beforeEach(async () => {
  dataDir = await newDataDir();
  receiver = await opened(tally(answerMs));
  belfryd = await serve(dataDir);
  const { key } = await subscribe({ dataDir, url: belfryd.url }, receiver.url);
  publishing = await opened(
    publisher({
      publications: mixedPublications(eventCount),
      key,
      url: () => belfryd.url,
      pace: (accepted) => receiver.untilEvents(accepted - aheadMax),
      connections,
    }),
  );
});

test('5,000 accepted events arrive though belfryd is killed three times and PostgreSQL once; repeated is exactly what was in flight', async () => {
  const lost: number[] = [];
  let generationStart = 0;
  async function killBelfryd(): Promise<void> {
    const calls = await callsLostByKill(generationStart);
    generationStart = receiver.received.length;
    lost.push(calls);
    // The receiver had not answered yet the call that was waited for.
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThanOrEqual(lostCallsMax);
    expect(publishing.busy()).toBe(true);
    await restart(calls);
  }

  await reached(0.2);
  await killBelfryd();
  await reached(0.4);
  await killPostgres();
  expect(publishing.busy()).toBe(true);
  await reached(0.6);
  await killBelfryd();
  await reached(0.8);
  await killBelfryd();

  await publishing.finished;
  expect(publishing.accepted.size).toBe(eventCount);
  const { calls } = receiver;
  await until(() => [...publishing.accepted].every((id) => calls.has(id)));
  await inDatabaseOf(dataDir, (sql) => expectAllDelivered(sql, () => calls));
  const unnamed = calls.size - eventCount;
  expect(unnamed).toBeLessThanOrEqual(publishing.doubtful());
  const repeated = receiver.received.length - calls.size;
  expect(repeated).toBe(lost.reduce((sum, calls) => sum + calls, 0));
  say(
    `${repeated} of ${receiver.received.length} calls were repetitions; the kills had lost ${lost.join(', ')}`,
  );
  say(
    `answers to publishing: ${JSON.stringify(Object.fromEntries(publishing.answers))}; recorded without an answer: ${unnamed}`,
  );
  expect(await stop(belfryd)).toBe(0);
}, 120_000);

/** Resolves when that share of the events has been received; rejects where publishing has failed. */
async function reached(share: number): Promise<void> {
  await Promise.race([receiver.untilEvents(eventCount * share), publishing.finished]);
}

/** Kills belfryd; answers how many calls it had made whose outcome is not in the database. */
async function callsLostByKill(firstCall: number): Promise<number> {
  belfryd.kill('SIGKILL');
  await belfryd.ended;
  await receiver.untilDisconnected();
  const written = await inDatabaseOf(dataDir, writtenEvents);
  return receiver.eventIdsFrom(firstCall).filter((id) => !written.has(id)).length;
}

async function restart(lost: number): Promise<void> {
  const received = receiver.received.length;
  const startedAt = performance.now();
  belfryd = await serve(dataDir);
  const listensAt = performance.now();
  await receiver.untilReceived(received + 1);
  say(
    `belfryd killed with ${lost} calls in flight: listens ${ms(startedAt, listensAt)} after its start, ` +
      `calls after ${ms(startedAt)}`,
  );
}

/** Kills the first process of the embedded PostgreSQL, and waits until publishing works again. */
async function killPostgres(): Promise<void> {
  const pid = await serverPid(dataDir);
  if (pid === null) throw new Error('It runs.');
  const killedAt = performance.now();
  process.kill(pid, 'SIGKILL');
  await belfryd.until(/PostgreSQL runs again/);
  const runsAt = performance.now();
  const accepted = publishing.accepted.size;
  await until(() => publishing.accepted.size > accepted);
  say(`PostgreSQL killed: runs again after ${ms(killedAt, runsAt)}, accepts after ${ms(killedAt)}`);
}

function ms(from: number, to = performance.now()): string {
  return `${Math.round(to - from)} ms`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
