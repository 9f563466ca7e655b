import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type GatedSink, gatedSink } from '../endpoints/gated-sink.ts';
import {
  allSucceeded,
  deliveriesOf,
  type EngineRig,
  type EngineRigOptions,
  engineRig,
  makeWebhook,
  makeWorkspace,
  publishExamples,
  untilDeliveries,
} from '../engine-rig.ts';
import { until } from '../until.ts';

describe('two engines on one database', () => {
  let database: TestDatabase;
  let sinks: GatedSink[];
  let rigs: EngineRig[];
  let workspaceId: string;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    rigs = [];
    sinks = [await gatedSink(), await gatedSink()];
    workspaceId = await makeWorkspace(database.sql);
  });
  afterEach(async () => {
    for (const sink of sinks) sink.open();
    await Promise.all(rigs.map((rig) => rig.stop()));
    await Promise.all(sinks.map((sink) => sink.close()));
  });

  const start = async (options: EngineRigOptions = {}): Promise<EngineRig> => {
    const rig = await engineRig(database.sql, { url: database.url, ...options });
    rigs.push(rig);
    return rig;
  };
  const subscribeAll = async (): Promise<void> => {
    for (const sink of sinks) {
      sink.open();
      await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
    }
  };

  it('make no delivery twice and miss none, those that wait in the database included', async () => {
    await subscribeAll();
    // The first has room for little, so that most of what it accepts waits for whoever has room.
    const engines = [await start({ limits: { queuedMax: 60 } }), await start()];
    const publishing = Array.from({ length: 60 }, (_, index) => {
      const engine = engines[index % 2];
      if (engine === undefined) throw new Error('There are two engines.');
      return publishExamples(engine, workspaceId, 25);
    });
    const ids = (await Promise.all(publishing)).flat().sort();
    expect(ids).toHaveLength(1_500);
    await untilDeliveries(database.sql, workspaceId, allSucceeded(3_000));
    for (const sink of sinks) {
      expect([...sink.eventIds()].sort()).toEqual(ids);
    }
    for (const row of await deliveriesOf(database.sql, workspaceId)) expect(row.attempts).toHaveLength(1);
    await until(async () => (await database.sql`select from handoffs`).count === 0);
    for (const engine of engines) expect(engine.trouble).toEqual([]);
  });

  it('hand over without a pause when one is stopped: what it had queued is made by the other, nothing twice', async () => {
    await subscribeAll();
    const [first, second] = sinks;
    first?.shut();
    second?.shut();
    const leaving = await start({ limits: { concurrencyPerEndpoint: 3 } });
    const ids = await publishExamples(leaving, workspaceId, 40);
    await Promise.all(sinks.map((sink) => sink.untilWaiting(3)));
    await start();
    rigs = rigs.filter((rig) => rig !== leaving);
    const stopping = leaving.stop();
    for (const sink of sinks) sink.open();
    await stopping;
    const stoppedAt = performance.now();
    await untilDeliveries(database.sql, workspaceId, allSucceeded(80));
    // Much sooner than a lease runs out.
    expect(performance.now() - stoppedAt).toBeLessThan(5_000);
    for (const sink of sinks) expect([...sink.eventIds()].sort()).toEqual([...ids].sort());
    await until(async () => (await database.sql`select from handoffs`).count === 0);
  });

  it('hand over at the deadline what the one that is stopped is still calling', async () => {
    await subscribeAll();
    for (const sink of sinks) sink.shut();
    const leaving = await start();
    await publishExamples(leaving, workspaceId, 5);
    await Promise.all(sinks.map((sink) => sink.untilWaiting(5)));
    const askedAt = performance.now();
    await leaving.engine.stop(300);
    expect(performance.now() - askedAt).toBeLessThan(4_000);
    expect(await database.sql`select from processes`).toHaveLength(0);
    for (const sink of sinks) sink.open();
    await start();
    await untilDeliveries(database.sql, workspaceId, allSucceeded(10));
    await until(async () => (await database.sql`select from handoffs`).count === 0);
  });

  it('deliver to a new webhook every event whose publishing began after it was there', async () => {
    await subscribeAll();
    // It never hears of the new webhooks: the version in its own statement is all that tells it.
    const deaf = await start({ deaf: true });
    let webhooks = sinks.length;
    let publishing = true;
    /** How many webhooks there were when the publishing of each event began. */
    const thereBefore = new Map<string, number>();
    const publisher = async (): Promise<void> => {
      while (publishing) {
        const before = webhooks;
        const [id = ''] = await publishExamples(deaf, workspaceId, 1);
        thereBefore.set(id, before);
      }
    };
    const publishers = Promise.all([publisher(), publisher(), publisher()]);
    for (let added = 0; added < 20; added++) {
      const published = thereBefore.size;
      const url = sinks[0]?.url ?? '';
      await makeWebhook(database.sql, workspaceId, { url, events: ['Case.Created'] });
      webhooks++;
      await until(() => thereBefore.size > published + 2);
    }
    publishing = false;
    await publishers;
    await until(async () => (await database.sql`select from handoffs`).count === 0);
    const rows = await untilDeliveries(database.sql, workspaceId, (all) =>
      all.every((row) => row.state === 'succeeded'),
    );
    const byEvent = Map.groupBy(rows, (row) => row.event_id);
    for (const [id, count] of thereBefore) {
      expect(byEvent.get(id)?.length ?? 0).toBeGreaterThanOrEqual(count);
    }
  });
});
