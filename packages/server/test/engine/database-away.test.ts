import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leaseMs } from '../../src/engine/heartbeat.ts';
import { databaseErrorKind } from '../../src/store/database-error.ts';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type DatabaseProxy, databaseProxy } from '../database-proxy.ts';
import { type GatedSink, gatedSink } from '../endpoints/gated-sink.ts';
import {
  allSucceeded,
  type EngineRig,
  engineRig,
  makeWebhook,
  makeWorkspace,
  publishExamples,
  untilDeliveries,
} from '../engine-rig.ts';
import { until } from '../until.ts';

describe('while the database is away', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let sink: GatedSink;
  let rig: EngineRig;
  let workspaceId: string;

  beforeAll(async () => {
    database = await testDatabase();
    proxy = await databaseProxy(database.url);
  });
  afterAll(async () => {
    await proxy.close();
    await database.close();
  });
  beforeEach(async () => {
    sink = await gatedSink();
    sink.open();
    workspaceId = await makeWorkspace(database.sql);
    await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
    rig = await engineRig(database.sql, { url: proxy.url });
  });
  afterEach(async () => {
    await proxy.allow();
    await rig.stop();
    await sink.close();
  });

  /** Answers the ids that were acknowledged, and how many publishes failed. */
  const publishUntil = async (over: () => boolean): Promise<{ ids: string[]; failed: number }> => {
    const ids: string[] = [];
    let failed = 0;
    const publisher = async (): Promise<void> => {
      while (!over()) {
        try {
          ids.push(...(await publishExamples(rig, workspaceId, 3)));
        } catch (error) {
          expect(databaseErrorKind(error)).toBe('away');
          failed++;
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    await Promise.all(Array.from({ length: 6 }, publisher));
    return { ids, failed };
  };
  const allArrived = (ids: readonly string[]) => (): boolean => {
    const calls = sink.callsByEvent();
    return ids.every((id) => calls.has(id));
  };

  it('nothing that was accepted is lost, though its connections are cut again and again, and nothing goes out twice', async () => {
    let cuts = 0;
    const cutting = setInterval(() => {
      cuts++;
      void database.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'belfry engine test'`.execute();
    }, 150);
    const { ids, failed } = await publishUntil(() => cuts >= 20);
    clearInterval(cutting);
    expect(failed).toBeGreaterThan(0);
    expect(ids.length).toBeGreaterThan(0);
    await until(allArrived(ids));
    await until(async () => (await database.sql`select from handoffs`).count === 0);
    expect([...sink.callsByEvent().values()].filter((count) => count > 1)).toEqual([]);
  });

  it('publishing fails at once as away, and everything goes on when it is back', async () => {
    sink.shut();
    const before = await publishExamples(rig, workspaceId, 5);
    await sink.untilWaiting(5);
    await proxy.refuse();
    sink.open();
    const askedAt = performance.now();
    await expect(publishExamples(rig, workspaceId, 1)).rejects.toThrow();
    expect(performance.now() - askedAt).toBeLessThan(3_000);
    await until(() => rig.trouble.includes('Outcomes could not be written; trying again.'));
    await proxy.allow();
    const after = await publishExamples(rig, workspaceId, 5);
    await until(allArrived([...before, ...after]));
    await until(async () => {
      const rows = await database.sql`
        select from deliveries where workspace_id = ${workspaceId} and state = 'succeeded'`;
      return rows.count === 10;
    });
    expect(sink.received).toHaveLength(10);
  });

  it('a change of a webhook by another process is missed, and heard of when it is back', async () => {
    const moved = await gatedSink();
    moved.open();
    await publishExamples(rig, workspaceId, 1);
    await until(() => sink.received.length === 1);
    await proxy.refuse();
    await database.sql`update webhooks set url = ${moved.url} where workspace_id = ${workspaceId}`;
    await database.sql`select pg_notify('belfry_webhooks', ${workspaceId})`;
    await until(() => rig.trouble.length > 0);
    await proxy.allow();
    await until(() => rig.directory.peek(workspaceId) === undefined);
    await publishExamples(rig, workspaceId, 1);
    await until(() => moved.received.length === 1);
    // And it listens again.
    await database.sql`update webhooks set url = ${sink.url} where workspace_id = ${workspaceId}`;
    await database.sql`select pg_notify('belfry_webhooks', ${workspaceId})`;
    await until(() => rig.directory.peek(workspaceId) === undefined);
    await publishExamples(rig, workspaceId, 1);
    await until(() => sink.received.length === 2);
    await moved.close();
  });

  it('for so long that every lease runs out, the first process that is back does not take the others for dead', async () => {
    const monotonic = testClock(0);
    const other = await databaseProxy(database.url);
    const first = await engineRig(database.sql, { url: proxy.url, monotonicMs: monotonic.now });
    const second = await engineRig(database.sql, { url: other.url, monotonicMs: monotonic.now });
    await rig.stop();
    sink.shut();
    await publishExamples(second, workspaceId, 5);
    await sink.untilWaiting(5);
    await Promise.all([proxy.refuse(), other.refuse()]);
    monotonic.advance(leaseMs);
    await database.sql`update processes set lease_until = now() - interval '1 second'`;
    sink.open();
    await until(() => second.trouble.includes('Outcomes could not be written; trying again.'));
    await proxy.allow();
    const { owner } = first.engine.taker;
    const renewals = new Set<number>();
    // Its rescuer has looked in between.
    await until(async () => {
      const rows = await database.sql<{ lease_until: number }[]>`
        select lease_until from processes where process_id = ${owner} and lease_until > now()`;
      for (const row of rows) renewals.add(row.lease_until);
      return renewals.size >= 2;
    });
    await other.allow();
    await untilDeliveries(database.sql, workspaceId, allSucceeded(5));
    expect(sink.received).toHaveLength(5);
    await Promise.all([first.stop(), second.stop()]);
    await other.close();
    rig = await engineRig(database.sql, { url: proxy.url });
  });
});
