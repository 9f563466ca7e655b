import type { AccessLink } from '../domain/invitation.ts';
import { accepted, type Result } from '../domain/refusal.ts';
import { deleteAccessLink } from '../store/links.ts';
import { findUser } from '../store/users.ts';
import type { Accounts, Origin, SignedIn } from './accounts.ts';
import type { LiveSession } from './identity.ts';
import type { LinkForm } from './link-form.ts';
import { findLink, noSuchLink } from './links.ts';
import { setUp } from './set-up.ts';
import { startSession } from './sign-in.ts';
import { useInvitation } from './use-invitation.ts';

/**
 * Uses a one-time link and signs in. `session` is who asks, where somebody is signed in already: an invitation may be
 * taken so without a form. Refuses not_found, validation_failed, and for an invitation of an account that exists
 * unauthorized and rate_limited.
 */
export async function consumeLink(
  accounts: Accounts,
  tokenText: string,
  form: LinkForm,
  session: LiveSession | null,
  origin: Origin,
): Promise<Result<SignedIn>> {
  const found = await findLink(accounts, tokenText);
  if (!found.ok) return found;
  switch (found.value.kind) {
    case 'invitation':
      return useInvitation(accounts, found.value.invitation, form, session, origin);
    case 'setup':
      return setUp(accounts, found.value.link, form, origin);
    case 'sign_in':
      return signInByLink(accounts, found.value.link, origin);
  }
}

async function signInByLink(accounts: Accounts, link: AccessLink, origin: Origin): Promise<Result<SignedIn>> {
  return accounts.context.sql.begin(async (sql): Promise<Result<SignedIn>> => {
    if (!(await deleteAccessLink(sql, link.id))) return noSuchLink();
    const user = await findUser(sql, link.userId ?? '');
    if (user === null) return noSuchLink();
    return accepted(await startSession(accounts, sql, user, origin));
  });
}
