import { dialectNames } from '@belfry/dialects';
import { type AccessLink, accessLinkLifetimeMs } from '../domain/invitation.ts';
import { linkSecretBytes, linkTokenText } from '../domain/link-token.ts';
import type { User } from '../domain/member.ts';
import type { Sql } from '../store/database.ts';
import { deleteExpiredAccessLinks, insertAccessLink } from '../store/links.ts';
import { putOwnerEverywhere } from '../store/members.ts';
import { anyCredential, findUserByEmail, insertUser, lockFirstAccount } from '../store/users.ts';
import { anyWorkspace } from '../store/workspaces.ts';
import type { AppContext } from './context.ts';
import { hashOfSecret } from './keys.ts';
import { insertWorkspace } from './workspaces.ts';

export interface StartLink {
  readonly kind: AccessLink['kind'];
  /** Of the link; only a hash of it is kept. */
  readonly token: string;
}

/** The account that links of the development mode sign in to; it has no password. */
export const developerEmail = 'developer@localhost';
const firstWorkspaceName = 'Development';

/**
 * The link that a start prints: in development one that signs in; otherwise, until somebody has an account, one that
 * makes the first. Null: none is needed. `withWorkspace`: in development there is a workspace afterwards.
 */
export function makeStartLink(
  context: AppContext,
  dev: boolean,
  withWorkspace = true,
): Promise<StartLink | null> {
  return context.sql.begin(async (sql) => {
    await lockFirstAccount(sql);
    await deleteExpiredAccessLinks(sql, context.now());
    if (dev) return insertLink(context, sql, 'sign_in', (await developer(context, sql, withWorkspace)).id);
    return (await anyCredential(sql)) ? null : insertLink(context, sql, 'setup', null);
  });
}

async function insertLink(
  context: AppContext,
  sql: Sql,
  kind: AccessLink['kind'],
  userId: string | null,
): Promise<StartLink> {
  const secret = context.randomBytes(linkSecretBytes);
  const now = context.now();
  const id = context.newId();
  const link = { id, kind, userId, expiresAt: now + accessLinkLifetimeMs, createdAt: now };
  await insertAccessLink(sql, { ...link, hash: hashOfSecret(secret) });
  return { kind, token: linkTokenText({ workspaceId: null, id, secret }) };
}

async function developer(context: AppContext, sql: Sql, withWorkspace: boolean): Promise<User> {
  const known = await findUserByEmail(sql, developerEmail);
  const now = context.now();
  const name = 'Developer';
  const fresh = { email: developerEmail, name, installationOwner: true, lastSeenAt: null, createdAt: now };
  const user = known ?? { ...fresh, id: context.newId() };
  if (known === null) await insertUser(sql, user);
  const [dialect] = dialectNames;
  if (withWorkspace && dialect !== undefined && !(await anyWorkspace(sql))) {
    await insertWorkspace(context, sql, { name: firstWorkspaceName, dialect });
  }
  await putOwnerEverywhere(sql, user.id, now);
  return user;
}
