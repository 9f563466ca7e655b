import type { ApiKey } from '../domain/api-key.ts';
import type { Workspace } from '../domain/workspace.ts';
import { instant, type Sql } from './database.ts';

/** What a request is judged by. */
export interface StoredKey {
  readonly key: ApiKey;
  /** SHA-256 of the key's secret. */
  readonly hash: Uint8Array;
  readonly workspace: Workspace;
}

interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly allowed_networks: readonly string[] | null;
  readonly expires_at: number | null;
  readonly revoked_at: number | null;
  readonly created_at: number;
}

export async function insertApiKey(
  sql: Sql,
  workspaceId: string,
  key: ApiKey,
  hash: Uint8Array,
): Promise<void> {
  await sql`
    insert into api_keys (workspace_id, id, name, hash, allowed_networks, expires_at, revoked_at, created_at)
    values (${workspaceId}, ${key.id}, ${key.name}, ${hash},
            ${key.allowedNetworks === null ? null : [...key.allowedNetworks]}::text[],
            ${instant(key.expiresAt)}, ${instant(key.revokedAt)}, ${instant(key.createdAt)})`;
}

/** Oldest first, revoked ones included. */
export async function listApiKeys(sql: Sql, workspaceId: string): Promise<readonly ApiKey[]> {
  const rows = await sql<KeyRow[]>`
    select id, name, allowed_networks, expires_at, revoked_at, created_at
    from api_keys where workspace_id = ${workspaceId} order by id`;
  return rows.map(keyOf);
}

/** Keys that are not revoked. */
export async function countApiKeys(sql: Sql, workspaceId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from api_keys where workspace_id = ${workspaceId} and revoked_at is null`;
  return row?.count ?? 0;
}

/** Locked until the transaction ends; null where there is no such key. */
export async function lockApiKey(sql: Sql, workspaceId: string, id: string): Promise<ApiKey | null> {
  const [row] = await sql<KeyRow[]>`
    select id, name, allowed_networks, expires_at, revoked_at, created_at
    from api_keys where workspace_id = ${workspaceId} and id = ${id} for update`;
  return row === undefined ? null : keyOf(row);
}

export async function revokeApiKey(sql: Sql, workspaceId: string, id: string, now: number): Promise<void> {
  await sql`
    update api_keys set revoked_at = ${instant(now)} where workspace_id = ${workspaceId} and id = ${id}`;
}

export async function readStoredKey(sql: Sql, workspaceId: string, id: string): Promise<StoredKey | null> {
  const [row] = await sql<
    (KeyRow & { hash: Uint8Array; workspace: string; dialect: string; since: number })[]
  >`
    select k.id, k.name, k.allowed_networks, k.expires_at, k.revoked_at, k.created_at, k.hash,
           w.name as workspace, w.dialect, w.created_at as since
    from api_keys k join workspaces w on w.workspace_id = k.workspace_id
    where k.workspace_id = ${workspaceId} and k.id = ${id}`;
  if (row === undefined) return null;
  const workspace = { id: workspaceId, name: row.workspace, dialect: row.dialect, createdAt: row.since };
  return { key: keyOf(row), hash: row.hash, workspace };
}

function keyOf(row: KeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    allowedNetworks: row.allowed_networks,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    createdAt: row.created_at,
  };
}
