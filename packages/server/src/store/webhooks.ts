import type { SecretBox } from '../domain/secret-box.ts';
import type { Webhook } from '../domain/webhook.ts';
import { instant, type Sql } from './database.ts';

/** The workspace's webhooks, oldest first; at most webhooksPerWorkspaceMax. */
export async function listWebhooks(sql: Sql, box: SecretBox, workspaceId: string): Promise<Webhook[]> {
  const rows = await sql<WebhookRow[]>`
    select * from webhooks where workspace_id = ${workspaceId} order by id`;
  return rows.map((row) => webhookOf(row, box));
}

/** Undefined where the workspace has no such webhook. */
export async function findWebhook(
  sql: Sql,
  box: SecretBox,
  workspaceId: string,
  id: string,
): Promise<Webhook | undefined> {
  const rows = await sql<WebhookRow[]>`
    select * from webhooks where workspace_id = ${workspaceId} and id = ${id}`;
  return rows[0] === undefined ? undefined : webhookOf(rows[0], box);
}

/** Whether these webhooks are online; those that do not exist are absent. */
export async function webhookStatuses(
  sql: Sql,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Webhook['status']>> {
  const rows = await sql<{ id: string; status: Webhook['status'] }[]>`
    select id, status from webhooks where workspace_id = ${workspaceId} and id = any(${[...new Set(ids)]}::uuid[])`;
  return new Map(rows.map(({ id, status }) => [id, status]));
}

export async function countWebhooks(sql: Sql, workspaceId: string): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*) as count from webhooks where workspace_id = ${workspaceId}`;
  return rows[0]?.count ?? 0;
}

export async function insertWebhook(sql: Sql, box: SecretBox, webhook: Webhook): Promise<void> {
  await sql`insert into webhooks ${sql(columnsOf(webhook, box))}`;
}

/** Writes every column of the webhook. */
export async function updateWebhook(sql: Sql, box: SecretBox, webhook: Webhook): Promise<void> {
  const { workspace_id, id, created_at: _, ...changing } = columnsOf(webhook, box);
  await sql`update webhooks set ${sql(changing)} where workspace_id = ${workspace_id} and id = ${id}`;
}

/** False where the workspace has no such webhook. Its health goes with it; its deliveries stay. */
export async function deleteWebhook(sql: Sql, workspaceId: string, id: string): Promise<boolean> {
  const { count } = await sql`delete from webhooks where workspace_id = ${workspaceId} and id = ${id}`;
  return count === 1;
}

/** First statement of a transaction that changes webhooks: the changes of one workspace follow each other. */
export async function lockWebhooks(sql: Sql, workspaceId: string): Promise<void> {
  await sql`select 1 from workspaces where workspace_id = ${workspaceId} for no key update`;
}

/** Belongs to every transaction that changes a webhook: who caches the workspace's webhooks reads them again. */
export async function announceWebhookChange(sql: Sql, workspaceId: string): Promise<void> {
  await sql`
    with raised as (
      update workspaces set webhooks_version = webhooks_version + 1 where workspace_id = ${workspaceId}
      returning workspace_id
    )
    select pg_notify('belfry_webhooks', workspace_id::text) from raised`;
}

export interface WebhookRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly events: string[];
  readonly status: 'online' | 'offline';
  readonly offline_reason: string | null;
  readonly offline_since: number | null;
  readonly type: 'user' | 'system';
  readonly secret: Uint8Array;
  readonly old_secret: Uint8Array | null;
  readonly old_secret_expires_at: number | null;
  readonly rate_limit: number | null;
  readonly concurrency_limit: number | null;
  readonly headers: Record<string, string>;
  readonly created_at: number;
  readonly updated_at: number;
}

export function webhookOf(row: WebhookRow, box: SecretBox): Webhook {
  return {
    workspaceId: row.workspace_id,
    id: row.id,
    name: row.name,
    description: row.description,
    url: row.url,
    events: row.events,
    status: row.status,
    offlineReason: row.offline_reason,
    offlineSince: row.offline_since,
    type: row.type,
    secret: box.open(row.secret),
    oldSecret: row.old_secret === null ? null : box.open(row.old_secret),
    oldSecretExpiresAt: row.old_secret_expires_at,
    rateLimit: row.rate_limit,
    concurrencyLimit: row.concurrency_limit,
    headers: row.headers,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function columnsOf(webhook: Webhook, box: SecretBox) {
  return {
    workspace_id: webhook.workspaceId,
    id: webhook.id,
    name: webhook.name,
    description: webhook.description,
    url: webhook.url,
    events: [...webhook.events],
    status: webhook.status,
    offline_reason: webhook.offlineReason,
    offline_since: instant(webhook.offlineSince),
    type: webhook.type,
    secret: box.seal(webhook.secret),
    old_secret: webhook.oldSecret === null ? null : box.seal(webhook.oldSecret),
    old_secret_expires_at: instant(webhook.oldSecretExpiresAt),
    rate_limit: webhook.rateLimit,
    concurrency_limit: webhook.concurrencyLimit,
    headers: webhook.headers,
    created_at: instant(webhook.createdAt),
    updated_at: instant(webhook.updatedAt),
  };
}
