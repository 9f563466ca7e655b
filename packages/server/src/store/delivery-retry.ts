import type { DeliveryProgress } from '../domain/delivery.ts';
import { instant, type Sql } from './database.ts';
import { type ProgressRow, progressColumns, progressOf } from './progress.ts';

export interface RetriableDelivery {
  readonly webhookId: string;
  readonly progress: DeliveryProgress;
  /** A process is making its call at this moment. */
  readonly leased: boolean;
  readonly test: boolean;
}

/** Locks the delivery until the end of the transaction; undefined where the workspace has no such delivery. */
export async function lockDelivery(
  sql: Sql,
  workspaceId: string,
  id: string,
): Promise<RetriableDelivery | undefined> {
  const rows = await sql<(ProgressRow & { webhook_id: string; leased: boolean; test: boolean })[]>`
    select d.webhook_id, d.test, d.lease_owner is not null as leased, ${progressColumns(sql)}
    from deliveries d where d.workspace_id = ${workspaceId} and d.id = ${id} for update`;
  const row = rows[0];
  return row === undefined
    ? undefined
    : { webhookId: row.webhook_id, leased: row.leased, test: row.test, progress: progressOf(row) };
}

/** Writes where the delivery stands, and not its history. */
export async function saveProgress(
  sql: Sql,
  workspaceId: string,
  id: string,
  progress: DeliveryProgress,
): Promise<void> {
  await sql`
    update deliveries set state = ${progress.state}, next_attempt_at = ${instant(progress.nextAttemptAt)},
      next_attempt_type = ${progress.nextAttemptType}
    where workspace_id = ${workspaceId} and id = ${id}`;
}
