import { accepted, type Result } from '../domain/refusal.ts';
import { offlineByPersonReason, setOffline, setOnline } from '../domain/webhook-status.ts';
import type { Workspace } from '../domain/workspace.ts';
import { type ChangedWebhook, changeWebhook, type HeldChoice } from './change-webhook.ts';
import type { AppContext } from './context.ts';
import type { WebhookView } from './webhook-view.ts';

/** No calls from now on; what is published is held. No change where it is offline already. Refuses not_found. */
export async function takeOffline(
  context: AppContext,
  workspace: Workspace,
  id: string,
  reason: string = offlineByPersonReason,
): Promise<Result<WebhookView>> {
  const result = await changeWebhook(context, workspace, id, null, (webhook, _dialect, now) =>
    accepted(setOffline(webhook, reason, now) ?? webhook),
  );
  return result.ok ? accepted(result.value.view) : result;
}

/**
 * Calls are made again, the failures counted so far are forgotten, and what was held is sent, oldest first, or
 * discarded. Refuses not_found, job_running.
 */
export async function bringOnline(
  context: AppContext,
  workspace: Workspace,
  id: string,
  held: HeldChoice,
): Promise<Result<ChangedWebhook>> {
  return changeWebhook(context, workspace, id, held, (webhook, _dialect, now) =>
    accepted(setOnline(webhook, now) ?? webhook),
  );
}
