import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { retryDelivery } from '../../src/app/retry-delivery.ts';
import { rotateSecret } from '../../src/app/rotate-secret.ts';
import { bringOnline, takeOffline } from '../../src/app/webhook-status.ts';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type Sink, type SinkAnswer, sinkEndpoint } from '../endpoints/sink.ts';
import {
  type DeliveryRow,
  type EngineRig,
  engineRig,
  granted,
  makeWebhook,
  makeWorkspace,
  publishExamples,
  testSecret,
  untilDeliveries,
  workspaceOf,
} from '../engine-rig.ts';
import { hmacOf } from '../hmac.ts';

const hourMs = 3_600_000;
/** Where the contract places the automatic retries, counted from the first call. */
const table = [1, 4, 13, 40].map((hours) => hours * hourMs);

describe('a delivery', () => {
  let database: TestDatabase;
  let rig: EngineRig;
  let sink: Sink;
  let answer: SinkAnswer;
  let workspaceId: string;
  let webhookId: string;
  let startedAt: number;
  const clock = testClock(Date.now());

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    clock.set(Date.now());
    startedAt = clock.now();
    answer = { status: 500 };
    sink = await sinkEndpoint(() => answer);
    rig = await engineRig(database.sql, { now: clock.now });
    workspaceId = await makeWorkspace(database.sql);
    webhookId = await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
  });
  afterEach(async () => {
    await rig.stop();
    await sink.close();
  });

  const attempted = async (count: number): Promise<DeliveryRow> => {
    const [row] = await untilDeliveries(
      database.sql,
      workspaceId,
      (rows) => rows[0]?.attempts.length === count && rows[0].lease_owner === null,
    );
    if (row === undefined) throw new Error('There is no delivery.');
    return row;
  };
  const automaticAt = (ms: number): void => {
    clock.set(startedAt + ms);
    rig.engine.wake.due();
  };
  const retry = (id: string) => retryDelivery(rig.context, workspaceOf(workspaceId), id);
  const counters = () =>
    sink.received.map(({ body }) => {
      const { retry_count: retries, remaining_retry_count: remaining } = JSON.parse(body).context;
      return [retries, remaining];
    });

  it.each([0, 1, 2, 3])(
    'whose manual retry succeeds after %i automatic ones is called no more',
    async (automatic) => {
      await publishExamples(rig, workspaceId, 1);
      for (let made = 0; made < automatic; made++) {
        await attempted(made + 1);
        automaticAt(table[made] ?? 0);
      }
      const failed = await attempted(automatic + 1);
      clock.advance(60_000);
      answer = { status: 200 };
      granted(await retry(failed.id));
      const row = await attempted(automatic + 2);
      expect(row).toMatchObject({ state: 'succeeded', next_attempt_at: null, delivered_at: clock.now() });
      expect(row.attempts.at(-1)?.type).toBe('manual_retry');
      automaticAt(100 * hourMs);
      await publishExamples(rig, workspaceId, 1);
      await untilDeliveries(database.sql, workspaceId, (rows) => rows[1]?.state === 'succeeded');
      expect(sink.received).toHaveLength(automatic + 3);
    },
  );

  it.each([0, 1, 2, 3])(
    'whose manual retry fails after %i automatic ones has spent one of four, and the next keeps its place',
    async (automatic) => {
      await publishExamples(rig, workspaceId, 1);
      for (let made = 0; made < automatic; made++) {
        await attempted(made + 1);
        automaticAt(table[made] ?? 0);
      }
      const failed = await attempted(automatic + 1);
      clock.advance(60_000);
      granted(await retry(failed.id));
      const row = await attempted(automatic + 2);
      const next = table[automatic + 1];
      expect(row).toMatchObject({
        retries_made: automatic + 1,
        state: next === undefined ? 'exhausted' : 'pending',
        next_attempt_at: next === undefined ? null : startedAt + next,
      });
      for (let place = automatic + 1; place < table.length; place++) {
        automaticAt(table[place] ?? 0);
        await attempted(place + 2);
      }
      const last = await attempted(5);
      expect(last.state).toBe('exhausted');
      expect(counters()).toEqual([
        [0, 4],
        [1, 3],
        [2, 2],
        [3, 1],
        [4, 0],
      ]);
    },
  );

  it('whose next place in the table has passed when a manual retry fails is called again at once', async () => {
    await publishExamples(rig, workspaceId, 1);
    const failed = await attempted(1);
    granted(await takeOffline(rig.context, workspaceOf(workspaceId), webhookId));
    automaticAt(table[0] ?? 0);
    await untilDeliveries(database.sql, workspaceId, (rows) => rows[0]?.state === 'held');
    // Until the places of the second and third retry have passed.
    clock.set(startedAt + 20 * hourMs);
    granted(await bringOnline(rig.context, workspaceOf(workspaceId), webhookId, 'release'));
    const row = await attempted(4);
    expect(row.id).toBe(failed.id);
    expect(row.attempts.slice(1).map((attempt) => attempt.type)).toEqual([
      'automatic_retry',
      'automatic_retry',
      'automatic_retry',
    ]);
    expect(row).toMatchObject({ state: 'pending', next_attempt_at: startedAt + 40 * hourMs });
  });

  it('that is exhausted can be retried by hand: a failure leaves it exhausted, a success ends it', async () => {
    await publishExamples(rig, workspaceId, 1);
    for (const [made, ms] of table.entries()) {
      await attempted(made + 1);
      automaticAt(ms);
    }
    const exhausted = await attempted(5);
    expect(exhausted.state).toBe('exhausted');
    granted(await retry(exhausted.id));
    expect(await attempted(6)).toMatchObject({ state: 'exhausted', retries_made: 5, delivered_at: null });
    answer = { status: 204 };
    granted(await retry(exhausted.id));
    expect(await attempted(7)).toMatchObject({ state: 'succeeded', retries_made: 6 });
    expect(counters().slice(5)).toEqual([
      [5, 0],
      [6, 0],
    ]);
  });

  it('that succeeded stays so where it is sent again and that fails; the attempt is kept, none follows', async () => {
    answer = { status: 200 };
    await publishExamples(rig, workspaceId, 1);
    const delivered = await attempted(1);
    clock.advance(5_000);
    answer = { status: 500 };
    granted(await retry(delivered.id));
    const row = await attempted(2);
    expect(row).toMatchObject({
      state: 'succeeded',
      delivered_at: delivered.delivered_at,
      next_attempt_at: null,
      error_kind: 'server_error',
    });
    expect(row.attempts.map((attempt) => attempt.status_code)).toEqual([200, 500]);
  });

  it('cannot be retried twice at once, nor while its webhook is offline', async () => {
    await publishExamples(rig, workspaceId, 1);
    const failed = await attempted(1);
    const held = Promise.withResolvers<SinkAnswer>();
    await rig.stop();
    await sink.close();
    sink = await sinkEndpoint(() => held.promise);
    await database.sql`update webhooks set url = ${sink.url} where id = ${webhookId}`;
    rig = await engineRig(database.sql, { now: clock.now });
    granted(await retry(failed.id));
    await sink.untilReceived(1);
    expect(await retry(failed.id)).toMatchObject({ ok: false, refusal: { code: 'delivery_in_flight' } });
    held.resolve({ status: 500 });
    await attempted(2);
    granted(await takeOffline(rig.context, workspaceOf(workspaceId), webhookId));
    expect(await retry(failed.id)).toMatchObject({ ok: false, refusal: { code: 'webhook_offline' } });
  });

  it('is signed with the old secret too until its grace is over, retries included, and then no more', async () => {
    const secret = `dotsecret.${'n'.repeat(43)}`;
    await publishExamples(rig, workspaceId, 1);
    await attempted(1);
    granted(await rotateSecret(rig.context, workspaceOf(workspaceId), webhookId, { graceHours: 4, secret }));
    automaticAt(hourMs);
    await attempted(2);
    // The grace ends at the moment of the second retry: not before it, so it is over then.
    automaticAt(4 * hourMs);
    await attempted(3);
    const [before, during, after] = sink.received;
    expect(before?.headers['dotfile-signature']).toBe(hmacOf(before?.body, testSecret));
    expect(before?.headers['dotfile-old-signature']).toBeUndefined();
    expect(during?.headers['dotfile-signature']).toBe(hmacOf(during?.body, secret));
    expect(during?.headers['dotfile-old-signature']).toBe(hmacOf(during?.body, testSecret));
    expect(after?.headers['dotfile-signature']).toBe(hmacOf(after?.body, secret));
    expect(after?.headers['dotfile-old-signature']).toBeUndefined();
  });
});
