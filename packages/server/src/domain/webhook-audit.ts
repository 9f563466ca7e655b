import { type AuditChange, type AuditValues, differing } from './audit.ts';
import type { Webhook } from './webhook.ts';

export function webhookCreated(webhook: Webhook): AuditChange {
  const after = { ...settingsOf(webhook), status: webhook.status };
  return { action: 'webhook.created', target: targetOf(webhook), before: null, after };
}

export function webhookDeleted(webhook: Webhook): AuditChange {
  const before = { ...settingsOf(webhook), status: webhook.status };
  return { action: 'webhook.deleted', target: targetOf(webhook), before, after: null };
}

/** The webhook's status changed; `extra` says what comes with it. */
export function webhookSwitched(before: Webhook, after: Webhook, extra: AuditValues = {}): AuditChange {
  return {
    action: after.status === 'online' ? 'webhook.set_online' : 'webhook.set_offline',
    target: targetOf(after),
    before: statusOf(before),
    after: { ...statusOf(after), ...extra },
  };
}

/** What the engine does to a webhook whose calls fail. */
export function setOfflineByFailures(
  { id, name }: Pick<Webhook, 'id' | 'name'>,
  reason: string,
): AuditChange {
  return {
    action: 'webhook.set_offline',
    target: { type: 'webhook', id, name },
    before: { status: 'online', offline_reason: null },
    after: { status: 'offline', offline_reason: reason },
  };
}

/** What one change of a webhook was, each part of it by its own name; nothing where nothing changed. */
export function webhookChanges(
  before: Webhook,
  after: Webhook,
  extra: AuditValues = {},
): readonly AuditChange[] {
  const target = targetOf(after);
  const changes: AuditChange[] = [];
  const settings = differing(settingsOf(before), {
    ...settingsOf(after),
    headers: headersAfter(before.headers, after.headers),
  });
  if (settings !== null) changes.push({ action: 'webhook.updated', target, ...settings });
  if (before.secret !== after.secret) {
    changes.push({
      action: 'webhook.secret_rotated',
      target,
      before: {},
      after: { secret: 'rotated', old_secret_expires_at: instantText(after.oldSecretExpiresAt) },
    });
  }
  if (before.status !== after.status) changes.push(webhookSwitched(before, after, extra));
  return changes;
}

function targetOf({ id, name }: Webhook): AuditChange['target'] {
  return { type: 'webhook', id, name };
}

function statusOf({ status, offlineReason }: Webhook): AuditValues {
  return { status, offline_reason: offlineReason };
}

function settingsOf(webhook: Webhook): AuditValues {
  return {
    name: webhook.name,
    description: webhook.description,
    url: webhook.url,
    events: webhook.events,
    type: webhook.type,
    rate_limit: webhook.rateLimit,
    concurrency_limit: webhook.concurrencyLimit,
    headers: hidden(webhook.headers),
  };
}

/** Values of headers may be secrets: their names are shown, and that a value changed. */
function hidden(headers: Webhook['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, 'hidden']));
}

function headersAfter(
  before: Webhook['headers'],
  after: Webhook['headers'],
): Readonly<Record<string, string>> {
  const names = Object.keys(after).map((name) => {
    const changed = before[name] !== undefined && before[name] !== after[name];
    return [name, changed ? 'changed' : 'hidden'];
  });
  return Object.fromEntries(names);
}

function instantText(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
