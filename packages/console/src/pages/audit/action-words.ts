import type { AuditAction } from '@belfry/api';

const words: Readonly<Record<AuditAction, string>> = {
  'webhook.created': 'created the webhook',
  'webhook.updated': 'changed the webhook',
  'webhook.deleted': 'deleted the webhook',
  'webhook.secret_rotated': 'rotated the secret of',
  'webhook.set_online': 'brought online',
  'webhook.set_offline': 'took offline',
  'webhook.failed_retried': 'retried all failed of',
  'key.created': 'created the key',
  'key.revoked': 'revoked the key',
  'member.joined': 'joined the workspace',
  'member.role_changed': 'changed the role of',
  'member.removed': 'removed',
  'invitation.created': 'invited',
  'invitation.withdrawn': 'withdrew the invitation of',
  'workspace.created': 'created the workspace',
  'workspace.updated': 'changed the workspace',
  'event_type.created': 'created the event type',
  'event_type.updated': 'changed the event type',
  'event_type.archived': 'archived the event type',
  'event_type.restored': 'restored the event type',
  'session.started': 'signed in',
  'session.ended': 'signed out',
  'session.all_ended': 'signed out everywhere',
  'session.password_changed': 'changed the password of',
};

/** What was done, between who did it and what it was done to. An action of a newer server is said by its name. */
export function actionWords(action: string): string {
  return isKnown(action) ? words[action] : action;
}

/** Whether the sentence is whole without what it was done to: nobody signs in "Ada Lovelace". */
export function saysItAll(action: string): boolean {
  return ownActions.has(action);
}

const ownActions: ReadonlySet<string> = new Set([
  'session.started',
  'session.ended',
  'session.all_ended',
  'member.joined',
]);

function isKnown(action: string): action is AuditAction {
  return Object.hasOwn(words, action);
}
