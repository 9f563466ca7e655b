import { dialectNamed, dialectNames } from '@belfry/dialects';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import type { Workspace } from '../domain/workspace.ts';
import * as store from '../store/workspaces.ts';
import type { AppContext } from './context.ts';
import { type CreatedKey, insertKey } from './keys.ts';

export interface CreatedWorkspace extends CreatedKey {
  readonly workspace: Workspace;
}

const nameCharactersMax = 200;
const firstKeyName = 'First key';
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A workspace with its first key, both or neither. Refuses validation_failed. */
export async function createWorkspace(
  context: AppContext,
  draft: { readonly name: string; readonly dialect: string },
): Promise<Result<CreatedWorkspace>> {
  if (draft.name.trim() === '' || draft.name.length > nameCharactersMax) {
    return refused('validation_failed', `A workspace's name has 1 to ${nameCharactersMax} characters.`);
  }
  if (dialectNamed(draft.dialect) === undefined) {
    return refused(
      'validation_failed',
      `There is no dialect "${draft.dialect}": use one of ${dialectNames.join(', ')}.`,
    );
  }
  const workspace: Workspace = { ...draft, id: context.newId(), createdAt: context.now() };
  return context.sql.begin(async (sql) => {
    await store.insertWorkspace(sql, workspace);
    const first = { name: firstKeyName, allowedNetworks: null, expiresAt: null };
    return accepted({ workspace, ...(await insertKey(context, sql, workspace.id, first)) });
  });
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
