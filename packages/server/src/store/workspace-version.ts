import type { Sql } from './database.ts';

/** Null where there is no such workspace. */
export async function readWorkspaceVersion(
  sql: Sql,
  workspaceId: string,
): Promise<{ readonly name: string; readonly dialect: string; readonly version: number } | null> {
  const rows = await sql<{ name: string; dialect: string; version: number }[]>`
    select name, dialect, webhooks_version as version from workspaces where workspace_id = ${workspaceId}`;
  return rows[0] ?? null;
}
