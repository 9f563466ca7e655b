import type { Dialect, HealthState } from '@belfry/dialects';
import { type Result, refused } from '../domain/refusal.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { LastCall } from '../store/last-calls.ts';

/** A webhook as it is shown. */
export interface WebhookView {
  readonly webhook: Webhook;
  /** The scheme of its secret, and the key to verify with where that is not the secret itself. */
  readonly signature: { readonly scheme: string; readonly publicKey: string | null };
  /** How many failed calls count against it at the moment; `failuresMax` null: no limit. */
  readonly health: { readonly failures: number; readonly failuresMax: number | null };
  /** Null: none within the retention. */
  readonly lastCall: LastCall | null;
}

/** `state` is undefined where nothing was ever counted, `lastCall` where there was none. */
export function webhookView(
  webhook: Webhook,
  state: HealthState | undefined,
  lastCall: LastCall | undefined,
  dialect: Dialect,
  now: number,
): WebhookView {
  const { health, secrets } = dialect;
  return {
    webhook,
    signature: { scheme: secrets.schemeOf(webhook.secret), publicKey: secrets.publicKeyOf(webhook.secret) },
    health: health.summary(state ?? health.initial, now),
    lastCall: lastCall ?? null,
  };
}

export function noSuchWebhook(): Result<never> {
  return refused('not_found', 'No webhook with this id in the workspace.');
}
