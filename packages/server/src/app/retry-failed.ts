import { idFloor } from '../domain/id.ts';
import { type Job, newJob } from '../domain/job.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import type { Workspace } from '../domain/workspace.ts';
import { insertJob, runningJobs } from '../store/jobs.ts';
import { countFailed } from '../store/unsettled-deliveries.ts';
import { findWebhook, lockWebhooks } from '../store/webhooks.ts';
import { audit } from './audit.ts';
import type { AppContext } from './context.ts';
import { noSuchWebhook } from './webhook-view.ts';

/**
 * Starts a job that retries the webhook's deliveries of a time range (milliseconds since the epoch; `to` not
 * included) whose last call failed, oldest first. Refuses not_found, validation_failed, webhook_offline,
 * job_running.
 */
export async function retryFailed(
  context: AppContext,
  workspace: Workspace,
  webhookId: string,
  period: { readonly from: number; readonly to: number },
): Promise<Result<Job>> {
  if (period.from >= period.to) {
    const message = 'The time range is empty: `from` lies before `to`.';
    return refused('validation_failed', message, [{ path: 'from', message }]);
  }
  return context.sql.begin(async (sql): Promise<Result<Job>> => {
    await lockWebhooks(sql, workspace.id);
    const webhook = await findWebhook(sql, context.secretBox, workspace.id, webhookId);
    if (webhook === undefined) return noSuchWebhook();
    if (webhook.status === 'offline') {
      return refused('webhook_offline', 'The webhook is offline; set it online before you retry.');
    }
    const running = (await runningJobs(sql, workspace.id, webhookId)).find(
      (job) => job.type === 'retry_failed',
    );
    if (running !== undefined) {
      return refused(
        'job_running',
        `Failed deliveries are being retried already; wait for job ${running.id} to end.`,
      );
    }
    const range = {
      workspaceId: workspace.id,
      webhookId,
      fromId: idFloor(period.from),
      toId: idFloor(period.to),
    };
    const total = await countFailed(sql, range);
    const job = newJob({ ...range, id: context.newId(), type: 'retry_failed', total, now: context.now() });
    await insertJob(sql, job);
    await audit(context, sql, workspace.id, {
      action: 'webhook.failed_retried',
      target: { type: 'webhook', id: webhookId, name: webhook.name },
      before: {},
      after: {
        from: instantText(period.from),
        to: instantText(period.to),
        deliveries: total,
        job_id: job.id,
      },
    });
    return accepted(job);
  });
}

function instantText(ms: number): string {
  return new Date(ms).toISOString();
}
