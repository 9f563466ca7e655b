import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bringOnline, takeOffline } from '../../src/app/webhook-status.ts';
import { findJob } from '../../src/store/jobs.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type GatedSink, gatedSink } from '../endpoints/gated-sink.ts';
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
import { statementsWaitingForLocks } from '../locks.ts';
import { until } from '../until.ts';

describe('deliveries that are held', () => {
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
    sink.open();
    rig = await engineRig(database.sql);
    workspaceId = await makeWorkspace(database.sql);
    webhookId = await makeWebhook(database.sql, workspaceId, {
      url: sink.url,
      events: ['Case.Created'],
      concurrencyLimit: 1,
    });
  });
  afterEach(async () => {
    await rig.stop();
    await sink.close();
  });

  const offline = async (): Promise<void> => {
    granted(await takeOffline(rig.context, workspaceOf(workspaceId), webhookId));
  };
  const online = async (held: 'release' | 'discard') =>
    granted(await bringOnline(rig.context, workspaceOf(workspaceId), webhookId, held));

  it('are released oldest first, all of them, with a job that says how far it is', async () => {
    await offline();
    const ids: string[] = [];
    for (let batch = 0; batch < 5; batch++) ids.push(...(await publishExamples(rig, workspaceId, 50)));
    const { job } = await online('release');
    expect(job).toMatchObject({ type: 'release_held', state: 'running', total: 250, processed: 0 });
    await untilDeliveries(database.sql, workspaceId, allSucceeded(250));
    expect(sink.eventIds()).toEqual(ids);
    await until(async () => (await findJob(database.sql, workspaceId, job?.id ?? ''))?.state === 'succeeded');
    expect(await findJob(database.sql, workspaceId, job?.id ?? '')).toMatchObject({ processed: 250 });
  });

  it('are discarded where that is asked for, and no call is made', async () => {
    await offline();
    await publishExamples(rig, workspaceId, 120);
    const { job } = await online('discard');
    expect(job).toMatchObject({ type: 'discard_held', total: 120 });
    await untilDeliveries(database.sql, workspaceId, (rows) =>
      rows.every((row) => row.state === 'discarded'),
    );
    await publishExamples(rig, workspaceId, 1);
    await untilDeliveries(database.sql, workspaceId, (rows) => rows.at(-1)?.state === 'succeeded');
    expect(sink.received).toHaveLength(1);
  });

  it('and those that wait when the webhook goes offline again stay held, and are released at its next return', async () => {
    await offline();
    await publishExamples(rig, workspaceId, 250);
    sink.shut();
    const { job } = await online('release');
    // The job is paced: it waits as long as a hundred are due.
    await sink.untilWaiting(1);
    await offline();
    await until(async () => (await findJob(database.sql, workspaceId, job?.id ?? ''))?.state === 'failed');
    expect((await findJob(database.sql, workspaceId, job?.id ?? ''))?.error).toMatch(/offline again/);
    sink.open();
    await untilDeliveries(database.sql, workspaceId, (rows) => rows.every((row) => row.state !== 'pending'));
    const held = (await deliveriesOf(database.sql, workspaceId)).filter((row) => row.state === 'held');
    expect(held.length).toBeGreaterThan(100);
    await online('release');
    await untilDeliveries(database.sql, workspaceId, allSucceeded(250));
    expect(sink.received).toHaveLength(250);
  });

  it('are none where the publish that would hold them waits for the change that brings the webhook online', async () => {
    await offline();
    await publishExamples(rig, workspaceId, 1);
    const change = await database.sql.reserve();
    await change`begin`;
    await change`select from workspaces where workspace_id = ${workspaceId} for no key update`;
    await change`update webhooks set status = 'online', offline_since = null where workspace_id = ${workspaceId}`;
    await change`update workspaces set webhooks_version = webhooks_version + 1 where workspace_id = ${workspaceId}`;
    const publishing = publishExamples(rig, workspaceId, 1);
    await until(async () => (await statementsWaitingForLocks(database.sql)).length > 0);
    await change`commit`;
    change.release();
    await publishing;
    const rows = await untilDeliveries(database.sql, workspaceId, (all) => all.at(-1)?.state === 'succeeded');
    expect(rows.map((row) => row.state)).toEqual(['held', 'succeeded']);
  });

  it('are none where a process that has not heard of the return would hold them', async () => {
    await rig.stop();
    rig = await engineRig(database.sql, { deaf: true });
    await offline();
    await publishExamples(rig, workspaceId, 1);
    // As another process does it; this one never hears of it, and what it claims it takes for offline.
    const other = await engineRig(database.sql, { limits: { queuedMax: 0 } });
    granted(await bringOnline(other.context, workspaceOf(workspaceId), webhookId, 'release'));
    await publishExamples(other, workspaceId, 20);
    await untilDeliveries(database.sql, workspaceId, allSucceeded(21));
    expect(sink.received).toHaveLength(21);
    await other.stop();
  });

  it('are released by a process that has not heard of the return', async () => {
    await rig.stop();
    rig = await engineRig(database.sql, { deaf: true });
    await offline();
    await publishExamples(rig, workspaceId, 5);
    await online('release');
    await untilDeliveries(database.sql, workspaceId, allSucceeded(5));
    expect(sink.received).toHaveLength(5);
  });

  it('or due are never discarded because a process has not heard of their webhook yet', async () => {
    await rig.stop();
    rig = await engineRig(database.sql, { deaf: true });
    await publishExamples(rig, workspaceId, 1);
    await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Updated'] });
    const other = await engineRig(database.sql, { limits: { queuedMax: 0 } });
    await publishExamples(other, workspaceId, 20, 'Case.Updated');
    await untilDeliveries(database.sql, workspaceId, allSucceeded(21));
    await other.stop();
  });
});
