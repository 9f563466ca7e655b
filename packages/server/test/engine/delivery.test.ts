import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type Sink, type SinkAnswer, sinkEndpoint } from '../endpoints/sink.ts';
import {
  changeWebhookRow,
  deliveriesOf,
  type EngineRig,
  engineRig,
  exampleOf,
  makeWebhook,
  makeWorkspace,
  testSecret,
  untilDeliveries,
} from '../engine-rig.ts';
import { until } from '../until.ts';

const hourMs = 3_600_000;

describe('a delivery', () => {
  let database: TestDatabase;
  let rig: EngineRig;
  let sink: Sink;
  let answer: SinkAnswer;
  let workspaceId: string;
  const clock = testClock(Date.now());

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    clock.set(Date.now());
    answer = { status: 200, body: 'ok' };
    sink = await sinkEndpoint(() => answer);
    rig = await engineRig(database.sql, { now: clock.now });
    workspaceId = await makeWorkspace(database.sql);
  });
  afterEach(async () => {
    await rig.stop();
    await sink.close();
  });

  const publishOne = (type = 'Case.Created') =>
    rig.publish(
      workspaceId,
      [{ draft: exampleOf(type), subject: { case_id: 'c1' }, occurredAt: null }],
      null,
    );

  /** Moves the clock and makes the engine look. */
  const later = (ms: number): void => {
    clock.advance(ms);
    rig.engine.wake.due();
  };

  it('reaches the endpoint signed over the bytes that arrive, is written once, and leaves no hand-off', async () => {
    await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
    const published = await publishOne();
    expect(published).toMatchObject({ ok: true, value: { deliveries: 1 } });
    const [row] = await untilDeliveries(database.sql, workspaceId, (rows) => rows.length === 1);
    expect(row).toMatchObject({
      state: 'succeeded',
      retries_made: 0,
      lease_owner: null,
      next_attempt_at: null,
    });
    expect(row?.attempts).toMatchObject([{ type: 'first_call', status_code: 200, error_kind: null }]);
    const [request] = sink.received;
    const signature = createHmac('sha256', testSecret)
      .update(request?.body ?? '')
      .digest('hex');
    expect(request?.headers['dotfile-signature']).toBe(signature);
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      event: 'Case.Created',
      context: { event_id: row?.event_id, retry_count: 0, remaining_retry_count: 4 },
    });
    await until(async () => (await database.sql`select from handoffs`).count === 0);
    expect(rig.trouble).toEqual([]);
  });

  it('is retried 1, 4, 13 and 40 hours after the first call, with the same event id, and then is exhausted', async () => {
    await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
    answer = { status: 500, body: 'no' };
    const start = clock.now();
    await publishOne();
    for (const [index, hours] of [1, 4, 13, 40].entries()) {
      const [row] = await untilDeliveries(
        database.sql,
        workspaceId,
        (rows) => rows[0]?.attempts.length === index + 1 && rows[0].lease_owner === null,
      );
      expect(row).toMatchObject({
        state: 'pending',
        next_attempt_at: start + hours * hourMs,
        retries_made: index,
      });
      clock.set(start + hours * hourMs - 1);
      later(0);
      clock.set(start + hours * hourMs);
      later(0);
    }
    const [last] = await untilDeliveries(database.sql, workspaceId, (rows) => rows[0]?.state === 'exhausted');
    expect(last?.attempts.map((attempt) => attempt.type)).toEqual([
      'first_call',
      ...Array.from({ length: 4 }, () => 'automatic_retry'),
    ]);
    const calls = sink.received.map((request) => JSON.parse(request.body).context);
    expect(calls.map((context) => context.retry_count)).toEqual([0, 1, 2, 3, 4]);
    expect(calls.map((context) => context.remaining_retry_count)).toEqual([4, 3, 2, 1, 0]);
    expect(new Set(calls.map((context) => context.event_id)).size).toBe(1);
    expect(calls.map((context) => context.timestamp)).toEqual(
      [0, 1, 4, 13, 40].map((hours) => Math.floor((start + hours * hourMs) / 1000)),
    );
  });

  it('uses the URL and the secret that the webhook has when the retry is made', async () => {
    const webhookId = await makeWebhook(database.sql, workspaceId, {
      url: sink.url,
      events: ['Case.Created'],
    });
    answer = { status: 503 };
    await publishOne();
    await untilDeliveries(database.sql, workspaceId, (rows) => rows[0]?.attempts.length === 1);
    const moved = await sinkEndpoint();
    await changeWebhookRow(database.sql, workspaceId, webhookId, { url: moved.url });
    later(hourMs);
    await untilDeliveries(database.sql, workspaceId, (rows) => rows[0]?.state === 'succeeded');
    expect(sink.received).toHaveLength(1);
    expect(moved.received).toHaveLength(1);
    await moved.close();
  });

  it('goes to each webhook that subscribes, once, and to none that does not', async () => {
    const wants = [
      ['Case.Updated'],
      ['Case.StatusUpdated'],
      ['Case.Updated', 'Case.StatusUpdated'],
      ['Case.Created'],
    ];
    for (const events of wants) await makeWebhook(database.sql, workspaceId, { url: sink.url, events });
    await publishOne('Case.StatusUpdated');
    await untilDeliveries(database.sql, workspaceId, (rows) => rows.length === 3);
    const names = sink.received.map(({ body }) => {
      const { event, sub_event } = JSON.parse(body);
      return `${event} ${sub_event ?? '-'}`;
    });
    expect(names.sort()).toEqual([
      'Case.StatusUpdated -',
      'Case.Updated Case.StatusUpdated',
      'Case.Updated Case.StatusUpdated',
    ]);
  });

  it('to an endpoint that hangs is visible as pending after a second, and recorded when the call ends', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = await sinkEndpoint(() => held.then(() => ({ status: 200 })));
    await makeWebhook(database.sql, workspaceId, { url: slow.url, events: ['Case.Created'] });
    await publishOne();
    clock.advance(1_001);
    const [pending] = await untilDeliveries(database.sql, workspaceId, (rows) => rows.length === 1);
    expect(pending).toMatchObject({ state: 'pending', next_attempt_type: 'first_call' });
    expect(pending?.lease_owner).not.toBeNull();
    await until(async () => (await database.sql`select from handoffs`).count === 0);
    release();
    const [done] = await untilDeliveries(database.sql, workspaceId, (rows) => rows[0]?.state === 'succeeded');
    expect(done?.attempts).toHaveLength(1);
    await slow.close();
  });

  it('that the sender has no room for waits in the database and is made all the same', async () => {
    await rig.stop();
    rig = await engineRig(database.sql, { now: clock.now, limits: { queuedMax: 4 } });
    await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
    const events = Array.from({ length: 40 }, () => ({
      draft: exampleOf('Case.Created'),
      subject: null,
      occurredAt: null,
    }));
    expect(await rig.publish(workspaceId, events, null)).toMatchObject({
      ok: true,
      value: { deliveries: 40 },
    });
    await untilDeliveries(
      database.sql,
      workspaceId,
      (rows) => rows.length === 40 && rows.every((row) => row.state === 'succeeded'),
    );
    const ids = sink.received.map(({ body }) => JSON.parse(body).context.event_id);
    expect(new Set(ids).size).toBe(40);
    expect(ids).toHaveLength(40);
  });

  it('of an event that the catalogue refuses does not exist, nor does any other of its batch', async () => {
    await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
    const good = { draft: exampleOf('Case.Created'), subject: null, occurredAt: null };
    const bad = { ...good, draft: { type: 'Case.Exploded', data: {} } };
    const refusal = await rig.publish(workspaceId, [good, bad], null);
    expect(refusal).toMatchObject({ ok: false, refusal: { code: 'validation_failed' } });
    expect(await deliveriesOf(database.sql, workspaceId)).toHaveLength(0);
    expect(await database.sql`select from events where workspace_id = ${workspaceId}`).toHaveLength(0);
  });
});
