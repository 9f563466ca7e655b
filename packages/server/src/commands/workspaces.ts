import type { AppContext } from '../app/context.ts';
import { createWorkspace, readWorkspaces } from '../app/workspaces.ts';
import type { Workspace } from '../domain/workspace.ts';
import { refusalText } from './refusal-text.ts';
import { type ExitCode, exitCodes, print, printJson, printTable, tell } from './terminal.ts';

export async function runWorkspaceCreate(
  context: AppContext,
  command: { readonly name: string; readonly dialect: string; readonly json: boolean },
): Promise<ExitCode> {
  const created = await createWorkspace(context, { name: command.name, dialect: command.dialect });
  if (!created.ok) {
    tell(refusalText(created.refusal));
    return exitCodes.failed;
  }
  const { workspace, text } = created.value;
  if (command.json) printJson({ workspace: workspaceJson(workspace), key: text });
  else {
    print(`Workspace ${workspace.name}: ${workspace.id}`);
    print(`API key, shown this once: ${text}`);
  }
  return exitCodes.done;
}

export async function runWorkspaceList(
  context: AppContext,
  command: { readonly json: boolean },
): Promise<ExitCode> {
  const workspaces = await readWorkspaces(context);
  if (command.json) printJson(workspaces.map(workspaceJson));
  else {
    const rows = workspaces.map(({ id, dialect, createdAt, name }) => [
      id,
      dialect,
      new Date(createdAt).toISOString(),
      name,
    ]);
    printTable([['ID', 'DIALECT', 'CREATED', 'NAME'], ...rows]);
  }
  return exitCodes.done;
}

function workspaceJson({ id, name, dialect, createdAt }: Workspace) {
  return { id, name, dialect, created_at: new Date(createdAt).toISOString() };
}
