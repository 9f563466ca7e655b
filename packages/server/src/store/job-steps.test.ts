import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { deliveriesOf, makeWebhook, makeWorkspace } from '../../test/engine-rig.ts';
import { statementsWaitingForLocks } from '../../test/locks.ts';
import { attemptAt, storeDelivery } from '../../test/stored-deliveries.ts';
import { until } from '../../test/until.ts';
import { greatestId, idFloor } from '../domain/id.ts';
import { newJob } from '../domain/job.ts';
import { endJob, leaseJob, stepJob } from './job-steps.ts';
import { findJob, insertJob } from './jobs.ts';

const ours = randomUUID();
const theirs = randomUUID();

describe('a job over four failed deliveries', () => {
  let database: TestDatabase;
  let workspaceId: string;
  let jobId: string;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.sql`delete from jobs`;
    workspaceId = await makeWorkspace(database.sql);
    const webhookId = await makeWebhook(database.sql, workspaceId, {
      url: 'http://127.0.0.1:9/',
      events: ['Case.Created'],
    });
    const at = Date.now() - 1_000;
    const attempts = [attemptAt(at, { status_code: 500, error_kind: 'server_error' })];
    for (let index = 0; index < 4; index++) {
      const type = 'Case.Created';
      await storeDelivery(database.sql, { workspaceId, webhookId, at, type, attempts, state: 'exhausted' });
    }
    jobId = randomUUID();
    const range = { fromId: idFloor(0), toId: greatestId, total: 4, now: Date.now() };
    await insertJob(
      database.sql,
      newJob({ workspaceId, id: jobId, type: 'retry_failed', webhookId, ...range }),
    );
  });

  const leased = async () => {
    const job = await leaseJob(database.sql, ours, null);
    if (job === null) throw new Error('There is a job to lease.');
    return job;
  };
  const job = () => findJob(database.sql, workspaceId, jobId);
  const states = async () => (await deliveriesOf(database.sql, workspaceId)).map((row) => row.state);

  it('is made in steps, each behind the one before, until none is left', async () => {
    expect(await stepJob(database.sql, await leased(), ours, Date.now(), 3)).toEqual({
      moved: 3,
      atEnd: false,
    });
    expect(await states()).toEqual(['pending', 'pending', 'pending', 'exhausted']);
    expect(await stepJob(database.sql, await leased(), ours, Date.now(), 3)).toEqual({
      moved: 1,
      atEnd: true,
    });
    expect(await job()).toMatchObject({ processed: 4, total: 4, state: 'running' });
  });

  it('goes no step further in a process that has lost it to another, and is not ended by it', async () => {
    const lost = await leased();
    await database.sql`update jobs set lease_owner = ${theirs} where id = ${jobId}`;
    expect(await stepJob(database.sql, lost, ours, Date.now(), 100)).toBeNull();
    await endJob(database.sql, lost, ours, 'succeeded', null, Date.now());
    expect(await job()).toMatchObject({ state: 'running', processed: 0 });
    expect(await states()).toEqual(['exhausted', 'exhausted', 'exhausted', 'exhausted']);
  });

  it('is not at its end because somebody else changed a delivery while it waited for it', async () => {
    const [first] = await deliveriesOf(database.sql, workspaceId);
    const other = await database.sql.reserve();
    await other`begin`;
    await other`
      update deliveries set state = 'discarded' where workspace_id = ${workspaceId} and id = ${first?.id ?? ''}`;
    const stepping = stepJob(database.sql, await leased(), ours, Date.now(), 3);
    const waiting = async (): Promise<boolean> => (await statementsWaitingForLocks(database.sql)).length > 0;
    await Promise.all([stepping, until(waiting).then(() => other`commit`)]);
    other.release();
    expect(await stepping).toEqual({ moved: 2, atEnd: false });
    expect(await states()).toEqual(['discarded', 'pending', 'pending', 'exhausted']);
  });
});
