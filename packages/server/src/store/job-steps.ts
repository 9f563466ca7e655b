import type { Job, JobType } from '../domain/job.ts';
import { instant, type Sql } from './database.ts';
import { isFailed } from './unsettled-deliveries.ts';

/** A job that this process works on. */
export interface LeasedJob {
  readonly workspaceId: string;
  readonly id: string;
  readonly type: JobType;
  readonly webhookId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly cursor: string | null;
}

/**
 * Leases the first running job after `after` that no other living process works on; null where there is none. A
 * process goes over all of them, so that none waits for another.
 */
export async function leaseJob(sql: Sql, owner: string, after: string | null): Promise<LeasedJob | null> {
  const rows = await sql<LeasedJobRow[]>`
    update jobs set lease_owner = ${owner} where (workspace_id, id) in (
      select workspace_id, id from jobs j
      where state = 'running' and (${after}::uuid is null or id > ${after}::uuid)
        and (lease_owner is null or lease_owner = ${owner}
          or not exists (select from processes p where p.process_id = j.lease_owner))
      order by id limit 1 for update skip locked)
    returning workspace_id, id, type, webhook_id, from_id, to_id, cursor`;
  const row = rows[0];
  if (row === undefined) return null;
  const {
    workspace_id: workspaceId,
    webhook_id: webhookId,
    from_id: fromId,
    to_id: toId,
    id,
    type,
    cursor,
  } = row;
  return { workspaceId, id, type, webhookId, fromId, toId, cursor };
}

export interface JobStep {
  /** Deliveries changed. */
  readonly moved: number;
  /** No delivery is left behind the cursor. */
  readonly atEnd: boolean;
}

/**
 * The next deliveries of a job are changed, oldest first, and the job's cursor moves behind them, in one statement.
 * Null, and nothing is changed, where the job is not `owner`'s any more.
 */
export async function stepJob(
  sql: Sql,
  job: LeasedJob,
  owner: string,
  now: number,
  limit: number,
): Promise<JobStep | null> {
  const concerns = job.type === 'retry_failed' ? isFailed(sql) : sql`state = 'held'`;
  // What changes while the step waits for its lock is passed over; that does not make this the last step.
  const rows = await sql<{ moved: number; seen: number }[]>`
    with job as (
      select id from jobs
      where workspace_id = ${job.workspaceId} and id = ${job.id} and lease_owner = ${owner} and state = 'running'
      for update
    ), candidates as (
      select d.id from deliveries d, job
      where workspace_id = ${job.workspaceId} and webhook_id = ${job.webhookId}
        and d.id between ${job.fromId} and ${job.toId} and (${job.cursor}::uuid is null or d.id > ${job.cursor}::uuid)
        and ${concerns}
      order by d.id limit ${limit}
    ), next as (
      select id from deliveries
      where workspace_id = ${job.workspaceId} and id in (select id from candidates) and ${concerns}
      order by id for update
    ), changed as (
      update deliveries d set ${changeOf(sql, job.type, now)} from next
      where d.workspace_id = ${job.workspaceId} and d.id = next.id
      returning d.id
    ), counts as (
      select (select count(*)::integer from changed) as moved, count(*)::integer as seen,
        max(id::text)::uuid as last
      from candidates)
    update jobs set processed = processed + counts.moved, cursor = coalesce(counts.last, jobs.cursor),
      updated_at = ${instant(now)}
    from counts, job
    where jobs.workspace_id = ${job.workspaceId} and jobs.id = job.id
    returning counts.moved, counts.seen`;
  const row = rows[0];
  return row === undefined ? null : { moved: row.moved, atEnd: row.seen < limit };
}

/** Does nothing where the job is not `owner`'s any more. */
export async function endJob(
  sql: Sql,
  job: LeasedJob,
  owner: string,
  state: Exclude<Job['state'], 'running'>,
  error: string | null,
  now: number,
): Promise<void> {
  await sql`
    update jobs set state = ${state}, error = ${error}, lease_owner = null, updated_at = ${instant(now)}
    where workspace_id = ${job.workspaceId} and id = ${job.id} and lease_owner = ${owner} and state = 'running'`;
}

/** How many deliveries of the webhook are due and not leased, counted up to `limit`. */
export async function countDue(sql: Sql, job: LeasedJob, now: number, limit: number): Promise<number> {
  const rows = await sql<{ due: number }[]>`
    select count(*)::integer as due from (
      select from deliveries
      where workspace_id = ${job.workspaceId} and webhook_id = ${job.webhookId}
        and state = 'pending' and lease_owner is null and next_attempt_at <= ${instant(now)}
      limit ${limit}) as counted`;
  return rows[0]?.due ?? 0;
}

/** What domain/delivery.ts says of a manual retry, a release and a discard, as an update of the alias d. */
function changeOf(sql: Sql, type: JobType, now: number) {
  switch (type) {
    case 'retry_failed':
      return sql`state = 'pending', next_attempt_at = ${instant(now)},
        next_attempt_type = case when json_array_length(attempts) = 0 then 'first_call' else 'manual_retry' end`;
    case 'release_held':
      return sql`state = 'pending', next_attempt_at = ${instant(now)}`;
    case 'discard_held':
      return sql`state = 'discarded', next_attempt_at = null, next_attempt_type = null`;
  }
}

interface LeasedJobRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly type: JobType;
  readonly webhook_id: string;
  readonly from_id: string;
  readonly to_id: string;
  readonly cursor: string | null;
}

/** Removes jobs that ended before `before`, `limit` at most; answers how many. */
export async function pruneJobs(sql: Sql, before: number, limit: number): Promise<number> {
  const { count } = await sql`
    delete from jobs where (workspace_id, id) in (
      select workspace_id, id from jobs
      where state <> 'running' and updated_at < ${instant(before)} limit ${limit})`;
  return count;
}
