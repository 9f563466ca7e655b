import { changeText } from '../domain/change.ts';
import type { Job, JobType } from '../domain/job.ts';
import { instant, type Sql } from './database.ts';

/** Wakes the job runners at commit. */
export async function insertJob(sql: Sql, job: Job): Promise<void> {
  await sql`
    with job as (
      insert into jobs (
        workspace_id, id, type, webhook_id, state, from_id, to_id, total, processed, created_at, updated_at)
      values (
        ${job.workspaceId}, ${job.id}, ${job.type}, ${job.webhookId}, ${job.state}, ${job.fromId}, ${job.toId},
        ${job.total}, ${job.processed}, ${instant(job.createdAt)}, ${instant(job.updatedAt)})
      returning id
    )
    select pg_notify('belfry_jobs', ${jobText(job)}) from job`;
}

/** What those who watch the workspace are told of. */
function jobText({ workspaceId, webhookId }: Job): string {
  return changeText(workspaceId, { topics: ['jobs'], webhookIds: [webhookId] });
}

/** Undefined where the workspace has no such job. */
export async function findJob(sql: Sql, workspaceId: string, id: string): Promise<Job | undefined> {
  const rows = await sql<JobRow[]>`
    select ${columns(sql)} from jobs where workspace_id = ${workspaceId} and id = ${id}`;
  return rows[0] === undefined ? undefined : jobOf(rows[0]);
}

/** The newest jobs, newest first. */
export async function listJobs(sql: Sql, workspaceId: string, limit: number): Promise<Job[]> {
  const rows = await sql<JobRow[]>`
    select ${columns(sql)} from jobs where workspace_id = ${workspaceId} order by id desc limit ${limit}`;
  return rows.map(jobOf);
}

/** What is under way for one webhook. */
export async function runningJobs(sql: Sql, workspaceId: string, webhookId: string): Promise<Job[]> {
  const rows = await sql<JobRow[]>`
    select ${columns(sql)} from jobs
    where workspace_id = ${workspaceId} and webhook_id = ${webhookId} and state = 'running'
    order by id`;
  return rows.map(jobOf);
}

interface JobRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly type: JobType;
  readonly webhook_id: string;
  readonly state: Job['state'];
  readonly from_id: string;
  readonly to_id: string;
  readonly total: number;
  readonly processed: number;
  readonly error: string | null;
  readonly created_at: number;
  readonly updated_at: number;
}

function columns(sql: Sql) {
  return sql`workspace_id, id, type, webhook_id, state, from_id, to_id, total, processed, error,
    created_at, updated_at`;
}

function jobOf(row: JobRow): Job {
  return {
    workspaceId: row.workspace_id,
    id: row.id,
    type: row.type,
    webhookId: row.webhook_id,
    state: row.state,
    fromId: row.from_id,
    toId: row.to_id,
    total: row.total,
    processed: row.processed,
    error: row.error,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
