import { accepted, type Result, refused } from '../domain/refusal.ts';
import { summaryOf } from '../domain/refusal-summary.ts';
import { chosenSecret, type SecretChoice, secretIssues } from '../domain/secret-choice.ts';
import { rotateSecret as rotated } from '../domain/webhook-settings.ts';
import type { Workspace } from '../domain/workspace.ts';
import { changeWebhook } from './change-webhook.ts';
import type { AppContext } from './context.ts';
import type { WebhookView } from './webhook-view.ts';

/** Nothing chosen: a generated secret of the scheme that the webhook has. */
export interface Rotation extends SecretChoice {
  /** How long the secret before is honoured; undefined: the dialect's usual time. */
  readonly graceHours?: number | undefined;
}

/**
 * A secret of another scheme is signed with as that says, beside the one before until its grace is over. Refuses
 * not_found, and validation_failed where the secret or the scheme is unfit or the grace period too long.
 */
export async function rotateSecret(
  context: AppContext,
  workspace: Workspace,
  id: string,
  rotation: Rotation,
): Promise<Result<WebhookView>> {
  const result = await changeWebhook(context, workspace, id, null, (webhook, { secrets }, now) => {
    const graceHours = rotation.graceHours ?? secrets.graceHoursDefault;
    if (graceHours < 0 || graceHours > secrets.graceHoursMax) {
      return invalid('grace_hours', `From 0 to ${secrets.graceHoursMax} hours.`);
    }
    const details = secretIssues(rotation, secrets);
    if (details.length > 0) return refused('validation_failed', summaryOf(details), details);
    const secret = chosenSecret(rotation, secrets.schemeOf(webhook.secret), secrets, context.randomBytes);
    if (secret === webhook.secret) return invalid('secret', 'This is the current secret; give another one.');
    return accepted(rotated(webhook, secret, graceHours, now));
  });
  return result.ok ? accepted(result.value.view) : result;
}

function invalid(path: string, message: string): Result<never> {
  return refused('validation_failed', `${path}: ${message}`, [{ path, message }]);
}
