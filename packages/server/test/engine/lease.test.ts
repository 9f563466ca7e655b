import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leaseMs } from '../../src/engine/heartbeat.ts';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type GatedSink, gatedSink } from '../endpoints/gated-sink.ts';
import {
  allSucceeded,
  deliveriesOf,
  type EngineRig,
  engineRig,
  makeWebhook,
  makeWorkspace,
  publishExamples,
  untilDeliveries,
} from '../engine-rig.ts';
import { statementsWaitingForLocks } from '../locks.ts';
import { until } from '../until.ts';

describe('a process whose lease is lost', () => {
  let database: TestDatabase;
  let sink: GatedSink;
  let workspaceId: string;
  let rig: EngineRig;
  const monotonic = testClock(0);

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    sink = await gatedSink();
    workspaceId = await makeWorkspace(database.sql);
    await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
    rig = await engineRig(database.sql, {
      monotonicMs: monotonic.now,
      limits: { concurrencyPerEndpoint: 4 },
    });
  });
  afterEach(async () => {
    sink.open();
    await rig.stop();
    await sink.close();
  });

  const loseLease = () =>
    database.sql`delete from processes where process_id = ${rig.engine.taker.owner} returning process_id`;
  const leaseIsBack = async (): Promise<boolean> =>
    (await database.sql`select from processes where process_id = ${rig.engine.taker.owner}`).count === 1;

  it('gives back what it had queued and makes it again: nothing is stuck, only what was in flight goes out twice', async () => {
    const ids = await publishExamples(rig, workspaceId, 30);
    await sink.untilWaiting(4);
    expect(await loseLease()).toHaveLength(1);
    await until(leaseIsBack);
    sink.open();
    await untilDeliveries(database.sql, workspaceId, allSucceeded(30));
    const calls = sink.callsByEvent();
    expect([...calls.keys()].sort()).toEqual([...ids].sort());
    expect([...calls.values()].filter((count) => count > 1).length).toBeLessThanOrEqual(4);
    await until(async () => (await database.sql`select from handoffs`).count === 0);
    expect(await database.sql`select from deliveries where lease_owner is not null`).toHaveLength(0);
  });

  it('gives back at the next renewal what it could not give back at once', async () => {
    await publishExamples(rig, workspaceId, 30);
    await sink.untilWaiting(4);
    const blocker = await database.sql.reserve();
    await blocker`begin`;
    await blocker`lock table handoffs in access exclusive mode`;
    await loseLease();
    // Every statement that would give something back fails, until the renewal itself has failed.
    await until(async () => {
      for (const pid of await statementsWaitingForLocks(database.sql)) {
        await database.sql`select pg_terminate_backend(${pid})`;
      }
      return rig.trouble.includes('The heartbeat failed; it goes on at its next turn.');
    });
    expect(await leaseIsBack()).toBe(true);
    await blocker`rollback`;
    blocker.release();
    sink.open();
    await untilDeliveries(database.sql, workspaceId, allSucceeded(30));
    await until(async () => (await database.sql`select from handoffs`).count === 0);
  });

  it('starts no call while it does not know whether it still holds the lease, and goes on when it does', async () => {
    const blocker = await database.sql.reserve();
    await blocker`begin`;
    await blocker`lock table processes in access exclusive mode`;
    await until(async () => (await statementsWaitingForLocks(database.sql)).length > 0);
    monotonic.advance(leaseMs);
    // Nobody takes it on, so it waits in the database.
    await publishExamples(rig, workspaceId, 3);
    expect(await deliveriesOf(database.sql, workspaceId)).toMatchObject(
      Array.from({ length: 3 }, () => ({ state: 'pending', lease_owner: null })),
    );
    expect(sink.received).toHaveLength(0);
    await blocker`rollback`;
    blocker.release();
    sink.open();
    await untilDeliveries(database.sql, workspaceId, allSucceeded(3));
  });
});
