import type { AppContext } from '../app/context.ts';
import type { WebhookDirectory } from '../app/webhook-directory.ts';
import type { Sql } from '../store/database.ts';
import { type DeliveryOutcome, type HandoffKey, writeOutcomes } from '../store/outcomes.ts';
import { notifyDue } from '../store/publication.ts';
import { lockWebhooks, webhookStatuses } from '../store/webhooks.ts';
import { deliveriesWithAttempt } from '../store/written-attempts.ts';
import { healthCalls, markReported, noteSuccesses, type WebhookCalls } from './health-calls.ts';
import type { Performed } from './perform.ts';
import { type HealthContext, recordHealth } from './record-health.ts';
import type { SuccessBook } from './success-book.ts';

export interface WriteOptions {
  readonly context: Pick<AppContext, 'sql' | 'now'> & HealthContext;
  readonly directory: WebhookDirectory;
  /** This process, as the owner of leases. */
  readonly owner: string;
  readonly successes: SuccessBook;
}

/**
 * Writes a batch of outcomes and what they do to the webhooks' health, in one transaction. Where no call failed and
 * every delivery was called (the usual case) it is one statement. `again`: an earlier try may have been committed,
 * whose failures are counted already.
 */
export async function writeBatch(
  { context, directory, owner, successes }: WriteOptions,
  batch: readonly Performed[],
  finished: readonly HandoffKey[],
  again: boolean,
): Promise<void> {
  const { sql, now } = context;
  noteSuccesses(successes, batch);
  const failed = groupByWorkspace(batch.filter(({ call, task }) => call?.succeeded === false && !task.test));
  const notCalled = groupByWorkspace(batch.filter(({ call }) => call === null));
  if (failed.size === 0 && notCalled.size === 0) {
    return writeOutcomes(
      sql,
      owner,
      batch.map(({ outcome }) => outcome),
      finished,
    );
  }
  const written = await sql.begin(async (tx) => {
    // Whoever changes a webhook locks its workspace first, and so does this: nobody waits in a circle.
    const workspaceIds = [...new Set([...failed.keys(), ...notCalled.keys()])].sort();
    for (const workspaceId of workspaceIds) await lockWebhooks(tx, workspaceId);
    const mistaken = await mistakenOnes(tx, notCalled);
    const counted = again ? await countedOnes(tx, [...failed.values()].flat()) : new Set<string>();
    const outcomes = batch.map((one) => (mistaken.has(one) ? dueAgain(one) : one.outcome));
    await writeOutcomes(tx, owner, outcomes, finished);
    if (mistaken.size > 0) await notifyDue(tx);
    const outdated = [...mistaken].map(({ task }) => task.workspaceId);
    const reported: WebhookCalls[] = [];
    for (const [workspaceId, performed] of failed) {
      // Under the lock: a success that is noted by now is recorded here, a later one after this.
      const uncounted = performed.filter(({ task }) => !counted.has(task.id));
      const calls = healthCalls(uncounted, batch, successes);
      reported.push(calls);
      if (await recordFailures(context, tx, workspaceId, uncounted, calls)) outdated.push(workspaceId);
    }
    return { outdated, reported };
  });
  for (const calls of written.reported) markReported(successes, calls, now());
  for (const workspaceId of written.outdated) directory.invalidate(workspaceId);
}

async function recordFailures(
  context: HealthContext,
  tx: Sql,
  workspaceId: string,
  failed: readonly Performed[],
  calls: WebhookCalls,
): Promise<boolean> {
  const dialect = failed[0]?.call?.dialect;
  return dialect === undefined ? false : recordHealth(context, tx, workspaceId, dialect.health, calls);
}

async function countedOnes(tx: Sql, failed: readonly Performed[]): Promise<ReadonlySet<string>> {
  return failed.length === 0
    ? new Set()
    : deliveriesWithAttempt(
        tx,
        failed.map(({ outcome }) => outcome),
      );
}

/**
 * Deliveries that were held although their webhook is online, or discarded although there is one: who decided so had
 * not heard of the change yet. The lock of `lockWebhooks` is held, so this is what becomes of them.
 */
async function mistakenOnes(
  tx: Sql,
  notCalled: ReadonlyMap<string, readonly Performed[]>,
): Promise<ReadonlySet<Performed>> {
  const mistaken = new Set<Performed>();
  for (const [workspaceId, performed] of notCalled) {
    const webhookIds = performed.map(({ task }) => task.webhookId);
    const statuses = await webhookStatuses(tx, workspaceId, webhookIds);
    for (const one of performed) if (isMistaken(one, statuses.get(one.task.webhookId))) mistaken.add(one);
  }
  return mistaken;
}

function isMistaken({ outcome }: Performed, status: 'online' | 'offline' | undefined): boolean {
  return outcome.progress.state === 'held' ? status !== 'offline' : status !== undefined;
}

function dueAgain({ task, outcome }: Performed): DeliveryOutcome {
  return { ...outcome, progress: task.progress };
}

function groupByWorkspace(batch: readonly Performed[]): Map<string, Performed[]> {
  return Map.groupBy(batch, ({ task }) => task.workspaceId);
}
