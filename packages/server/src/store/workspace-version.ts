import type { Sql } from './database.ts';

export interface WorkspaceVersion {
  readonly name: string;
  readonly dialect: string;
  /** Rises with every change of a webhook or an event type. */
  readonly version: number;
  /** Rises with every change of an event type. */
  readonly eventTypesVersion: number;
}

/** Null where there is no such workspace. */
export async function readWorkspaceVersion(sql: Sql, workspaceId: string): Promise<WorkspaceVersion | null> {
  const rows = await sql<WorkspaceVersion[]>`
    select name, dialect, webhooks_version as version, event_types_version as "eventTypesVersion"
    from workspaces where workspace_id = ${workspaceId}`;
  return rows[0] ?? null;
}
