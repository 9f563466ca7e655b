import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';
import {
  allSucceeded,
  changeWebhookRow,
  type EngineRig,
  engineRig,
  makeWebhook,
  makeWorkspace,
  publishExamples,
  untilDeliveries,
} from '../engine-rig.ts';
import { until } from '../until.ts';

describe('the limits of a webhook', () => {
  let database: TestDatabase;
  let rig: EngineRig;
  let sink: Sink;
  let workspaceId: string;
  let arrivals: number[];
  let underWay: number;
  let underWayMax: number;
  let answerMs: number;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    arrivals = [];
    underWay = 0;
    underWayMax = 0;
    answerMs = 0;
    sink = await sinkEndpoint(async () => {
      arrivals.push(performance.now());
      underWay++;
      underWayMax = Math.max(underWayMax, underWay);
      await new Promise((resolve) => setTimeout(resolve, answerMs));
      underWay--;
      return { status: 200 };
    });
    rig = await engineRig(database.sql);
    workspaceId = await makeWorkspace(database.sql);
  });
  afterEach(async () => {
    await rig.stop();
    await sink.close();
  });

  const webhook = (limits: { rateLimit?: number; concurrencyLimit?: number }) =>
    makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'], ...limits });
  const publishOneByOne = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index++) {
      await publishExamples(rig, workspaceId, 1);
      await until(() => arrivals.length > index);
    }
  };
  /** The most calls within any stretch of that length. */
  const mostWithin = (stretchMs: number): number =>
    Math.max(...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + stretchMs).length));

  it('let no more calls start in a second than its rate, of a burst', async () => {
    await webhook({ rateLimit: 20 });
    await publishExamples(rig, workspaceId, 50);
    await untilDeliveries(database.sql, workspaceId, allSucceeded(50));
    expect(mostWithin(1_000)).toBeLessThanOrEqual(23);
    const lasted = (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0);
    expect(lasted).toBeGreaterThan(2_200);
    expect(lasted).toBeLessThan(8_000);
  });

  it('let no more calls start in a second than its rate, of events that come one by one', async () => {
    await webhook({ rateLimit: 10 });
    await publishOneByOne(21);
    expect(mostWithin(1_000)).toBeLessThanOrEqual(12);
    expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(1_800);
  });

  it('reach a high rate nearly, although timers count in milliseconds', async () => {
    const webhookId = await webhook({});
    const perSecondOf = async (total: number): Promise<number> => {
      arrivals = [];
      await publishExamples(rig, workspaceId, 400);
      await untilDeliveries(database.sql, workspaceId, allSucceeded(total));
      return (399 / ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0))) * 1_000;
    };
    const withoutLimit = await perSecondOf(400);
    await changeWebhookRow(database.sql, workspaceId, webhookId, { rate_limit: '2000' });
    const rateNow = async () => (await rig.directory.get(workspaceId))?.webhooks.get(webhookId)?.rateLimit;
    await until(async () => (await rateNow()) === 2_000);
    const perSecond = await perSecondOf(800);
    expect(perSecond).toBeLessThan(2_200);
    // Beside what the machine does without a limit at this moment: it may be busy.
    expect(perSecond).toBeGreaterThan(0.2 * Math.min(2_000, withoutLimit));
  });

  it('let no more calls be under way than its concurrency, also while the webhook is changed', async () => {
    const webhookId = await webhook({ concurrencyLimit: 3 });
    answerMs = 5;
    const publishing = publishExamples(rig, workspaceId, 300);
    for (let change = 0; change < 20; change++) {
      await changeWebhookRow(database.sql, workspaceId, webhookId, { name: `Name ${change}` });
    }
    await publishing;
    await untilDeliveries(database.sql, workspaceId, allSucceeded(300));
    expect(underWayMax).toBe(3);
  });

  it('hold from the first call of a process that finds the deliveries in the database', async () => {
    await webhook({ concurrencyLimit: 2 });
    answerMs = 5;
    await rig.stop();
    rig = await engineRig(database.sql, { limits: { queuedMax: 0 } });
    await publishExamples(rig, workspaceId, 60);
    await rig.stop();
    expect(arrivals).toHaveLength(0);
    rig = await engineRig(database.sql);
    await untilDeliveries(database.sql, workspaceId, allSucceeded(60));
    expect(underWayMax).toBe(2);
  });

  it('count from the next call on when they are changed', async () => {
    const webhookId = await webhook({ rateLimit: 1 });
    await publishExamples(rig, workspaceId, 30);
    await until(() => arrivals.length === 2);
    expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(950);
    await changeWebhookRow(database.sql, workspaceId, webhookId, { rate_limit: null });
    const changedAt = performance.now();
    await untilDeliveries(database.sql, workspaceId, allSucceeded(30));
    // One waits for the moment that the limit had set; without the change it were 28 seconds.
    expect(performance.now() - changedAt).toBeLessThan(6_000);
  });
});
