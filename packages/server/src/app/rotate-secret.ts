import { accepted, type Result, refused } from '../domain/refusal.ts';
import { rotateSecret as rotated } from '../domain/webhook-settings.ts';
import type { Workspace } from '../domain/workspace.ts';
import { changeWebhook } from './change-webhook.ts';
import type { AppContext } from './context.ts';
import type { WebhookView } from './webhook-view.ts';

export interface Rotation {
  /** How long the secret before is honoured; undefined: the dialect's usual time. */
  readonly graceHours?: number | undefined;
  /** Undefined: a generated one. */
  readonly secret?: string | undefined;
}

/** Refuses not_found, and validation_failed where the secret is unfit or the grace period too long. */
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
    const secret = rotation.secret ?? secrets.generate(secrets.schemeOf(webhook.secret), context.randomBytes);
    const problem = secrets.problem(secret);
    if (problem !== null) return invalid('secret', problem);
    if (secret === webhook.secret) return invalid('secret', 'This is the current secret; give another one.');
    return accepted(rotated(webhook, secret, graceHours, now));
  });
  return result.ok ? accepted(result.value.view) : result;
}

function invalid(path: string, message: string): Result<never> {
  return refused('validation_failed', `${path}: ${message}`, [{ path, message }]);
}
