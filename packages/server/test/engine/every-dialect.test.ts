import { randomBytes } from 'node:crypto';
import { dialectNames } from '@belfry/dialects';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDelivery } from '../../src/app/read-delivery.ts';
import { retryDelivery } from '../../src/app/retry-delivery.ts';
import { bringOnline, takeOffline } from '../../src/app/webhook-status.ts';
import { createWebhookTest } from '../../src/app/webhook-test.ts';
import { readWebhook } from '../../src/app/webhooks.ts';
import { testHeader } from '../../src/domain/test-call.ts';
import { createCaller } from '../../src/engine/call/caller.ts';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type DialectWorkspace, dialectWorkspace } from '../dialect-workspace.ts';
import { type Sink, type SinkAnswer, sinkEndpoint } from '../endpoints/sink.ts';
import {
  allSucceeded,
  type DeliveryRow,
  deliveriesOf,
  type EngineRig,
  engineRig,
  granted,
  makeWebhook,
  untilDeliveries,
} from '../engine-rig.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** What a webhook of any dialect is promised: a new dialect is held to it by being registered. */
describe.each(dialectNames)('a webhook of a workspace of dialect %s', (dialectName) => {
  let rig: EngineRig;
  let sink: Sink;
  let answer: SinkAnswer;
  let made: DialectWorkspace;
  const clock = testClock(Date.now());

  beforeEach(async () => {
    clock.set(Date.now());
    answer = { status: 200, body: 'ok' };
    sink = await sinkEndpoint(() => answer);
    rig = await engineRig(database.sql, { now: clock.now });
    made = await dialectWorkspace(rig, dialectName);
  });
  afterEach(async () => {
    await rig.stop();
    await sink.close();
  });

  const rows = () => deliveriesOf(database.sql, made.workspace.id);
  const until = (condition: (all: readonly DeliveryRow[]) => boolean) =>
    untilDeliveries(database.sql, made.workspace.id, condition);
  /** The one delivery, once so many attempts of it are recorded and nobody is making another one. */
  const attempted = async (count: number): Promise<DeliveryRow> => {
    const [row] = await until(([one]) => one?.attempts.length === count && one.lease_owner === null);
    if (row === undefined) throw new Error('There is no delivery.');
    return row;
  };
  const moveTo = (ms: number | null): void => {
    clock.set(ms ?? clock.now());
    rig.engine.wake.due();
  };

  it('is called once for an event, with the body and the headers that the log shows', async () => {
    await made.webhook({ url: sink.url });
    const eventId = await made.publish();
    const row = await attempted(1);
    expect(row).toMatchObject({ state: 'succeeded', event_id: eventId });
    const { delivery, body } = granted(await readDelivery(rig.context, made.workspace, row.id));
    expect(sink.received).toHaveLength(1);
    const [received] = sink.received;
    expect(received?.body).toBe(body);
    expect(received?.headers).toMatchObject(delivery.attempts[0]?.request_headers ?? { none: true });
    expect(Object.values(received?.headers ?? {})).toContain(eventId);
    expect(JSON.stringify(JSON.parse(body ?? ''))).toContain(JSON.stringify(made.draft.data).slice(1, -1));
  });

  it("carries its static headers on every call, and none of them takes the place of the contract's", async () => {
    await made.webhook({ url: sink.url, headers: { 'x-team': 'Risk & Compliance' } });
    await made.publish();
    await attempted(1);
    expect(sink.received[0]?.headers['x-team']).toBe('Risk & Compliance');
    const contract = Object.keys((await rows())[0]?.attempts[0]?.request_headers ?? {}).filter(
      (name) => name !== 'x-team',
    );
    expect(contract.length).toBeGreaterThan(3);
    // The API refuses these; a row may hold them all the same, from before the contract had the header.
    const headers = Object.fromEntries(contract.map((name) => [name, 'mine']));
    const { draft } = made;
    const { secrets } = made.dialect;
    const secret = secrets.generate(secrets.schemes[0], randomBytes);
    const other = await sinkEndpoint();
    await makeWebhook(database.sql, made.workspace.id, {
      url: other.url,
      events: [draft.type],
      secret,
      headers,
    });
    await made.publish();
    await until(allSucceeded(3));
    await other.close();
    for (const name of contract) expect(other.received[0]?.headers[name]).not.toBe('mine');
  });

  it('is called again with the same event until it answers 2xx, when the contract says', async () => {
    await made.webhook({ url: sink.url });
    answer = { status: 500 };
    const eventId = await made.publish();
    const first = await attempted(1);
    expect(first.state).toBe('pending');
    expect(first.next_attempt_at).toBeGreaterThan(clock.now());
    moveTo(first.next_attempt_at);
    const second = await attempted(2);
    answer = { status: 204 };
    moveTo(second.next_attempt_at);
    expect(await attempted(3)).toMatchObject({ state: 'succeeded', next_attempt_at: null });
    expect(sink.received.map(({ headers }) => Object.values(headers).includes(eventId))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('is given up after the automatic retries of the contract, and a manual retry is made all the same', async () => {
    await made.webhook({ url: sink.url });
    answer = { status: 500 };
    await made.publish();
    const calls = 1 + made.dialect.retry.automaticRetriesMax;
    for (let count = 1; count < calls; count++) moveTo((await attempted(count)).next_attempt_at);
    const row = await attempted(calls);
    expect(row).toMatchObject({ state: 'exhausted', next_attempt_at: null });
    answer = { status: 200 };
    granted(await retryDelivery(rig.context, made.workspace, row.id));
    const last = await attempted(calls + 1);
    expect(last).toMatchObject({ state: 'succeeded' });
    expect(last.attempts.at(-1)?.type).toBe('manual_retry');
  });

  it('gets a delivery that succeeded once more when a person says so, and it stays succeeded whatever comes', async () => {
    await made.webhook({ url: sink.url });
    const eventId = await made.publish();
    const row = await attempted(1);
    answer = { status: 500 };
    granted(await retryDelivery(rig.context, made.workspace, row.id));
    expect(await attempted(2)).toMatchObject({
      state: 'succeeded',
      delivered_at: row.delivered_at,
      next_attempt_at: null,
    });
    expect(sink.received.map(({ headers }) => Object.values(headers).includes(eventId))).toEqual([
      true,
      true,
    ]);
  });

  it('is not called while offline: deliveries and retries are held, and sent when it is online again', async () => {
    const { id } = await made.webhook({ url: sink.url });
    answer = { status: 500 };
    await made.publish();
    const failed = await attempted(1);
    granted(await takeOffline(rig.context, made.workspace, id));
    await made.publish();
    moveTo(failed.next_attempt_at);
    await until((all) => all.length === 2 && all.every((row) => row.state === 'held'));
    expect(sink.received).toHaveLength(1);
    answer = { status: 200 };
    granted(await bringOnline(rig.context, made.workspace, id, 'release'));
    await until(allSucceeded(2));
    expect(sink.received).toHaveLength(3);
  });

  it('is tested with one marked call, which is logged, never made again, and says nothing of its health', async () => {
    const { id } = await made.webhook({ url: sink.url, headers: { 'x-team': 'Risk' } });
    answer = { status: 500, body: 'not now' };
    const caller = createCaller({ policy: rig.context.targets });
    const test = createWebhookTest(rig.context, (...call) => caller.call(...call));
    const { deliveryId, attempt } = granted(await test(made.workspace, id, undefined));
    await caller.close();
    expect(attempt).toMatchObject({ status_code: 500, response_body: 'not now', next_attempt_at: null });
    expect(sink.received).toHaveLength(1);
    expect(sink.received[0]?.headers).toMatchObject({ [testHeader]: 'true', 'x-team': 'Risk' });
    const { body } = granted(await readDelivery(rig.context, made.workspace, deliveryId));
    expect(sink.received[0]?.body).toBe(body);
    expect(await rows()).toMatchObject([{ id: deliveryId, state: 'exhausted', next_attempt_at: null }]);
    const { health } = granted(await readWebhook(rig.context, made.workspace, id));
    expect(health.failures).toBe(0);
    answer = { status: 500 };
    await made.publish();
    await until((all) => all.some((row) => row.id !== deliveryId && row.attempts.length === 1));
    expect(granted(await readWebhook(rig.context, made.workspace, id)).health.failures).toBe(1);
  });
});
