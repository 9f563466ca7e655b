/**
 * Works jobs off, a step at a time: retry all failed, release what was held, discard it. Each step is one
 * statement that changes some deliveries and moves the job's cursor, so that a crash resumes behind the last step.
 * It is paced: no step is made while the webhook has more due than `dueMax`, so that a long job neither floods the
 * endpoint nor stands before what is published meanwhile.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { WebhookDirectory } from '../app/webhook-directory.ts';
import type { Sql } from '../store/database.ts';
import { countDue, endJob, type LeasedJob, leaseJob, stepJob } from '../store/job-steps.ts';
import { notifyDue } from '../store/publication.ts';

export const deliveriesPerStepMax = 100;
export const dueMax = 100;
/** How long a job waits before it looks again whether what it made due was taken. */
const pacingMs = 50;

export interface JobRunnerOptions {
  readonly sql: Sql;
  readonly owner: string;
  readonly now: () => number;
  readonly directory: WebhookDirectory;
  /** False while the lease of this process is in doubt, or while it stops. */
  readonly mayRun: () => boolean;
}

/** One step of one job. Answers true where the next step can follow at once. */
export function createJobStep(options: JobRunnerOptions): () => Promise<boolean> {
  return async () => {
    if (!options.mayRun()) return false;
    const job = await leaseJob(options.sql, options.owner);
    return job === null ? false : step(options, job);
  };
}

async function step(options: JobRunnerOptions, job: LeasedJob): Promise<boolean> {
  const { sql, owner, now } = options;
  const problem = await problemOf(options, job);
  if (problem !== null) {
    await endJob(sql, job, 'failed', problem, now());
    return true;
  }
  if (job.type !== 'discard_held' && (await countDue(sql, job, now(), dueMax)) >= dueMax) {
    await delay(pacingMs);
    return true;
  }
  const moved = await stepJob(sql, job, owner, now(), deliveriesPerStepMax);
  if (moved > 0 && job.type !== 'discard_held') await notifyDue(sql);
  if (moved < deliveriesPerStepMax) await endJob(sql, job, 'succeeded', null, now());
  return true;
}

/** Why the job cannot go on, as a sentence; null where it can. */
async function problemOf(options: JobRunnerOptions, job: LeasedJob): Promise<string | null> {
  if (job.type === 'discard_held') return null;
  const webhook = (await options.directory.get(job.workspaceId))?.webhooks.get(job.webhookId);
  if (webhook === undefined) return 'The webhook was deleted.';
  if (webhook.status === 'online') return null;
  return 'The webhook went offline again; what is left is kept. Set it online to go on.';
}
