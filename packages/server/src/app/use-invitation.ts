import type { Invitation } from '../domain/invitation.ts';
import type { User } from '../domain/member.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import type { Sql } from '../store/database.ts';
import { deleteInvitation } from '../store/links.ts';
import { findUser, findUserByEmail } from '../store/users.ts';
import { lockWorkspace } from '../store/workspaces.ts';
import { type Accounts, actingAs, type Origin, type SignedIn } from './accounts.ts';
import type { LiveSession } from './identity.ts';
import { type LinkForm, personOf } from './link-form.ts';
import { noSuchLink } from './links.ts';
import { join } from './members.ts';
import { insertAccount, refusalOf, undone } from './new-account.ts';
import { startSession, verified } from './sign-in.ts';

/** Makes the person a member, with a new account where the address has none, and signs in. */
export async function useInvitation(
  accounts: Accounts,
  invitation: Invitation,
  form: LinkForm,
  session: LiveSession | null,
  origin: Origin,
): Promise<Result<SignedIn>> {
  const { context } = accounts;
  const { workspaceId, id, role } = invitation;
  const person = await invited(accounts, invitation, form, session, origin);
  if (!person.ok) return person;
  return context.sql
    .begin(async (sql): Promise<Result<SignedIn>> => {
      await lockWorkspace(sql, workspaceId);
      if (!(await deleteInvitation(sql, workspaceId, id))) return noSuchLink();
      const user = await person.value(sql);
      // The link is to work again.
      if (!user.ok) return undone(user.refusal);
      const joined = await join(actingAs(context, user.value, origin), sql, workspaceId, user.value, role);
      if (!joined.ok) return undone(joined.refusal);
      return accepted(await startSession(accounts, sql, user.value, origin));
    })
    .catch(refusalOf);
}

/** The account of who was invited: signed in already, known by its password, or to be made in the transaction. */
async function invited(
  accounts: Accounts,
  { email: invitedEmail }: Invitation,
  form: LinkForm,
  session: LiveSession | null,
  origin: Origin,
): Promise<Result<(sql: Sql) => Promise<Result<User>>>> {
  const { context, identity } = accounts;
  const { sql } = context;
  if (session !== null && form.email === undefined) {
    const user = await findUser(sql, session.userId);
    if (user === null) return noSuchLink();
    return isInvited(invitedEmail, user.email) ? accepted(async () => accepted(user)) : forSomebodyElse();
  }
  const filled = personOf(form, false);
  if (!filled.ok) return filled;
  const { email, password } = filled.value;
  if (!isInvited(invitedEmail, email)) return forSomebodyElse();
  if ((await findUserByEmail(sql, email)) !== null) {
    const user = await verified(accounts, { email, password }, origin);
    return user.ok ? accepted(async () => user) : user;
  }
  const hash = await identity.hashPassword(password);
  return accepted((transaction) => insertAccount(context, transaction, filled.value, hash, false));
}

function isInvited(invitedEmail: string | null, email: string): boolean {
  return invitedEmail === null || invitedEmail === email;
}

function forSomebodyElse(): Result<never> {
  const message = 'The invitation is for another e-mail address.';
  return refused('validation_failed', message, [{ path: 'email', message }]);
}
