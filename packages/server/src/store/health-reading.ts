import type { HealthState } from '@belfry/dialects';
import type { Sql } from './database.ts';

/** The health of the workspace's webhooks by webhook id; one that never failed may have none. */
export async function readHealth(sql: Sql, workspaceId: string): Promise<Map<string, HealthState>> {
  const rows = await sql<{ webhook_id: string; state: HealthState }[]>`
    select webhook_id, state from webhook_health where workspace_id = ${workspaceId}`;
  return new Map(rows.map((row) => [row.webhook_id, row.state]));
}
