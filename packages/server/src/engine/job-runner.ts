/**
 * Works jobs off, a step at a time: retry all failed, release what was held, discard it. Each step is one
 * statement that changes some deliveries and moves the job's cursor, so that a crash resumes behind the last step.
 * It is paced: no step is made while the webhook has more due than `dueMax`, so that a long job neither floods the
 * endpoint nor stands before what is published meanwhile. Jobs take turns, so that none waits for another's endpoint.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { NoteChange } from '../domain/change.ts';
import type { Sql } from '../store/database.ts';
import { countDue, endJob, type LeasedJob, leaseJob, stepJob } from '../store/job-steps.ts';
import { notifyDue } from '../store/publication.ts';
import { webhookStatuses } from '../store/webhooks.ts';

export const deliveriesPerStepMax = 100;
export const dueMax = 100;
/** How long jobs wait before they look again whether what they made due was taken: longer while it was not. */
const pacingMsMin = 50;
const pacingMsMax = 1_000;

export interface JobRunnerOptions {
  readonly sql: Sql;
  readonly owner: string;
  readonly now: () => number;
  readonly changed: NoteChange;
  /** False while the lease of this process is in doubt, or while it stops. */
  readonly mayRun: () => boolean;
}

type Progress = 'moved' | 'paced';

/** One step of each job that this process may work on. Answers true where there is more to do. */
export function createJobRound(options: JobRunnerOptions): () => Promise<boolean> {
  let pacingMs = pacingMsMin;
  return async () => {
    const steps: Progress[] = [];
    for (let after: string | null = null; options.mayRun(); ) {
      const job = await leaseJob(options.sql, options.owner, after);
      if (job === null) break;
      steps.push(await step(options, job));
      after = job.id;
    }
    const moved = steps.includes('moved');
    pacingMs = moved ? pacingMsMin : Math.min(pacingMs * 2, pacingMsMax);
    if (steps.length > 0 && !moved) await delay(pacingMs);
    return steps.length > 0;
  };
}

async function step(options: JobRunnerOptions, job: LeasedJob): Promise<Progress> {
  const { sql, owner, now, changed } = options;
  const noteJob = (): void => changed(job.workspaceId, 'jobs', job.webhookId);
  const problem = await problemOf(sql, job);
  if (problem !== null) {
    await endJob(sql, job, owner, 'failed', problem, now());
    noteJob();
    return 'moved';
  }
  if (job.type !== 'discard_held' && (await countDue(sql, job, now(), dueMax)) >= dueMax) return 'paced';
  const made = await stepJob(sql, job, owner, now(), deliveriesPerStepMax);
  if (made === null) return 'moved';
  if (made.moved > 0) changed(job.workspaceId, 'deliveries', job.webhookId);
  if (made.moved > 0 && job.type !== 'discard_held') await notifyDue(sql);
  if (made.atEnd) await endJob(sql, job, owner, 'succeeded', null, now());
  noteJob();
  return 'moved';
}

/**
 * Why the job cannot go on, as a sentence; null where it can. It is asked of the database: what is in memory may not
 * have heard yet of the very change that made the job.
 */
async function problemOf(sql: Sql, job: LeasedJob): Promise<string | null> {
  if (job.type === 'discard_held') return null;
  switch ((await webhookStatuses(sql, job.workspaceId, [job.webhookId])).get(job.webhookId)) {
    case undefined:
      return 'The webhook was deleted.';
    case 'online':
      return null;
    case 'offline':
      return 'The webhook went offline again; what is left is kept. Set it online to go on.';
  }
}
