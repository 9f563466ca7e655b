import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type GatedSink, gatedSink } from '../endpoints/gated-sink.ts';
import {
  allSucceeded,
  type DeliveryRow,
  type EngineRig,
  type EngineRigOptions,
  engineRig,
  makeWebhook,
  makeWorkspace,
  publishExamples,
  untilDeliveries,
} from '../engine-rig.ts';
import { statementsWaitingForLocks } from '../locks.ts';
import { until } from '../until.ts';

describe('a hand-off', () => {
  let database: TestDatabase;
  let sink: GatedSink;
  let workspaceId: string;
  let rigs: EngineRig[];

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    rigs = [];
    sink = await gatedSink();
    workspaceId = await makeWorkspace(database.sql);
    await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
  });
  afterEach(async () => {
    sink.open();
    await Promise.all(rigs.map((rig) => rig.stop()));
    await sink.close();
    await database.sql`delete from handoffs`;
    await database.sql`delete from processes`;
  });

  const start = async (options: EngineRigOptions = {}): Promise<EngineRig> => {
    const rig = await engineRig(database.sql, { url: database.url, ...options });
    rigs.push(rig);
    return rig;
  };

  const kill = async (rig: EngineRig): Promise<void> => {
    rigs = rigs.filter((other) => other !== rig);
    await rig.abandon();
    // As it is when its lease has run out.
    await database.sql`delete from processes where process_id = ${rig.engine.taker.owner}`;
  };

  it('of a process that was killed is made by another one, and what was written before is not made again', async () => {
    const first = await start({ limits: { concurrencyPerEndpoint: 4 } });
    sink.open();
    const before = await publishExamples(first, workspaceId, 10);
    await untilDeliveries(database.sql, workspaceId, allSucceeded(10));
    sink.shut();
    const after = await publishExamples(first, workspaceId, 30);
    await sink.untilWaiting(4);
    await kill(first);
    sink.open();
    await start();
    await untilDeliveries(database.sql, workspaceId, allSucceeded(40));
    const calls = sink.callsByEvent();
    expect([...calls.keys()].sort()).toEqual([...before, ...after].sort());
    for (const id of before) expect(calls.get(id)).toBe(1);
    expect(after.filter((id) => calls.get(id) === 2)).toHaveLength(4);
    expect(after.filter((id) => calls.get(id) === 1)).toHaveLength(26);
    await until(async () => (await database.sql`select from handoffs`).count === 0);
  });

  it('stays until each of its outcomes is written, in whatever order they are', async () => {
    // The clock stands still, so that nothing is made visible.
    const first = await start({ now: testClock(Date.now()).now });
    await publishExamples(first, workspaceId, 2);
    await sink.untilWaiting(2);
    const [handoff] = await database.sql<{ deliveries: string[][] }[]>`select deliveries from handoffs`;
    const [deliveryId, eventId, webhookId] = handoff?.deliveries[0] ?? [];
    if (!deliveryId || !eventId || !webhookId) throw new Error('The hand-off names no delivery.');
    // Another transaction holds the key of the first delivery, so that its outcome waits while the second is written.
    const blocker = await database.sql.reserve();
    await blocker`begin`;
    await blocker`
      insert into deliveries (workspace_id, id, event_id, webhook_id, type, state, next_attempt_at, next_attempt_type)
      values (${workspaceId}, ${deliveryId}, ${eventId}, ${webhookId}, 'Case.Created', 'pending', now(), 'first_call')`;
    sink.answer(eventId, { status: 500 });
    await until(async () => (await statementsWaitingForLocks(database.sql)).length === 1);
    const [, second] = handoff?.deliveries ?? [];
    sink.answer(second?.[1] ?? '', { status: 200 });
    await untilDeliveries(database.sql, workspaceId, allSucceeded(1));
    const waiting = await statementsWaitingForLocks(database.sql);
    rigs = [];
    const dead = first.abandon();
    for (const pid of waiting) await database.sql`select pg_terminate_backend(${pid})`;
    await dead;
    await blocker`rollback`;
    blocker.release();
    await database.sql`delete from processes`;
    sink.open();
    await start();
    await untilDeliveries(database.sql, workspaceId, allSucceeded(2));
    expect(sink.callsByEvent().get(eventId)).toBe(2);
    await until(async () => (await database.sql`select from handoffs`).count === 0);
  });

  it('of an endpoint that hangs goes back to the database, where any process may take it, and each is made once', async () => {
    const first = await start({ limits: { concurrencyPerEndpoint: 2 } });
    const ids = await publishExamples(first, workspaceId, 60);
    await sink.untilWaiting(2);
    const due = (rows: readonly DeliveryRow[]): number =>
      rows.filter((row) => row.lease_owner === null).length;
    await untilDeliveries(database.sql, workspaceId, (rows) => due(rows) >= 50);
    await start();
    sink.open();
    await untilDeliveries(database.sql, workspaceId, allSucceeded(60));
    expect([...sink.eventIds()].sort()).toEqual([...ids].sort());
  });
});
