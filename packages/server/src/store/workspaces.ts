import type { Workspace } from '../domain/workspace.ts';
import { instant, type Sql } from './database.ts';

interface WorkspaceRow {
  readonly workspace_id: string;
  readonly name: string;
  readonly dialect: string;
  readonly created_at: number;
}

export async function insertWorkspace(sql: Sql, workspace: Workspace): Promise<void> {
  await sql`
    insert into workspaces (workspace_id, name, dialect, created_at)
    values (${workspace.id}, ${workspace.name}, ${workspace.dialect}, ${instant(workspace.createdAt)})`;
}

/** Oldest first. */
export async function listWorkspaces(sql: Sql): Promise<readonly Workspace[]> {
  const rows = await sql<WorkspaceRow[]>`
    select workspace_id, name, dialect, created_at from workspaces order by workspace_id`;
  return rows.map(workspaceOf);
}

export async function readWorkspace(sql: Sql, id: string): Promise<Workspace | null> {
  const [row] = await sql<WorkspaceRow[]>`
    select workspace_id, name, dialect, created_at from workspaces where workspace_id = ${id}`;
  return row === undefined ? null : workspaceOf(row);
}

/** Workspaces of that very name; names need not be unique. */
export async function findWorkspaces(sql: Sql, name: string): Promise<readonly Workspace[]> {
  const rows = await sql<WorkspaceRow[]>`
    select workspace_id, name, dialect, created_at from workspaces where name = ${name} order by workspace_id`;
  return rows.map(workspaceOf);
}

export async function renameWorkspace(sql: Sql, id: string, name: string): Promise<void> {
  await sql`update workspaces set name = ${name} where workspace_id = ${id}`;
}

export async function anyWorkspace(sql: Sql): Promise<boolean> {
  const rows = await sql`select from workspaces limit 1`;
  return rows.count > 0;
}

/** Keeps others from changing what is counted within the workspace until the transaction ends. */
export async function lockWorkspace(sql: Sql, id: string): Promise<void> {
  await sql`select from workspaces where workspace_id = ${id} for no key update`;
}

function workspaceOf(row: WorkspaceRow): Workspace {
  return { id: row.workspace_id, name: row.name, dialect: row.dialect, createdAt: row.created_at };
}
