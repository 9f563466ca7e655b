import type { HealthState } from '@belfry/dialects';
import { column, separator } from './columns.ts';
import type { Sql } from './database.ts';

/** The health of the workspace's webhooks by webhook id; one that never failed may have none. */
export async function readHealth(sql: Sql, workspaceId: string): Promise<Map<string, HealthState>> {
  const rows = await sql<{ webhook_id: string; state: HealthState }[]>`
    select webhook_id, state from webhook_health where workspace_id = ${workspaceId}`;
  return new Map(rows.map((row) => [row.webhook_id, row.state]));
}

/** The same of these webhooks, of one workspace or several. */
export async function readHealthOf(
  sql: Sql,
  webhooks: readonly { readonly workspaceId: string; readonly webhookId: string }[],
): Promise<Map<string, HealthState>> {
  const rows = await sql<{ webhook_id: string; state: HealthState }[]>`
    select h.webhook_id, h.state
    from unnest(
      string_to_array(${column(webhooks.map((w) => w.workspaceId))}, ${separator})::uuid[],
      string_to_array(${column(webhooks.map((w) => w.webhookId))}, ${separator})::uuid[]
    ) as w (workspace_id, webhook_id)
    join webhook_health h using (workspace_id, webhook_id)`;
  return new Map(rows.map((row) => [row.webhook_id, row.state]));
}
