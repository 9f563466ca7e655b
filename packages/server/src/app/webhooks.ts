import type { Dialect } from '@belfry/dialects';
import { accepted, type Refusal, type Result, refused } from '../domain/refusal.ts';
import { summaryOf } from '../domain/refusal-summary.ts';
import { chosenSecret, type SecretChoice } from '../domain/secret-choice.ts';
import { type Webhook, webhooksPerWorkspaceMax } from '../domain/webhook.ts';
import { webhookCreated, webhookDeleted } from '../domain/webhook-audit.ts';
import { applySettings, settingsIssues, type WebhookSettings } from '../domain/webhook-settings.ts';
import { offlineByPersonReason, setOffline, setOnline } from '../domain/webhook-status.ts';
import type { Workspace } from '../domain/workspace.ts';
import { readHealth } from '../store/health-reading.ts';
import { readLastCalls } from '../store/last-calls.ts';
import { discardPending } from '../store/unsettled-deliveries.ts';
import * as store from '../store/webhooks.ts';
import { audit } from './audit.ts';
import { changeWebhook, startHeldJob } from './change-webhook.ts';
import type { AppContext } from './context.ts';
import { targetRefusal } from './webhook-target.ts';
import { noSuchWebhook, type WebhookView, webhookView } from './webhook-view.ts';
import { dialectOf, dialectWithEventTypes } from './workspace-dialect.ts';

export interface WebhookUpdate extends WebhookSettings {
  readonly status?: Webhook['status'] | undefined;
}

export interface NewWebhook extends WebhookUpdate {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  /** How its calls are signed; absent: as the secret says, or the usual way. */
  readonly signatureScheme?: string | undefined;
}

/** Refuses validation_failed, blocked_target, webhook_limit_reached. */
export async function createWebhook(
  context: AppContext,
  workspace: Workspace,
  { status, ...settings }: NewWebhook,
): Promise<Result<WebhookView>> {
  const dialect = await dialectWithEventTypes(context.sql, workspace);
  const refusal = settingsRefusal(context, settings, dialect, []);
  if (refusal !== null) return { ok: false, refusal };
  const webhook = withStatus(newWebhook(context, workspace, settings, dialect), status, context.now());
  return context.sql.begin(async (sql): Promise<Result<WebhookView>> => {
    await store.lockWebhooks(sql, workspace.id);
    if ((await store.countWebhooks(sql, workspace.id)) >= webhooksPerWorkspaceMax) return limitReached();
    await store.insertWebhook(sql, context.secretBox, webhook);
    await audit(context, sql, workspace.id, webhookCreated(webhook));
    await store.announceWebhookChange(sql, workspace.id);
    return accepted(webhookView(webhook, undefined, undefined, dialect, context.now()));
  });
}

/** Oldest first. */
export async function readWebhooks(context: AppContext, workspace: Workspace): Promise<WebhookView[]> {
  const dialect = dialectOf(workspace);
  const [webhooks, health] = await Promise.all([
    store.listWebhooks(context.sql, context.secretBox, workspace.id),
    readHealth(context.sql, workspace.id),
  ]);
  const now = context.now();
  const ids = webhooks.map(({ id }) => id);
  const lastCalls = await readLastCalls(context.sql, workspace.id, ids);
  return webhooks.map((webhook) =>
    webhookView(webhook, health.get(webhook.id), lastCalls.get(webhook.id), dialect, now),
  );
}

/** Refuses not_found. */
export async function readWebhook(
  context: AppContext,
  workspace: Workspace,
  id: string,
): Promise<Result<WebhookView>> {
  const webhook = await store.findWebhook(context.sql, context.secretBox, workspace.id, id);
  if (webhook === undefined) return noSuchWebhook();
  const [health, lastCalls] = await Promise.all([
    readHealth(context.sql, workspace.id),
    readLastCalls(context.sql, workspace.id, [id]),
  ]);
  return accepted(
    webhookView(webhook, health.get(id), lastCalls.get(id), dialectOf(workspace), context.now()),
  );
}

/**
 * Changes what is given and leaves the rest; it counts from the next call on, retries included. A new secret
 * keeps the old one for the dialect's usual grace period; status "online" releases what is held.
 * Refuses not_found, validation_failed, blocked_target, job_running.
 */
export async function updateWebhook(
  context: AppContext,
  workspace: Workspace,
  id: string,
  { status, ...settings }: WebhookUpdate,
): Promise<Result<WebhookView>> {
  const held = status === 'online' ? 'release' : null;
  const dialect =
    settings.events === undefined
      ? dialectOf(workspace)
      : await dialectWithEventTypes(context.sql, workspace);
  const result = await changeWebhook(context, workspace, id, held, (webhook, _dialect, now) => {
    const refusal = settingsRefusal(context, settings, dialect, webhook.events);
    if (refusal !== null) return { ok: false, refusal };
    return accepted(withStatus(applySettings(webhook, settings, dialect, now), status, now));
  });
  return result.ok ? accepted(result.value.view) : result;
}

const discardBatchRows = 1000;

/** Deletes it and discards what waits for it; a call under way ends first. Its history stays. Refuses not_found. */
export async function deleteWebhook(
  context: AppContext,
  workspace: Workspace,
  id: string,
): Promise<Result<null>> {
  const deleted = await context.sql.begin(async (sql) => {
    await store.lockWebhooks(sql, workspace.id);
    const webhook = await store.findWebhook(sql, context.secretBox, workspace.id, id);
    if (webhook === undefined) return false;
    await store.deleteWebhook(sql, workspace.id, id);
    await audit(context, sql, workspace.id, webhookDeleted(webhook));
    await startHeldJob(sql, context, { workspaceId: workspace.id, id }, 'discard_held');
    await store.announceWebhookChange(sql, workspace.id);
    return true;
  });
  if (!deleted) return noSuchWebhook();
  // In batches outside the transaction: what a crash leaves here, the claimer discards when it comes due.
  let discarded = discardBatchRows;
  while (discarded === discardBatchRows) {
    discarded = await discardPending(context.sql, workspace.id, id, discardBatchRows);
  }
  context.changed(workspace.id, 'deliveries', id);
  return accepted(null);
}

/** All problems together; the URL's own code only where it is the only problem. */
function settingsRefusal(
  context: AppContext,
  settings: WebhookSettings & SecretChoice,
  dialect: Dialect,
  subscribed: readonly string[],
): Refusal | null {
  const target = settings.url === undefined ? null : targetRefusal(settings.url, context.targets);
  const details = [
    ...(target === null ? [] : [{ path: 'url', message: target.message }]),
    ...settingsIssues(settings, dialect, subscribed),
  ];
  if (details.length === 0) return null;
  const code = target !== null && details.length === 1 ? target.code : 'validation_failed';
  return { code, message: summaryOf(details), details };
}

function newWebhook(
  context: AppContext,
  workspace: Workspace,
  { secret, signatureScheme, ...settings }: Omit<NewWebhook, 'status'>,
  dialect: Dialect,
): Webhook {
  const now = context.now();
  const { secrets } = dialect;
  const blank: Webhook = {
    workspaceId: workspace.id,
    id: context.newId(),
    name: settings.name,
    description: '',
    url: settings.url,
    events: settings.events,
    status: 'online',
    offlineReason: null,
    offlineSince: null,
    type: 'user',
    secret: chosenSecret({ secret, signatureScheme }, secrets.schemes[0], secrets, context.randomBytes),
    oldSecret: null,
    oldSecretExpiresAt: null,
    rateLimit: null,
    concurrencyLimit: null,
    headers: {},
    createdAt: now,
    updatedAt: now,
  };
  return applySettings(blank, settings, dialect, now);
}

function withStatus(webhook: Webhook, status: Webhook['status'] | undefined, now: number): Webhook {
  switch (status) {
    case undefined:
      return webhook;
    case 'offline':
      return setOffline(webhook, offlineByPersonReason, now) ?? webhook;
    case 'online':
      return setOnline(webhook, now) ?? webhook;
  }
}

function limitReached(): Result<never> {
  return refused(
    'webhook_limit_reached',
    `A workspace has at most ${webhooksPerWorkspaceMax} webhooks; delete one that is no longer used.`,
  );
}
