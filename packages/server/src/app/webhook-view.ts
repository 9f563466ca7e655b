import { type Dialect, dialectNamed, type HealthState } from '@belfry/dialects';
import { type Result, refused } from '../domain/refusal.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { Workspace } from '../domain/workspace.ts';

/** A webhook with how many failed calls count against it at the moment; `failuresMax` null: no limit. */
export interface WebhookView {
  readonly webhook: Webhook;
  readonly health: { readonly failures: number; readonly failuresMax: number | null };
}

/** `state` is undefined where nothing was ever counted. */
export function webhookView(
  webhook: Webhook,
  state: HealthState | undefined,
  dialect: Dialect,
  now: number,
): WebhookView {
  return { webhook, health: dialect.health.summary(state ?? dialect.health.initial, now) };
}

/** A workspace is only ever created with a dialect that exists. */
export function dialectOf(workspace: Workspace): Dialect {
  const dialect = dialectNamed(workspace.dialect);
  if (dialect === undefined)
    throw new Error(`Workspace ${workspace.id} has an unknown dialect: ${workspace.dialect}`);
  return dialect;
}

export function noSuchWebhook(): Result<never> {
  return refused('not_found', 'No webhook with this id in the workspace.');
}
