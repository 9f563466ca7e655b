import { instant, type Sql } from './database.ts';

export type IdempotencyClaim =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'known'; readonly requestHash: Uint8Array; readonly response: IdempotentResponse };

interface IdempotentResponse {
  readonly eventIds: readonly string[];
  readonly deliveries: number;
}

/**
 * Claims a key in the caller's transaction. Where another transaction holds it open, this waits for its end:
 * committed, the key is known; rolled back, it is ours. A key older than its lifetime is free again.
 */
export async function claimIdempotencyKey(
  tx: Sql,
  claim: { workspaceId: string; key: string; requestHash: Uint8Array; now: number; lifetimeMs: number },
): Promise<IdempotencyClaim> {
  const { workspaceId, key, requestHash, now } = claim;
  const expired = instant(now - claim.lifetimeMs);
  const claimed = await tx`
    insert into idempotency_keys (workspace_id, key, request_hash, created_at)
    values (${workspaceId}, ${key}, ${requestHash}, ${instant(now)})
    on conflict (workspace_id, key) do update
      set request_hash = excluded.request_hash, created_at = excluded.created_at, response = null
      where idempotency_keys.created_at <= ${expired}`;
  if (claimed.count > 0) return { kind: 'claimed' };
  const rows = await tx<{ request_hash: Uint8Array; response: IdempotentResponse }[]>`
    select request_hash, response from idempotency_keys where workspace_id = ${workspaceId} and key = ${key}`;
  const known = rows[0];
  if (known === undefined) throw new Error('An idempotency key vanished while its conflict was read.');
  return { kind: 'known', requestHash: known.request_hash, response: known.response };
}

/** Keeps the answer beside the key, in the transaction that makes it true. */
export async function storeIdempotentResponse(
  tx: Sql,
  workspaceId: string,
  key: string,
  response: IdempotentResponse,
): Promise<void> {
  await tx`
    update idempotency_keys set response = ${JSON.stringify(response)}::text::json
    where workspace_id = ${workspaceId} and key = ${key}`;
}

/** Removes keys made before `before`, `limit` at most; answers how many. */
export async function pruneIdempotencyKeys(sql: Sql, before: number, limit: number): Promise<number> {
  const rows = await sql`
    delete from idempotency_keys where (workspace_id, key) in (
      select workspace_id, key from idempotency_keys where created_at < ${instant(before)} limit ${limit})`;
  return rows.count;
}
