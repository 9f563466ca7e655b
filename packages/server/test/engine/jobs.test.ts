import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { retryFailed } from '../../src/app/retry-failed.ts';
import { takeOffline } from '../../src/app/webhook-status.ts';
import { findJob } from '../../src/store/jobs.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type GatedSink, gatedSink } from '../endpoints/gated-sink.ts';
import {
  type EngineRig,
  engineRig,
  exampleOf,
  granted,
  makeWebhook,
  makeWorkspace,
  untilDeliveries,
  workspaceOf,
} from '../engine-rig.ts';
import { attemptAt, storeDelivery } from '../stored-deliveries.ts';
import { until } from '../until.ts';

describe('retrying all failed deliveries of a webhook', () => {
  let database: TestDatabase;
  let sink: GatedSink;
  let rig: EngineRig;
  let workspaceId: string;
  let webhookId: string;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    sink = await gatedSink();
    rig = await engineRig(database.sql, { url: database.url });
    workspaceId = await makeWorkspace(database.sql);
    webhookId = await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
  });
  afterEach(async () => {
    sink.open();
    await rig.stop();
    await sink.close();
    await database.sql`delete from jobs`;
  });

  /** Deliveries whose five calls have failed. */
  const storeExhausted = async (count: number, of = webhookId): Promise<void> => {
    const at = Date.now() - 1_000;
    const { data } = exampleOf('Case.Created');
    for (let index = 0; index < count; index++) {
      const attempts = Array.from({ length: 5 }, (_, retry) =>
        attemptAt(at, { retry_count: retry, status_code: 500, error_kind: 'server_error' }),
      );
      await storeDelivery(database.sql, {
        workspaceId,
        webhookId: of,
        at,
        type: 'Case.Created',
        data,
        attempts,
        state: 'exhausted',
      });
    }
  };
  const startJob = async (of = webhookId) =>
    granted(
      await retryFailed(rig.context, workspaceOf(workspaceId), of, { from: 0, to: Date.now() + 1_000 }),
    );
  const job = (id: string) => findJob(database.sql, workspaceId, id);

  it('retries each of a thousand once, although the process is killed in the middle, and says how far it is', async () => {
    await storeExhausted(1_000);
    const { id } = await startJob();
    sink.open();
    await until(async () => ((await job(id))?.processed ?? 0) >= 300);
    sink.shut();
    await sink.untilWaiting(1);
    expect(await job(id)).toMatchObject({ state: 'running', total: 1_000, type: 'retry_failed' });
    const killed = rig.engine.taker.owner;
    await rig.abandon();
    await database.sql`delete from processes where process_id = ${killed}`;
    sink.open();
    rig = await engineRig(database.sql, { url: database.url });
    const rows = await untilDeliveries(database.sql, workspaceId, (all) =>
      all.every((row) => row.state === 'succeeded'),
    );
    for (const row of rows) {
      expect(row.attempts).toHaveLength(6);
      expect(row.attempts.at(-1)).toMatchObject({ type: 'manual_retry', status_code: 200 });
    }
    expect(sink.received.length).toBeLessThanOrEqual(1_016);
    await until(async () => (await job(id))?.state === 'succeeded');
    expect(await job(id)).toMatchObject({ processed: 1_000, error: null });
  });

  it('ends when the webhook goes offline, and leaves the rest as it is', async () => {
    // The job goes on until it hears of it.
    await storeExhausted(1_000);
    const { id } = await startJob();
    await sink.untilWaiting(1);
    granted(await takeOffline(rig.context, workspaceOf(workspaceId), webhookId));
    await until(async () => (await job(id))?.state === 'failed');
    expect((await job(id))?.error).toMatch(/offline/);
    sink.open();
    const rows = await untilDeliveries(database.sql, workspaceId, (all) =>
      all.every((row) => row.state !== 'pending'),
    );
    const left = rows.filter((row) => row.state === 'exhausted');
    expect(left.length).toBeGreaterThan(100);
    for (const row of left) expect(row.attempts).toHaveLength(5);
  });

  it('of one webhook does not wait for the endpoint of another that hangs', async () => {
    const good = await gatedSink();
    good.open();
    const goodId = await makeWebhook(database.sql, workspaceId, { url: good.url, events: ['Case.Updated'] });
    await storeExhausted(400);
    await storeExhausted(150, goodId);
    const stuck = await startJob();
    await sink.untilWaiting(1);
    const free = await startJob(goodId);
    await until(async () => (await job(free.id))?.state === 'succeeded');
    expect((await job(stuck.id))?.state).toBe('running');
    await until(() => good.received.length === 150);
    await good.close();
  });
});
