import { type Dialect, dialectNamed } from '@belfry/dialects';
import type { Workspace } from '../domain/workspace.ts';
import type { Sql } from '../store/database.ts';
import { listEventTypes } from '../store/event-types.ts';

/**
 * The contract of a workspace, for all that needs no catalogue: bodies, signatures, retries, health, secrets. Where
 * the workspace defines its event types, they are not in it. A workspace is only ever created with a dialect that exists.
 */
export function dialectOf(workspace: Workspace): Dialect {
  const dialect = dialectNamed(workspace.dialect);
  if (dialect === undefined)
    throw new Error(`Workspace ${workspace.id} has an unknown dialect: ${workspace.dialect}`);
  return dialect;
}

/** The same with the workspace's own event types as they are now. Reads nothing where the dialect decides them. */
export async function dialectWithEventTypes(sql: Sql, workspace: Workspace): Promise<Dialect> {
  return withOwnEventTypes(sql, workspace.id, dialectOf(workspace));
}

export async function withOwnEventTypes(sql: Sql, workspaceId: string, dialect: Dialect): Promise<Dialect> {
  if (dialect.ownEventTypes === null) return dialect;
  const own = await listEventTypes(sql, workspaceId);
  return dialect.ownEventTypes.withEventTypes(own.map(({ definition }) => definition));
}
