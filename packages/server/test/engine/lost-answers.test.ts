import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestHash } from '../../src/app/publish.ts';
import { givenUpMax } from '../../src/engine/handoff-book.ts';
import { databaseErrorKind } from '../../src/store/database-error.ts';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type DatabaseProxy, databaseProxy } from '../database-proxy.ts';
import { type GatedSink, gatedSink } from '../endpoints/gated-sink.ts';
import {
  allSucceeded,
  deliveriesOf,
  type EngineRig,
  engineRig,
  exampleOf,
  makeWebhook,
  makeWorkspace,
  publishExamples,
  untilDeliveries,
} from '../engine-rig.ts';
import { until } from '../until.ts';

const minuteMs = 60_000;

describe('a statement that the database carries out without being able to say so', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let sink: GatedSink;
  let workspaceId: string;
  let rig: EngineRig;
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
    sink = await gatedSink();
    sink.open();
    workspaceId = await makeWorkspace(database.sql);
    await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
    rig = await engineRig(database.sql, { url: proxy.url, now: clock.now });
  });
  afterEach(async () => {
    sink.open();
    await rig.stop();
    await sink.close();
  });

  const publish = (caseId: string, key: string | null = null) =>
    rig
      .publish(
        workspaceId,
        [{ draft: exampleOf('Case.Created'), subject: { case_id: caseId }, occurredAt: null }],
        key === null ? null : { key, requestHash: requestHash(caseId) },
      )
      .then(
        (result) => result,
        (error) => databaseErrorKind(error),
      );
  const eventsOf = () =>
    database.sql<{ id: string; case_id: string }[]>`
      select id, subject->>'case_id' as case_id from events where workspace_id = ${workspaceId}`;
  const handoffs = async () => (await database.sql`select from handoffs`).count;

  it('records a publish once, which is delivered once, in a moment', async () => {
    const lost = proxy.loseAnswerTo('case-lost');
    expect(await publish('case-lost')).toBe('away');
    await lost;
    expect(await eventsOf()).toHaveLength(1);
    await untilDeliveries(database.sql, workspaceId, allSucceeded(1));
    expect(sink.received).toHaveLength(1);
    expect(await handoffs()).toBe(0);
  });

  it('delivers it a minute later where too many publishes have failed to remember them all', async () => {
    for (let failed = 0; failed < givenUpMax; failed++) rig.engine.taker.giveUp(rig.context.newId());
    const lost = proxy.loseAnswerTo('case-lost');
    expect(await publish('case-lost')).toBe('away');
    await lost;
    expect(await handoffs()).toBe(1);
    clock.advance(minuteMs + 1);
    await untilDeliveries(database.sql, workspaceId, allSucceeded(1));
    expect(sink.received).toHaveLength(1);
    expect(await handoffs()).toBe(0);
  });

  it('records none of the publishes twice that shared the commit', async () => {
    const lost = proxy.loseAnswerTo('case-3');
    const names = Array.from({ length: 8 }, (_, index) => `case-${index}`);
    const results = await Promise.all(names.map((name) => publish(name)));
    await lost;
    expect(results).toContain('away');
    expect((await eventsOf()).map((event) => event.case_id).sort()).toEqual(names);
    await untilDeliveries(database.sql, workspaceId, allSucceeded(8));
    expect(sink.received).toHaveLength(8);
  });

  it('answers a publish with an idempotency key the same when it is made again, and delivers it once', async () => {
    const lost = proxy.loseAnswerTo('commit');
    expect(await publish('case-key', 'key-1')).toBe('away');
    await lost;
    const events = await eventsOf();
    expect(await publish('case-key', 'key-1')).toEqual({
      ok: true,
      value: { eventIds: events.map(({ id }) => id), deliveries: 1 },
    });
    await untilDeliveries(database.sql, workspaceId, allSucceeded(1));
    expect(sink.received).toHaveLength(1);
    expect(await eventsOf()).toHaveLength(1);
  });

  it('leases due deliveries to a process that does not know of it, and they are made once all the same', async () => {
    await rig.stop();
    rig = await engineRig(database.sql, { url: proxy.url, now: clock.now, limits: { queuedMax: 1 } });
    sink.shut();
    await publishExamples(rig, workspaceId, 20);
    await sink.untilWaiting(1);
    const lost = proxy.loseAnswerTo('claimed as (');
    sink.open();
    rig.engine.wake.due();
    await lost;
    await untilDeliveries(database.sql, workspaceId, allSucceeded(20));
    expect(sink.received).toHaveLength(20);
    expect(await database.sql`select from deliveries where lease_owner is not null`).toHaveLength(0);
  });

  it('writes an outcome once, its attempt included, and its automatic retry stays where it is', async () => {
    sink.shut();
    const [eventId = ''] = await publishExamples(rig, workspaceId, 1);
    await sink.untilWaiting(1);
    const lost = proxy.loseAnswerTo('commit');
    sink.answer(eventId, { status: 500 });
    await lost;
    await until(() => rig.trouble.includes('Outcomes could not be written; trying again.'));
    const firstCallAt = clock.now();
    await until(async () =>
      (await rig.metrics.registry.getSingleMetricAsString('belfry_outcomes_unwritten')).endsWith(' 0'),
    );
    const rows = await deliveriesOf(database.sql, workspaceId);
    expect(rows).toMatchObject([
      { state: 'pending', retries_made: 0, next_attempt_at: firstCallAt + 60 * minuteMs, lease_owner: null },
    ]);
    expect(rows[0]?.attempts).toHaveLength(1);
    expect(await handoffs()).toBe(0);
  });
});
