import type { Listing } from '../domain/listing.ts';
import type { SecretBox } from '../domain/secret-box.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { Sql } from './database.ts';
import { conditionsSql, type ListColumn, orderSql } from './list-conditions.ts';
import { type WebhookRow, webhookOf } from './webhooks.ts';

export type WebhookField = 'name' | 'created_at' | 'updated_at' | 'status' | 'type' | 'url' | 'events';

export interface WebhookPage {
  readonly webhooks: readonly Webhook[];
  /** How many there are on all pages. */
  readonly count: number;
}

/** One numbered page of the workspace's webhooks. */
export async function readWebhookPage(
  sql: Sql,
  box: SecretBox,
  workspaceId: string,
  { conditions, sort, page }: Listing<WebhookField, Exclude<WebhookField, 'events'>>,
): Promise<WebhookPage> {
  const matching = sql`
    from webhooks w where w.workspace_id = ${workspaceId} and ${conditionsSql(sql, columnOf, conditions)}`;
  const [rows, counts] = await Promise.all([
    sql<WebhookRow[]>`
      select w.* ${matching}
      order by ${orderSql(sql, columnOf, sort, 'w.id')} limit ${page.size} offset ${(page.number - 1) * page.size}`,
    sql<{ count: number }[]>`select count(*) as count ${matching}`,
  ]);
  return { webhooks: rows.map((row) => webhookOf(row, box)), count: counts[0]?.count ?? 0 };
}

function columnOf(field: WebhookField): ListColumn {
  const name = `w.${field}`;
  return field === 'created_at' || field === 'updated_at'
    ? { kind: 'instant', name }
    : { kind: 'column', name };
}
