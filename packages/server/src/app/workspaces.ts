import { dialectNamed, dialectNames } from '@belfry/dialects';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import { summaryOf } from '../domain/refusal-summary.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Sql } from '../store/database.ts';
import { putInstallationOwners } from '../store/members.ts';
import { findUser } from '../store/users.ts';
import { announceWebhookChange } from '../store/webhooks.ts';
import * as store from '../store/workspaces.ts';
import { audit } from './audit.ts';
import type { AppContext } from './context.ts';
import { type CreatedKey, insertKey } from './keys.ts';

export interface CreatedWorkspace extends CreatedKey {
  readonly workspace: Workspace;
}

const nameCharactersMax = 200;
const firstKeyName = 'First key';
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface WorkspaceDraft {
  readonly name: string;
  readonly dialect: string;
}

/** A workspace with its first key, both or neither. Refuses validation_failed. */
export async function createWorkspace(
  context: AppContext,
  draft: WorkspaceDraft,
): Promise<Result<CreatedWorkspace>> {
  const issues = workspaceIssues(draft);
  if (issues.length > 0) return refused('validation_failed', summaryOf(issues), issues);
  return context.sql.begin(async (sql) => {
    const workspace = await insertWorkspace(context, sql, draft);
    const first = { name: firstKeyName, allowedNetworks: null, expiresAt: null };
    return accepted({ workspace, ...(await insertKey(context, sql, workspace.id, first)) });
  });
}

/** A workspace of the person, who owns the installation. Refuses validation_failed, forbidden. */
export async function createOwnWorkspace(
  context: AppContext,
  userId: string,
  draft: WorkspaceDraft,
): Promise<Result<Workspace>> {
  const user = await findUser(context.sql, userId);
  if (user?.installationOwner !== true) {
    return refused('forbidden', 'Workspaces are made by the owner of the installation.');
  }
  const issues = workspaceIssues(draft);
  if (issues.length > 0) return refused('validation_failed', summaryOf(issues), issues);
  return context.sql.begin(async (sql) => accepted(await insertWorkspace(context, sql, draft)));
}

/** Within the caller's transaction; the draft has been checked. The installation's owners own it. */
export async function insertWorkspace(
  context: AppContext,
  sql: Sql,
  draft: WorkspaceDraft,
): Promise<Workspace> {
  const { name, dialect } = draft;
  const workspace: Workspace = { name, dialect, id: context.newId(), createdAt: context.now() };
  await store.insertWorkspace(sql, workspace);
  await putInstallationOwners(sql, workspace.id, context.now());
  await audit(context, sql, workspace.id, {
    action: 'workspace.created',
    target: targetOf(workspace),
    before: null,
    after: { name, dialect },
  });
  return workspace;
}

/** Calls carry the new name from now on, where the dialect's calls name it. Refuses validation_failed. */
export async function renameWorkspace(
  context: AppContext,
  workspace: Workspace,
  name: string,
): Promise<Result<Workspace>> {
  const issues = workspaceIssues({ ...workspace, name });
  if (issues.length > 0) return refused('validation_failed', summaryOf(issues), issues);
  return context.sql.begin(async (sql): Promise<Result<Workspace>> => {
    await store.lockWorkspace(sql, workspace.id);
    const before = await store.readWorkspace(sql, workspace.id);
    if (before === null) throw new Error('A workspace is never deleted.');
    const after = { ...before, name };
    if (before.name === name) return accepted(after);
    await store.renameWorkspace(sql, workspace.id, name);
    // Who fans out for the workspace remembers its name with its webhooks.
    await announceWebhookChange(sql, workspace.id);
    await audit(context, sql, workspace.id, {
      action: 'workspace.updated',
      target: targetOf(after),
      before: { name: before.name },
      after: { name },
    });
    return accepted(after);
  });
}

/** What is wrong with a workspace's name or dialect. */
export function workspaceIssues(draft: WorkspaceDraft): readonly { path: string; message: string }[] {
  const issues: { path: string; message: string }[] = [];
  if (draft.name.trim() === '' || draft.name.length > nameCharactersMax) {
    issues.push({ path: 'name', message: `A workspace's name has 1 to ${nameCharactersMax} characters.` });
  }
  if (dialectNamed(draft.dialect) === undefined) {
    const message = `There is no dialect "${draft.dialect}": use one of ${dialectNames.join(', ')}.`;
    issues.push({ path: 'dialect', message });
  }
  return issues;
}

/** Oldest first. */
export function readWorkspaces(context: AppContext): Promise<readonly Workspace[]> {
  return store.listWorkspaces(context.sql);
}

/** By id, or by a name that only one workspace has. Refuses not_found, and invalid_request for a name of several. */
export async function findWorkspace(context: AppContext, idOrName: string): Promise<Result<Workspace>> {
  const byId = idPattern.test(idOrName) ? await store.readWorkspace(context.sql, idOrName) : null;
  if (byId !== null) return accepted(byId);
  const [first, second] = await store.findWorkspaces(context.sql, idOrName);
  if (first === undefined) return refused('not_found', `There is no workspace "${idOrName}".`);
  if (second === undefined) return accepted(first);
  return refused('invalid_request', `Several workspaces are named "${idOrName}": name one by its id.`);
}

function targetOf({ id, name }: Workspace) {
  return { type: 'workspace', id, name } as const;
}
