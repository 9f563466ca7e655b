import { isDeepStrictEqual } from 'node:util';
import type { HealthPolicy, HealthState } from '@belfry/dialects';
import { audit } from '../app/audit.ts';
import type { AppContext } from '../app/context.ts';
import type { WebhookDirectory } from '../app/webhook-directory.ts';
import { setOfflineByFailures } from '../domain/webhook-audit.ts';
import type { Database, Sql } from '../store/database.ts';
import { readHealthOf } from '../store/health-reading.ts';
import { lockHealth, saveHealth, setWebhookOffline } from '../store/webhook-health.ts';
import { announceWebhookChange, lockWebhooks } from '../store/webhooks.ts';
import type { WebhookCalls } from './health-calls.ts';
import type { Success, SuccessBook } from './success-book.ts';

/**
 * Folds calls into the health of a workspace's webhooks, by webhook id, in the order in which they were made. True
 * where a webhook was set offline. The caller holds the lock of `lockWebhooks`.
 */
export async function recordHealth(
  context: HealthContext,
  tx: Sql,
  workspaceId: string,
  policy: HealthPolicy,
  calls: WebhookCalls,
): Promise<boolean> {
  const states = await lockHealth(tx, workspaceId, [...calls.keys()], policy.initial);
  let changed = false;
  for (const [webhookId, made] of calls) {
    const before = states.get(webhookId);
    if (before === undefined) continue;
    let state = before;
    let offline: { readonly reason: string; readonly at: number } | null = null;
    for (const call of made.toSorted((a, b) => a.at - b.at)) {
      const recorded = policy.record(state, call);
      state = recorded.state;
      if (recorded.offline !== null) offline ??= { reason: recorded.offline, at: call.at };
    }
    if (!isDeepStrictEqual(state, before)) await saveHealth(tx, workspaceId, webhookId, state);
    if (offline === null) continue;
    const name = await setWebhookOffline(tx, workspaceId, webhookId, offline.reason, offline.at);
    if (name === null) continue;
    changed = true;
    await audit(context, tx, workspaceId, setOfflineByFailures({ id: webhookId, name }, offline.reason));
  }
  if (changed) await announceWebhookChange(tx, workspaceId);
  return changed;
}

/** What is remembered of a webhook that is set offline. */
export type HealthContext = Pick<AppContext, 'newId' | 'actor'>;

/** How often the book is looked through. */
export const reportEveryMs = 1_000;
/** A success that changes nothing that people see is reported this long after the last one. */
export const unseenReportMs = 60_000;

/**
 * Tells the webhooks' health of the successes that no failure has reported: one statement that reads, and a
 * transaction for each workspace where that is due. It is at once where it changes the dialect's `summary`: a streak
 * of failures, of this process or of another one, that is over.
 */
export async function reportSuccesses(
  context: Pick<AppContext, 'sql' | 'now'> & HealthContext,
  directory: WebhookDirectory,
  book: SuccessBook,
): Promise<void> {
  const { sql, now } = context;
  const at = now();
  const successes = book.unreported();
  if (successes.length === 0) return;
  const states = await readHealthOf(sql, successes);
  const due = successes.filter((success) => isDue(success, states.get(success.webhookId), at));
  for (const [workspaceId, ofWorkspace] of Map.groupBy(due, (success) => success.workspaceId)) {
    if (await report(context, workspaceId, ofWorkspace)) directory.invalidate(workspaceId);
    for (const { webhookId, newest } of ofWorkspace) book.reported(webhookId, newest, at);
  }
}

function isDue(
  { dialect, newest, reportedAt }: Success,
  state: HealthState | undefined,
  at: number,
): boolean {
  if (reportedAt === null || at - reportedAt >= unseenReportMs) return true;
  const { initial, record, summary } = dialect.health;
  const before = state ?? initial;
  return !isDeepStrictEqual(summary(record(before, newest).state, at), summary(before, at));
}

async function report(
  context: HealthContext & { readonly sql: Database },
  workspaceId: string,
  successes: readonly Success[],
): Promise<boolean> {
  const [first] = successes;
  if (first === undefined) return false;
  const calls = new Map(successes.map(({ webhookId, newest }) => [webhookId, [newest]]));
  return context.sql.begin(async (tx) => {
    await lockWebhooks(tx, workspaceId);
    return recordHealth(context, tx, workspaceId, first.dialect.health, calls);
  });
}
