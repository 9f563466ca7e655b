import { timingSafeEqual } from 'node:crypto';
import { type Invitation, invitationLifetimeMs, invitationsPerWorkspaceMax } from '../domain/invitation.ts';
import { linkSecretBytes, linkTokenText } from '../domain/link-token.ts';
import type { Role } from '../domain/member.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import * as store from '../store/links.ts';
import { lockWorkspace } from '../store/workspaces.ts';
import { audit } from './audit.ts';
import type { AppContext } from './context.ts';
import { hashOfSecret } from './keys.ts';

export interface CreatedInvitation {
  readonly invitation: Invitation;
  /** Of its link; only a hash of it is kept. */
  readonly token: string;
}

/** A one-time link into the workspace. Refuses validation_failed where too many are open. */
export async function createInvitation(
  context: AppContext,
  workspaceId: string,
  draft: { readonly role: Role; readonly email: string | null },
): Promise<Result<CreatedInvitation>> {
  const now = context.now();
  const secret = context.randomBytes(linkSecretBytes);
  const invitation: Invitation = {
    ...draft,
    workspaceId,
    id: context.newId(),
    expiresAt: now + invitationLifetimeMs,
    createdAt: now,
  };
  return context.sql.begin(async (sql): Promise<Result<CreatedInvitation>> => {
    await lockWorkspace(sql, workspaceId);
    await store.deleteExpiredInvitations(sql, workspaceId, now);
    const open = await store.listInvitations(sql, workspaceId, now);
    if (open.length >= invitationsPerWorkspaceMax) {
      const message = `A workspace has at most ${invitationsPerWorkspaceMax} open invitations: withdraw one first.`;
      return refused('validation_failed', message);
    }
    await store.insertInvitation(sql, { ...invitation, hash: hashOfSecret(secret) });
    await audit(context, sql, workspaceId, {
      action: 'invitation.created',
      target: targetOf(invitation),
      before: null,
      after: valuesOf(invitation),
    });
    return accepted({ invitation, token: linkTokenText({ workspaceId, id: invitation.id, secret }) });
  });
}

/** Newest first; those that can still be used. */
export function readInvitations(context: AppContext, workspaceId: string): Promise<readonly Invitation[]> {
  return store.listInvitations(context.sql, workspaceId, context.now());
}

/** Its link works no more. Refuses not_found. */
export async function withdrawInvitation(
  context: AppContext,
  workspaceId: string,
  id: string,
): Promise<Result<null>> {
  return context.sql.begin(async (sql): Promise<Result<null>> => {
    const invitation = await store.findInvitation(sql, workspaceId, id, context.now());
    const gone = invitation === null || !(await store.deleteInvitation(sql, workspaceId, id));
    if (gone) return refused('not_found', 'No open invitation with this id in the workspace.');
    await audit(context, sql, workspaceId, {
      action: 'invitation.withdrawn',
      target: targetOf(invitation),
      before: valuesOf(invitation),
      after: null,
    });
    return accepted(null);
  });
}

/** Whether the secret is that of the link; takes as long either way. */
export function isSecretOf({ hash }: { readonly hash: Uint8Array }, secret: Uint8Array): boolean {
  return timingSafeEqual(hashOfSecret(secret), hash);
}

function targetOf({ id, email, role }: Invitation) {
  return { type: 'invitation', id, name: email ?? `Anyone, as ${role}` } as const;
}

function valuesOf({ role, email, expiresAt }: Invitation) {
  return { role, email, expires_at: new Date(expiresAt).toISOString() };
}
