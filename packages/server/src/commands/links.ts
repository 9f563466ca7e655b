import type { AppContext } from '../app/context.ts';
import { createInvitation } from '../app/invitations.ts';
import { findWorkspace } from '../app/workspaces.ts';
import type { Config } from '../config.ts';
import { linkUrl } from '../domain/link-token.ts';
import type { LinkDraft } from './arguments.ts';
import { refusalText } from './refusal-text.ts';
import { type ExitCode, exitCodes, print, printJson, tell } from './terminal.ts';

export async function runLinkCreate(
  context: AppContext,
  config: Pick<Config, 'publicUrl' | 'host' | 'port'>,
  { workspace: idOrName, role, email, json }: LinkDraft & { readonly json: boolean },
): Promise<ExitCode> {
  const workspace = await findWorkspace(context, idOrName);
  const created = workspace.ok
    ? await createInvitation(context, workspace.value.id, { role, email })
    : workspace;
  if (!created.ok) {
    tell(refusalText(created.refusal));
    return exitCodes.failed;
  }
  const { invitation, token } = created.value;
  const url = linkUrl(baseUrlOf(config), token);
  const expiresAt = new Date(invitation.expiresAt).toISOString();
  if (json) {
    const { id, workspaceId } = invitation;
    printJson({ id, workspace_id: workspaceId, role, email, url, expires_at: expiresAt });
  } else print(`This link makes ${email ?? 'whoever opens it'} ${role}, once, until ${expiresAt}:\n${url}`);
  return exitCodes.done;
}

/** Where a browser on this machine finds the server, unless it is said. */
function baseUrlOf({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  if (publicUrl !== null) return publicUrl;
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
