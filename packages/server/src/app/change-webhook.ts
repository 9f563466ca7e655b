import type { Dialect } from '@belfry/dialects';
import { greatestId, idFloor } from '../domain/id.ts';
import { type Job, type JobType, newJob } from '../domain/job.ts';
import { accepted, type Refusal, type Result } from '../domain/refusal.ts';
import type { Webhook } from '../domain/webhook.ts';
import { webhookChanges } from '../domain/webhook-audit.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Sql } from '../store/database.ts';
import { readHealth } from '../store/health-reading.ts';
import { insertJob, runningJobs } from '../store/jobs.ts';
import { readLastCalls } from '../store/last-calls.ts';
import { countHeld } from '../store/unsettled-deliveries.ts';
import { saveHealth } from '../store/webhook-health.ts';
import { announceWebhookChange, findWebhook, lockWebhooks, updateWebhook } from '../store/webhooks.ts';
import { audit } from './audit.ts';
import type { AppContext } from './context.ts';
import { noSuchWebhook, type WebhookView, webhookView } from './webhook-view.ts';
import { dialectOf } from './workspace-dialect.ts';

/** What becomes of the deliveries that were held while the webhook was offline. */
export type HeldChoice = 'release' | 'discard';

export interface ChangedWebhook {
  readonly view: WebhookView;
  /** The job that works off what was held, where there was any. */
  readonly job: Job | null;
}

/**
 * The one way to change a webhook that exists: locks, reads, lets `decide` say what it becomes, and writes that
 * with all that follows from it. `held` is given where the webhook is to be online afterwards. Refuses not_found, job_running and whatever `decide` refuses.
 */
export async function changeWebhook(
  context: AppContext,
  workspace: Workspace,
  id: string,
  held: HeldChoice | null,
  decide: (webhook: Webhook, dialect: Dialect, now: number) => Result<Webhook>,
): Promise<Result<ChangedWebhook>> {
  const dialect = dialectOf(workspace);
  return context.sql.begin(async (sql): Promise<Result<ChangedWebhook>> => {
    await lockWebhooks(sql, workspace.id);
    const before = await findWebhook(sql, context.secretBox, workspace.id, id);
    if (before === undefined) return noSuchWebhook();
    const decided = decide(before, dialect, context.now());
    if (!decided.ok) return decided;
    const webhook = decided.value;
    const conflict = held === null ? null : await heldConflict(sql, webhook, held);
    if (conflict !== null) return { ok: false, refusal: conflict };
    await updateWebhook(sql, context.secretBox, webhook);
    const extra = held === null ? {} : { held };
    await audit(context, sql, workspace.id, ...webhookChanges(before, webhook, extra));
    if (before.status === 'offline' && webhook.status === 'online') {
      await saveHealth(sql, workspace.id, id, dialect.health.initial);
    }
    await announceWebhookChange(sql, workspace.id);
    // After the announcement: who is woken by the job has heard by then that the webhook is online.
    const job = held === null ? null : await startHeldJob(sql, context, webhook, jobTypeOf(held));
    const health = (await readHealth(sql, workspace.id)).get(id);
    const lastCall = (await readLastCalls(sql, workspace.id, [id])).get(id);
    return accepted({ view: webhookView(webhook, health, lastCall, dialect, context.now()), job });
  });
}

const heldJobsPerWebhookMax = 10;

/** Why what is held cannot be worked off so at the moment; null where it can. */
async function heldConflict(sql: Sql, webhook: Webhook, held: HeldChoice): Promise<Refusal | null> {
  const running = await runningJobs(sql, webhook.workspaceId, webhook.id);
  const opposite = running.find((job) => job.type !== jobTypeOf(held) && job.type !== 'retry_failed');
  const inTheWay = opposite ?? running[heldJobsPerWebhookMax - 1];
  if (inTheWay === undefined) return null;
  const message = `Deliveries that were held are still worked off; wait for job ${inTheWay.id} to end.`;
  return { code: 'job_running', message };
}

function jobTypeOf(held: HeldChoice): HeldJobType {
  return held === 'release' ? 'release_held' : 'discard_held';
}

type HeldJobType = Exclude<JobType, 'retry_failed'>;

/**
 * A job over all that is held for the webhook; null where nothing is. It has no upper end, so that what a
 * publisher holds in the moment before it hears of the change is worked off too.
 */
export async function startHeldJob(
  sql: Sql,
  context: AppContext,
  webhook: { readonly workspaceId: string; readonly id: string },
  type: HeldJobType,
): Promise<Job | null> {
  const total = await countHeld(sql, webhook.workspaceId, webhook.id);
  if (total === 0) return null;
  const job = newJob({
    workspaceId: webhook.workspaceId,
    id: context.newId(),
    type,
    webhookId: webhook.id,
    fromId: idFloor(0),
    toId: greatestId,
    total,
    now: context.now(),
  });
  await insertJob(sql, job);
  return job;
}
