import type { AppContext } from '../app/context.ts';
import { createKey, readKeys, revokeKey } from '../app/keys.ts';
import { findWorkspace } from '../app/workspaces.ts';
import type { ApiKey } from '../domain/api-key.ts';
import { type Result, refused } from '../domain/refusal.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { KeyDraft } from './arguments.ts';
import { refusalText } from './refusal-text.ts';
import { type ExitCode, exitCodes, print, printJson, printTable, tell } from './terminal.ts';

export async function runKeyCreate(
  context: AppContext,
  command: KeyDraft & { readonly json: boolean },
): Promise<ExitCode> {
  const { name, allowedNetworks, expiresAt } = command;
  const created = await inWorkspace(context, command.workspace, (workspace) =>
    createKey(context, workspace.id, { name, allowedNetworks, expiresAt }),
  );
  return finish(created, ({ key, text }) => {
    if (command.json) printJson({ ...keyJson(key), key: text });
    else print(`API key ${key.id}, shown this once: ${text}`);
  });
}

export async function runKeyList(
  context: AppContext,
  command: { readonly workspace: string; readonly json: boolean },
): Promise<ExitCode> {
  const keys = await inWorkspace(context, command.workspace, async (workspace) => ({
    ok: true,
    value: await readKeys(context, workspace.id),
  }));
  return finish(keys, (list) => {
    if (command.json) printJson(list.map(keyJson));
    else
      printTable([
        ['ID', 'CREATED', 'STATE', 'NETWORKS', 'NAME'],
        ...list.map((key) => rowOf(key, context.now())),
      ]);
  });
}

export async function runKeyRevoke(
  context: AppContext,
  command: { readonly workspace: string; readonly id: string },
): Promise<ExitCode> {
  const revoked = await inWorkspace(context, command.workspace, async (workspace) => {
    // Looked up as it was typed: the database would call what is no UUID a mistake of ours.
    const key = (await readKeys(context, workspace.id)).find(({ id }) => id === command.id.toLowerCase());
    if (key === undefined) return refused('not_found', `There is no key ${command.id} in ${workspace.name}.`);
    return revokeKey(context, workspace.id, key.id);
  });
  return finish(revoked, () =>
    print(`The key ${command.id} is revoked; every belfryd refuses it within a second.`),
  );
}

async function inWorkspace<Value>(
  context: AppContext,
  idOrName: string,
  task: (workspace: Workspace) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const workspace = await findWorkspace(context, idOrName);
  return workspace.ok ? task(workspace.value) : workspace;
}

function finish<Value>(result: Result<Value>, show: (value: Value) => void): ExitCode {
  if (!result.ok) {
    tell(refusalText(result.refusal));
    return exitCodes.failed;
  }
  show(result.value);
  return exitCodes.done;
}

function rowOf(key: ApiKey, now: number): readonly string[] {
  const networks = key.allowedNetworks?.join(',') ?? 'any';
  return [key.id, time(key.createdAt), stateOf(key, now), networks, key.name];
}

function stateOf({ revokedAt, expiresAt }: ApiKey, now: number): string {
  if (revokedAt !== null) return `revoked ${time(revokedAt)}`;
  if (expiresAt === null) return 'valid';
  return `${expiresAt <= now ? 'expired' : 'valid until'} ${time(expiresAt)}`;
}

function keyJson(key: ApiKey) {
  return {
    id: key.id,
    name: key.name,
    allowed_networks: key.allowedNetworks,
    expires_at: key.expiresAt === null ? null : time(key.expiresAt),
    revoked_at: key.revokedAt === null ? null : time(key.revokedAt),
    created_at: time(key.createdAt),
  };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
