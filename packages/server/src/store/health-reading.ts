import type { HealthState } from '@belfry/dialects';
import type { Sql } from './database.ts';

/** The health of the workspace's webhooks by webhook id; one that never failed may have none. */
export async function readHealth(sql: Sql, workspaceId: string): Promise<Map<string, HealthState>> {
  const rows = await sql<{ webhook_id: string; state: HealthState }[]>`
    select webhook_id, state from webhook_health where workspace_id = ${workspaceId}`;
  return new Map(rows.map((row) => [row.webhook_id, row.state]));
}

/**
 * Forgets what was counted against a webhook that is offline. A statement of its own, before the webhook is set
 * online: who counts a failure locks the health before the webhook, so nobody may do it the other way round.
 */
export async function resetOfflineHealth(
  sql: Sql,
  workspaceId: string,
  webhookId: string,
  initial: HealthState,
): Promise<void> {
  await sql`
    update webhook_health set state = ${JSON.stringify(initial)}::text::jsonb
    where workspace_id = ${workspaceId} and webhook_id = ${webhookId} and exists (
      select from webhooks
      where workspace_id = ${workspaceId} and id = ${webhookId} and status = 'offline')`;
}
