import type { WebhookDirectory } from '../app/webhook-directory.ts';
import type { Database, Sql } from '../store/database.ts';
import { type HandoffKey, writeOutcomes } from '../store/outcomes.ts';
import { lockHealth, saveHealth, setWebhookOffline } from '../store/webhook-health.ts';
import { announceWebhookChange, lockWebhooks } from '../store/webhooks.ts';
import type { Performed } from './perform.ts';

/**
 * Writes a batch of outcomes and what they do to the webhooks' health, in one transaction. Without a call that
 * matters to a webhook's health (the usual case) it is one statement.
 */
export async function writeBatch(
  sql: Database,
  directory: WebhookDirectory,
  owner: string,
  batch: readonly Performed[],
  finished: readonly HandoffKey[],
): Promise<void> {
  const outcomes = batch.map((performed) => performed.outcome);
  const calls = healthCalls(batch);
  if (calls.size === 0) return writeOutcomes(sql, owner, outcomes, finished);
  const offline = await sql.begin(async (tx) => {
    // Whoever changes a webhook locks its workspace first, and so does this: nobody waits in a circle.
    const workspaceIds = [...calls.keys()].sort();
    for (const workspaceId of workspaceIds) await lockWebhooks(tx, workspaceId);
    await writeOutcomes(tx, owner, outcomes, finished);
    const changed: string[] = [];
    for (const workspaceId of workspaceIds) {
      if (await recordHealth(tx, workspaceId, calls.get(workspaceId) ?? new Map())) changed.push(workspaceId);
    }
    return changed;
  });
  for (const workspaceId of offline) directory.invalidate(workspaceId);
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
