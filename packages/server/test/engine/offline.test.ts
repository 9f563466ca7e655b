import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bringOnline, takeOffline } from '../../src/app/webhook-status.ts';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type GatedSink, gatedSink } from '../endpoints/gated-sink.ts';
import { type Sink, type SinkAnswer, sinkEndpoint } from '../endpoints/sink.ts';
import {
  allSucceeded,
  deliveriesOf,
  type EngineRig,
  engineRig,
  granted,
  makeWebhook,
  makeWorkspace,
  publishExamples,
  untilDeliveries,
  workspaceOf,
} from '../engine-rig.ts';
import { until } from '../until.ts';

const hourMs = 3_600_000;

describe('a webhook', () => {
  let database: TestDatabase;
  let rig: EngineRig;
  let sink: Sink;
  let answer: SinkAnswer;
  let workspaceId: string;
  let webhookId: string;
  const clock = testClock(Date.now());

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    clock.set(Date.now());
    answer = { status: 500, body: 'no' };
    sink = await sinkEndpoint(() => answer);
    rig = await engineRig(database.sql, { now: clock.now });
    workspaceId = await makeWorkspace(database.sql);
    webhookId = await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
  });
  afterEach(async () => {
    await rig.stop();
    await sink.close();
  });

  const webhook = async () => {
    const [row] = await database.sql<
      { status: string; offline_reason: string | null; offline_since: number | null; version: number }[]
    >`select w.*, s.webhooks_version as version from webhooks w join workspaces s using (workspace_id)
      where w.workspace_id = ${workspaceId} and w.id = ${webhookId}`;
    return row;
  };
  const attempts = async (): Promise<number> =>
    (await deliveriesOf(database.sql, workspaceId)).reduce((sum, row) => sum + row.attempts.length, 0);
  /** Publishes, and waits until all their calls are recorded. */
  const fail = async (count: number): Promise<void> => {
    const before = await attempts();
    await publishExamples(rig, workspaceId, count);
    await until(async () => (await attempts()) === before + count);
  };
  /** Makes the retries of the next hour succeed, so that they count for nothing. */
  const mend = async (): Promise<void> => {
    answer = { status: 200 };
    clock.advance(hourMs);
    rig.engine.wake.due();
    await untilDeliveries(database.sql, workspaceId, (rows) =>
      rows.every((row) => row.state === 'succeeded'),
    );
    answer = { status: 500 };
  };

  it('stays online at 50 failed calls and is set offline by the 51st, with a reason, for every process', async () => {
    await fail(50);
    const before = await webhook();
    expect(before).toMatchObject({ status: 'online', offline_reason: null });
    clock.advance(1);
    await fail(1);
    expect(await webhook()).toMatchObject({
      status: 'offline',
      offline_reason: 'More than 50 calls failed within 24 hours.',
      offline_since: clock.now(),
      version: (before?.version ?? 0) + 1,
    });
    expect(sink.received).toHaveLength(51);
    expect(rig.trouble).toEqual([]);
    const entries = await database.sql`select * from audit_entries where workspace_id = ${workspaceId}`;
    expect(entries).toMatchObject([
      {
        action: 'webhook.set_offline',
        actor_type: 'system',
        target_id: webhookId,
        before: { status: 'online' },
        after: { status: 'offline', offline_reason: 'More than 50 calls failed within 24 hours.' },
      },
    ]);
  });

  it('counts retries like first calls', async () => {
    await fail(26);
    clock.advance(hourMs);
    rig.engine.wake.due();
    await until(async () => (await webhook())?.status === 'offline');
    expect(sink.received.length).toBeGreaterThan(50);
  });

  it.each([
    { apart: 'exactly 24 hours', moreMs: 0, status: 'online' },
    { apart: 'a millisecond less than 24 hours', moreMs: -1, status: 'offline' },
  ])(
    'is $status at 51 failed calls of which the first and the last lie $apart apart',
    async ({ moreMs, status }) => {
      const start = clock.now();
      await fail(1);
      await mend();
      await fail(49);
      await mend();
      clock.set(start + 24 * hourMs + moreMs);
      await fail(1);
      expect((await webhook())?.status).toBe(status);
      if (status === 'online') {
        await fail(1);
        expect((await webhook())?.status).toBe('offline');
      }
    },
  );

  it('that is offline is not called: what is published for it is held, retries that come due too', async () => {
    await fail(51);
    const calls = sink.received.length;
    await publishExamples(rig, workspaceId, 3);
    const rows = await deliveriesOf(database.sql, workspaceId);
    expect(rows.filter((row) => row.state === 'held')).toHaveLength(3);
    clock.advance(hourMs);
    rig.engine.wake.due();
    await untilDeliveries(database.sql, workspaceId, (all) => all.every((row) => row.state === 'held'));
    expect(sink.received).toHaveLength(calls);
    await until(async () => (await database.sql`select from handoffs`).count === 0);
  });

  it('that came back online begins to count anew', async () => {
    await fail(51);
    granted(await bringOnline(rig.context, workspaceOf(workspaceId), webhookId, 'discard'));
    await fail(50);
    expect((await webhook())?.status).toBe('online');
    await fail(1);
    expect((await webhook())?.status).toBe('offline');
  });

  it('that is set offline while calls are under way gets no further one: what is queued is held', async () => {
    const slow: GatedSink = await gatedSink();
    const id = await makeWebhook(database.sql, workspaceId, {
      url: slow.url,
      events: ['Case.Updated'],
      concurrencyLimit: 2,
    });
    await publishExamples(rig, workspaceId, 6, 'Case.Updated');
    await slow.untilWaiting(2);
    granted(await takeOffline(rig.context, workspaceOf(workspaceId), id));
    await until(() => rig.directory.peek(workspaceId)?.webhooks.get(id)?.status !== 'online');
    slow.open();
    const rows = await untilDeliveries(
      database.sql,
      workspaceId,
      (all) => all.length === 6 && all.every((row) => row.state !== 'pending'),
    );
    expect(rows.filter((row) => row.state === 'held')).toHaveLength(4);
    expect(slow.received).toHaveLength(2);
    granted(await bringOnline(rig.context, workspaceOf(workspaceId), id, 'release'));
    await untilDeliveries(database.sql, workspaceId, allSucceeded(6));
    expect(slow.received).toHaveLength(6);
    await slow.close();
  });
});
