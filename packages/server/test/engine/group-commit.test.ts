import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestHash } from '../../src/app/publish.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';
import {
  allSucceeded,
  type EngineRig,
  engineRig,
  exampleOf,
  makeWebhook,
  makeWorkspace,
  untilDeliveries,
} from '../engine-rig.ts';
import { until } from '../until.ts';

describe('publishes that share a commit', () => {
  let database: TestDatabase;
  let rig: EngineRig;
  let sink: Sink;
  let workspaceId: string;

  beforeAll(async () => {
    database = await testDatabase();
    // What the database refuses in a way that nothing before it can know of: at once, and only at the commit.
    await database.sql.unsafe(`
      create function refuse() returns trigger language plpgsql as $$
      begin
        if new.subject->>'case_id' = tg_argv[0] then raise exception 'poisoned'; end if;
        return new;
      end $$;
      create trigger refuse_at_once after insert on events for each row execute function refuse('poison');
      create constraint trigger refuse_late after insert on events deferrable initially deferred
        for each row execute function refuse('late poison');`);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    sink = await sinkEndpoint();
    rig = await engineRig(database.sql);
    workspaceId = await makeWorkspace(database.sql);
    await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
  });
  afterEach(async () => {
    await rig.stop();
    await sink.close();
  });

  const publish = (caseId: string, count = 1, key: string | null = null) =>
    rig.publish(
      workspaceId,
      Array.from({ length: count }, () => ({
        draft: exampleOf('Case.Created'),
        subject: { case_id: caseId },
        occurredAt: null,
      })),
      key === null ? null : { key, requestHash: requestHash(caseId) },
    );
  const caseIds = async (): Promise<string[]> =>
    (
      await database.sql<{ case_id: string }[]>`
        select subject->>'case_id' as case_id from events where workspace_id = ${workspaceId} order by id`
    ).map((row) => row.case_id);
  const queued = async (): Promise<string> =>
    rig.metrics.registry.getSingleMetricAsString('belfry_deliveries_queued');

  it('answer each its own events', async () => {
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, index) => publish(`c${index}`, (index % 3) + 1)),
    );
    const rows = await database.sql<{ id: string; case_id: string }[]>`
      select id, subject->>'case_id' as case_id from events where workspace_id = ${workspaceId} order by id`;
    for (const [index, result] of results.entries()) {
      const ids = rows.filter((row) => row.case_id === `c${index}`).map((row) => row.id);
      expect(result).toEqual({ ok: true, value: { eventIds: ids, deliveries: (index % 3) + 1 } });
    }
    await untilDeliveries(database.sql, workspaceId, allSucceeded(120));
  });

  it.each(['poison', 'late poison'])(
    'do not fail because the database refuses one of them (%s)',
    async (poison) => {
      const names = ['a', 'b', poison, 'c', 'd'];
      const results = await Promise.allSettled(names.map((name) => publish(name)));
      expect(results.map(({ status }) => status)).toEqual([
        'fulfilled',
        'fulfilled',
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
      expect((await caseIds()).sort()).toEqual(['a', 'b', 'c', 'd']);
      await untilDeliveries(database.sql, workspaceId, allSucceeded(4));
      expect(sink.received).toHaveLength(4);
      await until(async () => (await database.sql`select from handoffs`).count === 0);
    },
  );

  it.each(['poison', 'late poison'])(
    'or are alone keep no room in the queue when they fail (%s)',
    async (poison) => {
      await expect(publish(poison, 5)).rejects.toThrow('poisoned');
      await expect(publish(poison, 5, `key of ${poison}`)).rejects.toThrow('poisoned');
      expect(await queued()).toMatch(/ 0$/m);
      // The key is free again, for the publish that claimed it was never committed.
      expect(await publish('fine', 1, `key of ${poison}`)).toMatchObject({ ok: true });
      await until(async () => / 0$/m.test(await queued()));
    },
  );

  it('of two workspaces do not wait for each other', async () => {
    const blocker = await database.sql.reserve();
    await blocker`begin`;
    await blocker`delete from workspaces where workspace_id = ${workspaceId}`;
    const other = await makeWorkspace(database.sql, 'Other');
    const event = { draft: exampleOf('Case.Created'), subject: null, occurredAt: null };
    expect(await rig.publish(other, [event], null)).toMatchObject({ ok: true, value: { deliveries: 0 } });
    await blocker`rollback`;
    blocker.release();
  });
});
