import { type Dialect, dotfile } from '@belfry/dialects';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unseenReportMs } from '../../src/engine/record-health.ts';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type DatabaseProxy, databaseProxy } from '../database-proxy.ts';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';
import {
  deliveriesOf,
  type EngineRig,
  engineRig,
  makeWebhook,
  makeWorkspace,
  publishExamples,
} from '../engine-rig.ts';
import { until } from '../until.ts';

/** Offline at the third failure in a row, as a dialect might say whose health successes mend. */
const inARow: Dialect = {
  ...dotfile,
  health: {
    initial: { row: 0 },
    tracksSuccess: true,
    record: (state, call) => {
      const row = call.succeeded ? 0 : Number(state['row']) + 1;
      return { state: { row, at: call.at }, offline: row >= 3 ? 'Three in a row.' : null };
    },
    summary: (state) => ({ failures: Number(state['row']), failuresMax: 3 }),
  },
};

describe('the health of a webhook', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let rigs: EngineRig[];
  let sink: Sink;
  let status: number;
  let workspaceId: string;
  let webhookId: string;
  const clock = testClock(Date.now());

  beforeAll(async () => {
    database = await testDatabase();
    proxy = await databaseProxy(database.url);
  });
  afterAll(async () => {
    await proxy.close();
    await database.close();
  });
  beforeEach(async () => {
    clock.set(Date.now());
    rigs = [];
    sink = await sinkEndpoint(() => ({ status }));
    workspaceId = await makeWorkspace(database.sql);
    webhookId = await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
  });
  afterEach(async () => {
    await Promise.all(rigs.map((rig) => rig.stop()));
    await sink.close();
  });

  const start = async (dialect: Dialect = inARow): Promise<EngineRig> => {
    const rig = await engineRig(database.sql, {
      url: proxy.url,
      now: clock.now,
      dialectOf: () => dialect,
    });
    rigs.push(rig);
    return rig;
  };
  /** Calls answered so, one after the other, each written before the next. */
  const call = async (rig: EngineRig, ...statuses: readonly number[]): Promise<void> => {
    for (const one of statuses) {
      status = one;
      clock.advance(1);
      const [eventId] = await publishExamples(rig, workspaceId, 1);
      await until(async () =>
        (await deliveriesOf(database.sql, workspaceId)).some(
          (row) => row.event_id === eventId && row.attempts.length > 0,
        ),
      );
    }
  };
  const health = async (id = webhookId) => {
    const [row] = await database.sql<{ state: { row?: number; at?: number }; version: string }[]>`
      select state, xmin::text as version from webhook_health where webhook_id = ${id}`;
    return row;
  };
  const webhookStatus = async () =>
    (await database.sql<{ status: string }[]>`select status from webhooks where id = ${webhookId}`)[0]
      ?.status;

  it('knows of each success before a failure that followed it', async () => {
    const rig = await start();
    await call(rig, 500, 500, 200, 500, 500, 200, 200, 500, 500);
    expect(await webhookStatus()).toBe('online');
    expect((await health())?.state.row).toBe(2);
    await call(rig, 500);
    expect(await webhookStatus()).toBe('offline');
    expect(rig.trouble).toEqual([]);
  });

  it('is mended by a success although no call follows it', async () => {
    const rig = await start();
    await call(rig, 200, 500, 500, 200);
    await until(async () => (await health())?.state.row === 0);
  });

  it('is mended by the success of another process, whose own calls never failed', async () => {
    const [failing, succeeding] = [await start(), await start()];
    await call(succeeding, 200);
    await until(async () => (await health()) !== undefined);
    await call(failing, 500, 500);
    expect((await health())?.state.row).toBe(2);
    await call(succeeding, 200);
    await until(async () => (await health())?.state.row === 0);
    await call(failing, 500, 500);
    expect(await webhookStatus()).toBe('online');
  });

  it('is written no more than once a minute while nothing fails', async () => {
    const rig = await start();
    await call(rig, 200);
    await until(async () => (await health()) !== undefined);
    const first = await health();
    await call(rig, 200, 200, 200);
    // A webhook's first success is reported in any case: when it is there, the reporter has had its turn.
    const other = await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Updated'] });
    await publishExamples(rig, workspaceId, 1, 'Case.Updated');
    await until(async () => (await health(other)) !== undefined);
    expect(await health()).toEqual(first);
    clock.advance(unseenReportMs);
    const newestAt = clock.now() + 1;
    await call(rig, 200);
    await until(async () => (await health())?.state.at === newestAt);
  });

  it('is told of the last success by a process that stops', async () => {
    const rig = await start();
    await call(rig, 200, 500, 500, 200);
    await rig.stop();
    rigs = [];
    expect((await health())?.state.row).toBe(0);
  });

  it('costs nothing where success changes nothing: there is no row until a call fails', async () => {
    const rig = await start(dotfile);
    await call(rig, 200, 200);
    await rig.stop();
    rigs = [];
    expect(await health()).toBeUndefined();
  });

  it('counts a failure once although the answer to its commit got lost and it is written again', async () => {
    const rig = await start();
    const lost = proxy.loseAnswerTo('commit');
    await call(rig, 500);
    await lost;
    await until(() => rig.trouble.includes('Outcomes could not be written; trying again.'));
    await until(async () =>
      (await rig.metrics.registry.getSingleMetricAsString('belfry_outcomes_unwritten')).endsWith(' 0'),
    );
    expect((await health())?.state.row).toBe(1);
    expect((await deliveriesOf(database.sql, workspaceId))[0]?.attempts).toHaveLength(1);
  });
});
