import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bringOnline } from '../../src/app/webhook-status.ts';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { deliveriesOf, granted, untilDeliveries, workspaceOf } from '../engine-rig.ts';
import { until } from '../until.ts';
import { type EndpointRig, endpointRig } from './endpoint-rig.ts';

const hourMs = 3_600_000;
const fiveDaysMs = 120 * hourMs;

describe('a webhook', () => {
  let database: TestDatabase;
  let rig: EndpointRig;
  let start: number;
  const clock = testClock(Date.now());

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    start = Date.now();
    clock.set(start);
    rig = await endpointRig(database, clock);
  });
  afterEach(() => rig.stop());

  const fail = async (at: number, status = 500): Promise<void> => {
    rig.answer = { status };
    rig.at(at);
    await rig.publish();
  };
  const succeed = async (at: number): Promise<void> => {
    rig.answer = { status: 200 };
    rig.at(at);
    await rig.publish();
  };
  /** Once what waited has been retried too. */
  const settled = () =>
    untilDeliveries(database.sql, rig.workspaceId, (rows) => rows.every((row) => row.state !== 'pending'));

  it('is set offline at once by 410 Gone, and its deliveries are held until it is online again', async () => {
    await succeed(start);
    await fail(start + 1, 410);
    expect(await rig.status()).toMatchObject({
      status: 'offline',
      offline_reason: 'The endpoint answered 410 Gone: it wants no more calls.',
    });
    expect(rig.sink.received).toHaveLength(2);
    expect((await rig.publish()).state).toBe('held');
    // The one that was answered 410 waits for its retry, which is not made.
    rig.at(start + 10_000);
    await settled();
    const states = (await deliveriesOf(database.sql, rig.workspaceId)).map((row) => row.state);
    expect(states.sort()).toEqual(['held', 'held', 'succeeded']);
    expect(rig.sink.received).toHaveLength(2);

    rig.answer = { status: 200 };
    const workspace = workspaceOf(rig.workspaceId, 'compilot');
    granted(await bringOnline(rig.engine.context, workspace, rig.webhookId, 'release'));
    await untilDeliveries(database.sql, rig.workspaceId, (rows) =>
      rows.every((row) => row.state === 'succeeded'),
    );
    expect(rig.sink.received).toHaveLength(4);
    expect(await rig.status()).toMatchObject({ status: 'online' });
    expect(rig.engine.trouble).toEqual([]);
  });

  it('is set offline when it has been failing for 120 hours without one success, and not a millisecond before', async () => {
    await fail(start);
    await fail(start + 60 * hourMs);
    await fail(start + fiveDaysMs - 1);
    expect(await rig.status()).toMatchObject({ status: 'online', offline_reason: null });
    await fail(start + fiveDaysMs);
    expect(await rig.status()).toMatchObject({
      status: 'offline',
      offline_reason: 'Every call failed for 120 hours.',
    });
    expect((await rig.publish()).state).toBe('held');
  });

  it('stays online where one call succeeded in between, for 120 hours from the next failure on', async () => {
    await fail(start);
    await succeed(start + 60 * hourMs);
    await settled();
    await fail(start + 60 * hourMs + 1);
    await fail(start + fiveDaysMs);
    await fail(start + 180 * hourMs);
    expect(await rig.status()).toMatchObject({ status: 'online' });
    await fail(start + 180 * hourMs + 1);
    expect(await rig.status()).toMatchObject({ status: 'offline' });
  });

  it('that failed once, was well and had nothing to do for a week is not set offline by its next failure', async () => {
    await fail(start);
    await succeed(start + 1);
    rig.at(start + hourMs);
    await settled();
    await fail(start + 168 * hourMs);
    expect(await rig.status()).toMatchObject({ status: 'online' });
  });

  it('is online again after a person said so, and is failing for 0 hours then', async () => {
    await fail(start);
    await fail(start + fiveDaysMs);
    const workspace = workspaceOf(rig.workspaceId, 'compilot');
    granted(await bringOnline(rig.engine.context, workspace, rig.webhookId, 'discard'));
    await fail(start + fiveDaysMs + 1);
    await fail(start + fiveDaysMs + 100 * hourMs);
    expect(await rig.status()).toMatchObject({ status: 'online' });
  });

  it('is failing where all processes fail, and not where the calls of one of several succeed', async () => {
    const other = await rig.another();
    await fail(start);
    rig.answer = { status: 200 };
    rig.at(start + 60 * hourMs);
    await rig.publish(other);
    await settled();
    await until(async () => (await rig.health())?.['first'] === undefined);
    await fail(start + 60 * hourMs + 1);
    await fail(start + fiveDaysMs);
    expect(await rig.status()).toMatchObject({ status: 'online' });

    rig.answer = { status: 500 };
    rig.at(start + 181 * hourMs);
    await rig.publish(other);
    expect(await rig.status()).toMatchObject({ status: 'offline' });
    // The other process hears of it, whichever made the call.
    expect((await rig.publish()).state).toBe('held');
    expect((await rig.publish(other)).state).toBe('held');
  });
});
