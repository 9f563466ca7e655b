import type { WebhookDirectory } from '../app/webhook-directory.ts';
import type { Database, Sql } from '../store/database.ts';
import { type DeliveryOutcome, type HandoffKey, writeOutcomes } from '../store/outcomes.ts';
import { notifyDue } from '../store/publication.ts';
import { lockHealth, saveHealth, setWebhookOffline } from '../store/webhook-health.ts';
import { announceWebhookChange, lockWebhooks, webhookStatuses } from '../store/webhooks.ts';
import type { Performed } from './perform.ts';

/**
 * Writes a batch of outcomes and what they do to the webhooks' health, in one transaction. Without a call that
 * matters to a webhook's health and where every delivery was called (the usual case) it is one statement.
 */
export async function writeBatch(
  sql: Database,
  directory: WebhookDirectory,
  owner: string,
  batch: readonly Performed[],
  finished: readonly HandoffKey[],
): Promise<void> {
  const calls = healthCalls(batch);
  const notCalled = groupByWorkspace(batch.filter(({ call }) => call === null));
  if (calls.size === 0 && notCalled.size === 0) {
    return writeOutcomes(
      sql,
      owner,
      batch.map(({ outcome }) => outcome),
      finished,
    );
  }
  const outdated = await sql.begin(async (tx) => {
    // Whoever changes a webhook locks its workspace first, and so does this: nobody waits in a circle.
    const workspaceIds = [...new Set([...calls.keys(), ...notCalled.keys()])].sort();
    for (const workspaceId of workspaceIds) await lockWebhooks(tx, workspaceId);
    const mistaken = new Set<Performed>();
    for (const [workspaceId, performed] of notCalled) {
      for (const one of await mistakenOnes(tx, workspaceId, performed)) mistaken.add(one);
    }
    const outcomes = batch.map((one) => (mistaken.has(one) ? dueAgain(one) : one.outcome));
    await writeOutcomes(tx, owner, outcomes, finished);
    if (mistaken.size > 0) await notifyDue(tx);
    const changed = [...mistaken].map(({ task }) => task.workspaceId);
    for (const [workspaceId, ofWorkspace] of calls) {
      if (await recordHealth(tx, workspaceId, ofWorkspace)) changed.push(workspaceId);
    }
    return changed;
  });
  for (const workspaceId of outdated) directory.invalidate(workspaceId);
}

/**
 * Deliveries that were held although their webhook is online, or discarded although there is one: who decided so had
 * not heard of the change yet. The lock of `lockWebhooks` is held, so this is what becomes of them.
 */
async function mistakenOnes(
  tx: Sql,
  workspaceId: string,
  performed: readonly Performed[],
): Promise<readonly Performed[]> {
  const statuses = await webhookStatuses(
    tx,
    workspaceId,
    performed.map(({ task }) => task.webhookId),
  );
  return performed.filter(({ task, outcome }) => {
    const status = statuses.get(task.webhookId);
    return outcome.progress.state === 'held' ? status !== 'offline' : status !== undefined;
  });
}

function dueAgain({ task, outcome }: Performed): DeliveryOutcome {
  return { ...outcome, progress: task.progress };
}

function groupByWorkspace(batch: readonly Performed[]): Map<string, Performed[]> {
  return Map.groupBy(batch, ({ task }) => task.workspaceId);
}

type Calls = Map<string, Performed[]>;

/** The calls that the dialect counts, by workspace and webhook. Test calls count for nothing. */
function healthCalls(batch: readonly Performed[]): Map<string, Calls> {
  const byWorkspace = new Map<string, Calls>();
  for (const performed of batch) {
    const { call, task } = performed;
    if (call === null || task.test || (call.succeeded && !call.dialect.health.tracksSuccess)) continue;
    const calls = byWorkspace.get(task.workspaceId) ?? new Map<string, Performed[]>();
    byWorkspace.set(task.workspaceId, calls);
    const ofWebhook = calls.get(task.webhookId) ?? [];
    calls.set(task.webhookId, ofWebhook);
    ofWebhook.push(performed);
  }
  return byWorkspace;
}

/** True where a webhook was set offline. */
async function recordHealth(tx: Sql, workspaceId: string, calls: Calls): Promise<boolean> {
  const dialect = [...calls.values()][0]?.[0]?.call?.dialect;
  if (dialect === undefined) return false;
  const states = await lockHealth(tx, workspaceId, [...calls.keys()], dialect.health.initial);
  const offline: { webhookId: string; reason: string; at: number }[] = [];
  for (const [webhookId, performed] of calls) {
    let state = states.get(webhookId);
    if (state === undefined) continue;
    for (const { call } of performed) {
      if (call === null) continue;
      const recorded = dialect.health.record(state, call);
      state = recorded.state;
      if (recorded.offline !== null) offline.push({ webhookId, reason: recorded.offline, at: call.at });
    }
    await saveHealth(tx, workspaceId, webhookId, state);
  }
  let changed = false;
  for (const { webhookId, reason, at } of offline) {
    changed = (await setWebhookOffline(tx, workspaceId, webhookId, reason, at)) || changed;
  }
  if (changed) await announceWebhookChange(tx, workspaceId);
  return changed;
}
