import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebhookDirectory } from '../../src/app/webhook-directory.ts';
import { deleteWebhook } from '../../src/app/webhooks.ts';
import type { DeliveryTask } from '../../src/domain/delivery-task.ts';
import { createClaimRound, webhooksPerRoundMax } from '../../src/engine/claimer.ts';
import { Sender } from '../../src/engine/sender.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { gatedSink } from '../endpoints/gated-sink.ts';
import {
  engineRig,
  exampleOf,
  granted,
  makeWebhook,
  makeWorkspace,
  publishExamples,
  secretBox,
  untilDeliveries,
  workspaceOf,
} from '../engine-rig.ts';
import { attemptAt, storeDelivery } from '../stored-deliveries.ts';
import { until } from '../until.ts';

describe('claiming', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('goes over all webhooks that have something pending without a pause, however many have nothing due', async () => {
    const { sql } = database;
    const workspaceId = await makeWorkspace(sql);
    const now = Date.now();
    const failed = attemptAt(now, { status_code: 500, error_kind: 'server_error' });
    const store = (webhookId: string, at: number) =>
      storeDelivery(sql, {
        workspaceId,
        webhookId,
        at: now,
        type: 'Case.Created',
        data: exampleOf('Case.Created').data,
        attempts: [failed],
        state: 'pending',
        nextAttempt: { at, type: 'automatic_retry' },
      });
    for (let webhook = 0; webhook < webhooksPerRoundMax; webhook++)
      await store(randomUUID(), now + 3_600_000);
    const due = await store('ffffffff-0000-4000-8000-000000000000', now - 1);
    const sender = new Sender({
      owner: randomUUID(),
      perform: async () => {},
      limitsOf: () => ({ concurrency: 1, rate: null }),
      mayStart: () => true,
      now: Date.now,
      concurrencyMax: 10,
      queuedMax: 100,
      queuedBytesMax: 1_000_000,
    });
    const taken: DeliveryTask[] = [];
    const round = createClaimRound({
      sql,
      sender,
      directory: createWebhookDirectory({ sql, secretBox }),
      take: (tasks) => taken.push(...tasks),
      inHand: new Set(),
      now: () => now,
      monotonicMs: () => 0,
      mayClaim: () => true,
    });
    expect(await round()).toBe(true);
    expect(taken).toEqual([]);
    expect(await round()).toBe(true);
    expect(taken.map(({ id }) => id)).toEqual([due.id]);
    expect(await round()).toBe(true);
    expect(await round()).toBe(false);
    await sql`delete from deliveries`;
  });

  it('and sending stop for a webhook that is deleted: what waits for it is discarded, the call under way is recorded', async () => {
    const { sql } = database;
    const workspaceId = await makeWorkspace(sql);
    const sink = await gatedSink();
    const webhookId = await makeWebhook(sql, workspaceId, {
      url: sink.url,
      events: ['Case.Created'],
      concurrencyLimit: 2,
    });
    const rig = await engineRig(sql, { limits: { queuedMax: 20 } });
    await publishExamples(rig, workspaceId, 40);
    await sink.untilWaiting(2);
    granted(await deleteWebhook(rig.context, workspaceOf(workspaceId), webhookId));
    await until(() => rig.directory.peek(workspaceId)?.webhooks.has(webhookId) !== true);
    sink.open();
    const rows = await untilDeliveries(
      sql,
      workspaceId,
      (all) => all.length === 40 && all.every((row) => row.state !== 'pending'),
    );
    expect(rows.filter((row) => row.state === 'succeeded')).toHaveLength(2);
    expect(rows.filter((row) => row.state === 'discarded')).toHaveLength(38);
    expect(sink.received).toHaveLength(2);
    await until(async () => (await sql`select from handoffs`).count === 0);
    await rig.stop();
    await sink.close();
  });

  it('records whatever bytes an endpoint answers with', async () => {
    const { sql } = database;
    const workspaceId = await makeWorkspace(sql);
    const body = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)).join('');
    const sink = await gatedSink();
    const webhookId = await makeWebhook(sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
    const rig = await engineRig(sql);
    const [eventId = ''] = await publishExamples(rig, workspaceId, 1);
    await sink.untilWaiting(1);
    sink.answer(eventId, { status: 200, body: `${body}\u{1f600}` });
    const [row] = await untilDeliveries(sql, workspaceId, (rows) => rows[0]?.state === 'succeeded');
    // No text of PostgreSQL's holds a NUL.
    const shown = `${body}\u{1f600}`.replace('\0', '\ufffd');
    expect(row).toMatchObject({ webhook_id: webhookId, attempts: [{ response_body: shown }] });
    await rig.stop();
    await sink.close();
  });
});
