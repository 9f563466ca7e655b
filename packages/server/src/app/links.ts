import type { AccessLink, Invitation } from '../domain/invitation.ts';
import { parseLinkToken } from '../domain/link-token.ts';
import type { Role } from '../domain/member.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import { findAccessLink, findInvitation } from '../store/links.ts';
import { anyCredential } from '../store/users.ts';
import { anyWorkspace, readWorkspace } from '../store/workspaces.ts';
import type { Accounts } from './accounts.ts';
import { isSecretOf } from './invitations.ts';

/** What a one-time link is for, where it can still be used. */
export type FoundLink =
  | { readonly kind: 'invitation'; readonly invitation: Invitation }
  | { readonly kind: 'setup' | 'sign_in'; readonly link: AccessLink };

export interface LinkView {
  readonly kind: FoundLink['kind'];
  /** Of an invitation. */
  readonly workspaceName: string | null;
  readonly role: Role | null;
  readonly email: string | null;
  /** Whether the first workspace is to be made with the first account. */
  readonly workspaceNeeded: boolean;
  readonly expiresAt: number;
}

/** Looks without using it. Refuses not_found, alike for what is used, over, withdrawn or was never there. */
export async function readLink(accounts: Accounts, tokenText: string): Promise<Result<LinkView>> {
  const found = await findLink(accounts, tokenText);
  if (!found.ok) return found;
  const { sql } = accounts.context;
  if (found.value.kind !== 'invitation') {
    const { kind, link } = found.value;
    const workspaceNeeded = kind === 'setup' && !(await anyWorkspace(sql));
    const { expiresAt } = link;
    return accepted({ kind, workspaceName: null, role: null, email: null, workspaceNeeded, expiresAt });
  }
  const { workspaceId, role, email, expiresAt } = found.value.invitation;
  const workspace = await readWorkspace(sql, workspaceId);
  const workspaceName = workspace?.name ?? null;
  return accepted({ kind: 'invitation', workspaceName, role, email, workspaceNeeded: false, expiresAt });
}

export async function findLink({ context, dev }: Accounts, tokenText: string): Promise<Result<FoundLink>> {
  const token = parseLinkToken(tokenText);
  if (token === null) return noSuchLink();
  const { sql } = context;
  const now = context.now();
  if (token.workspaceId !== null) {
    const invitation = await findInvitation(sql, token.workspaceId, token.id, now);
    if (invitation === null || !isSecretOf(invitation, token.secret)) return noSuchLink();
    return accepted({ kind: 'invitation', invitation });
  }
  const link = await findAccessLink(sql, token.id, now);
  if (link === null || !isSecretOf(link, token.secret)) return noSuchLink();
  const { kind } = link;
  const open = kind === 'sign_in' ? dev : !(await anyCredential(sql));
  return open ? accepted({ kind, link }) : noSuchLink();
}

export function noSuchLink(): Result<never> {
  return refused(
    'not_found',
    'This link was used already, its time is over, or it never was one: ask for another.',
  );
}
