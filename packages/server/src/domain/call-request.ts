import type { Dialect, EventName, OutgoingRequest, RequestInput } from '@belfry/dialects';
import type { Webhook } from './webhook.ts';

/**
 * The body and headers of one call: what the dialect says, with the webhook's secrets as they are honoured now and
 * its static headers, which never replace the dialect's.
 */
export function callRequest(call: {
  readonly dialect: Dialect;
  readonly workspace: RequestInput['workspace'];
  readonly webhook: Webhook;
  readonly event: RequestInput['event'];
  readonly wire: EventName;
  readonly retryCount: number;
  readonly now: number;
}): OutgoingRequest {
  const { dialect, workspace, webhook, event, wire, retryCount, now } = call;
  const secrets = { current: webhook.secret, old: honouredSecret(webhook, now) };
  const { headers, body } = dialect.request({ workspace, event, wire, retryCount, secrets, now });
  return { headers: { ...webhook.headers, ...headers }, body };
}

/** The old secret of a rotation, until its grace is over. */
function honouredSecret(webhook: Webhook, now: number): string | null {
  return webhook.oldSecretExpiresAt !== null && webhook.oldSecretExpiresAt > now ? webhook.oldSecret : null;
}
