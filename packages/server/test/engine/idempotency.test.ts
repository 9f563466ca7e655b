import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { idempotencyKeyLifetimeMs, requestHash } from '../../src/app/publish.ts';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';
import {
  allSucceeded,
  changeWebhookRow,
  type EngineRig,
  engineRig,
  exampleOf,
  makeWebhook,
  makeWorkspace,
  untilDeliveries,
} from '../engine-rig.ts';
import { statementsWaitingForLocks } from '../locks.ts';
import { until } from '../until.ts';

describe('an idempotency key', () => {
  let database: TestDatabase;
  let rig: EngineRig;
  let sink: Sink;
  let workspaceId: string;
  let webhookId: string;
  const clock = testClock(Date.now());

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    clock.set(Date.now());
    sink = await sinkEndpoint();
    rig = await engineRig(database.sql, { url: database.url, now: clock.now });
    workspaceId = await makeWorkspace(database.sql);
    webhookId = await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
  });
  afterEach(async () => {
    await rig.stop();
    await sink.close();
  });

  const publish = (
    key: string,
    body = 'body',
    of: Pick<EngineRig, 'publish'> = rig,
    workspace = workspaceId,
  ) => {
    const event = { draft: exampleOf('Case.Created'), subject: { case_id: body }, occurredAt: null };
    return of.publish(workspace, [event, event], { key, requestHash: requestHash(body) });
  };
  const events = async (): Promise<number> =>
    (await database.sql`select from events where workspace_id = ${workspaceId}`).count;

  it('answers the same request the same, and records and delivers it once', async () => {
    const first = await publish('k');
    expect(first).toMatchObject({ ok: true, value: { deliveries: 2 } });
    clock.advance(idempotencyKeyLifetimeMs - 1);
    expect(await publish('k')).toEqual(first);
    expect(await events()).toBe(2);
    await untilDeliveries(database.sql, workspaceId, allSucceeded(2));
    expect(sink.received).toHaveLength(2);
  });

  it('refuses another body, and records nothing of it', async () => {
    await publish('k');
    expect(await publish('k', 'other')).toMatchObject({
      ok: false,
      refusal: { code: 'idempotency_conflict' },
    });
    expect(await events()).toBe(2);
  });

  it('is free again after 24 hours, for another body too', async () => {
    const first = await publish('k');
    clock.advance(idempotencyKeyLifetimeMs);
    const second = await publish('k', 'other');
    expect(second.ok).toBe(true);
    expect(second).not.toEqual(first);
    expect(await publish('k', 'other')).toEqual(second);
    expect(await events()).toBe(4);
  });

  it('is each workspace’s own', async () => {
    const other = await makeWorkspace(database.sql, 'Other');
    const first = await publish('k');
    const second = await publish('k', 'other', rig, other);
    expect(second).toMatchObject({ ok: true, value: { deliveries: 0 } });
    expect(first).not.toEqual(second);
  });

  it('lets one of twenty requests at once win, in two processes, and all get its answer', async () => {
    const second = await engineRig(database.sql, { url: database.url, now: clock.now });
    const racing = Array.from({ length: 20 }, (_, index) =>
      publish('k', 'body', index % 2 === 0 ? rig : second),
    );
    // A webhook that changes meanwhile makes them read the webhooks again, inside of their transactions.
    for (let change = 0; change < 5; change++) {
      await changeWebhookRow(database.sql, workspaceId, webhookId, { name: `Name ${change}` });
    }
    const answers = await Promise.all(racing);
    expect(answers[0]?.ok).toBe(true);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await events()).toBe(2);
    await untilDeliveries(database.sql, workspaceId, allSucceeded(2));
    expect(sink.received).toHaveLength(2);
    await second.stop();
  });

  it('is free again where the process that claimed it died before its commit', async () => {
    const blocker = await database.sql.reserve();
    await blocker`begin`;
    await blocker`lock table events in access exclusive mode`;
    const dying = await engineRig(database.sql, { url: database.url, now: clock.now });
    const lost = publish('k', 'body', dying);
    await until(async () => (await statementsWaitingForLocks(database.sql)).length > 0);
    const waiting = publish('k');
    await until(async () => (await statementsWaitingForLocks(database.sql)).length > 1);
    const dead = Promise.all([dying.abandon(), expect(lost).rejects.toThrow()]);
    // The backend of a client that is gone would notice it only when it has its lock.
    await database.sql`
      select pg_terminate_backend(pid) from pg_locks where relation = 'events'::regclass and not granted`;
    await dead;
    await blocker`rollback`;
    blocker.release();
    const answer = await waiting;
    expect(answer).toMatchObject({ ok: true, value: { deliveries: 2 } });
    expect(await publish('k')).toEqual(answer);
    expect(await events()).toBe(2);
    await untilDeliveries(database.sql, workspaceId, allSucceeded(2));
  });
});
