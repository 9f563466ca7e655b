import type { HealthState } from '@belfry/dialects';
import { instant, type Sql } from './database.ts';

/**
 * Locks and reads the health of webhooks, in id order so that two writers never wait for each other in a circle.
 * A webhook that was deleted meanwhile is absent.
 */
export async function lockHealth(
  tx: Sql,
  workspaceId: string,
  webhookIds: readonly string[],
  initial: HealthState,
): Promise<Map<string, HealthState>> {
  const ids = [...webhookIds].sort();
  await tx`
    insert into webhook_health (workspace_id, webhook_id, state)
    select w.workspace_id, w.id, ${JSON.stringify(initial)}::text::jsonb from webhooks w
    where w.workspace_id = ${workspaceId} and w.id = any(${ids}::uuid[])
    order by w.id
    on conflict do nothing`;
  const rows = await tx<{ webhook_id: string; state: HealthState }[]>`
    select webhook_id, state from webhook_health
    where workspace_id = ${workspaceId} and webhook_id = any(${ids}::uuid[])
    order by webhook_id for update`;
  return new Map(rows.map((row) => [row.webhook_id, row.state]));
}

export async function saveHealth(
  tx: Sql,
  workspaceId: string,
  webhookId: string,
  state: HealthState,
): Promise<void> {
  await tx`
    update webhook_health set state = ${JSON.stringify(state)}::text::jsonb
    where workspace_id = ${workspaceId} and webhook_id = ${webhookId}`;
}

/** Its name; null where it is offline already, or gone. The caller holds the lock of `lockWebhooks`, and announces. */
export async function setWebhookOffline(
  tx: Sql,
  workspaceId: string,
  webhookId: string,
  reason: string,
  at: number,
): Promise<string | null> {
  const [row] = await tx<{ name: string }[]>`
    update webhooks set status = 'offline', offline_reason = ${reason}, offline_since = ${instant(at)},
      updated_at = ${instant(at)}
    where workspace_id = ${workspaceId} and id = ${webhookId} and status = 'online'
    returning name`;
  return row?.name ?? null;
}
