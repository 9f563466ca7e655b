import type { Membership, User } from '../domain/member.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import { listMemberships } from '../store/members.ts';
import { changeCredential, deleteSession, deleteSessions, findUser, markSeen } from '../store/users.ts';
import { type Accounts, actingAs, type Origin } from './accounts.ts';
import { auditOfPerson } from './audit.ts';
import type { LiveSession, SetCookies } from './identity.ts';
import { verified } from './sign-in.ts';

/** Who is signed in, and where they may go. */
export interface SessionView {
  readonly user: User;
  readonly memberships: readonly Membership[];
  readonly expiresAt: number;
}

/** The session of a request's cookies, used now; null where there is none any more. */
export async function readSession(
  { context, identity }: Accounts,
  cookieHeader: string | undefined,
): Promise<{ readonly session: LiveSession; readonly cookies: SetCookies } | null> {
  const found = await identity.read(cookieHeader);
  if (found !== null && found.cookies.length > 0) {
    await markSeen(context.sql, found.session.userId, context.now());
  }
  return found;
}

export async function viewSession({ context }: Accounts, session: LiveSession): Promise<SessionView> {
  const user = await findUser(context.sql, session.userId);
  if (user === null) throw new Error('A session outlived its account.');
  const memberships = await listMemberships(context.sql, user.id);
  return { user, memberships, expiresAt: session.expiresAt };
}

/** Ends the session; answers what takes its cookies away. */
export async function signOut(
  { context, identity }: Accounts,
  session: LiveSession,
  origin: Origin,
): Promise<SetCookies> {
  await context.sql.begin(async (sql) => {
    await deleteSession(sql, session.id);
    await auditOfPerson(actingAs(context, ofSession(session), origin), sql, session.userId, {
      action: 'session.ended',
      target: { type: 'session', id: session.id, name: session.email },
      before: {},
      after: null,
    });
  });
  return identity.clear();
}

/** Ends every session of the person, in whatever browser. */
export async function signOutEverywhere(
  { context, identity }: Accounts,
  session: LiveSession,
  origin: Origin,
): Promise<SetCookies> {
  await context.sql.begin(async (sql) => {
    const count = await deleteSessions(sql, session.userId, null);
    await auditOfPerson(actingAs(context, ofSession(session), origin), sql, session.userId, {
      action: 'session.all_ended',
      target: { type: 'session', id: session.id, name: session.email },
      before: { sessions: count },
      after: null,
    });
  });
  return identity.clear();
}

/** Ends the person's other sessions. Refuses validation_failed (the current password is wrong), rate_limited. */
export async function changePassword(
  accounts: Accounts,
  session: LiveSession,
  change: { readonly current: string; readonly next: string },
  origin: Origin,
): Promise<Result<null>> {
  const { context, identity } = accounts;
  const user = await verified(accounts, { email: session.email, password: change.current }, origin);
  if (!user.ok) return user.refusal.code === 'unauthorized' ? notTheCurrentOne() : user;
  const hash = await identity.hashPassword(change.next);
  await context.sql.begin(async (sql) => {
    await changeCredential(sql, session.userId, hash, context.now());
    const ended = await deleteSessions(sql, session.userId, session.id);
    await auditOfPerson(actingAs(context, ofSession(session), origin), sql, session.userId, {
      action: 'session.password_changed',
      target: { type: 'session', id: session.id, name: session.email },
      before: {},
      after: { password: 'changed', other_sessions_ended: ended },
    });
  });
  return accepted(null);
}

function ofSession({ userId, email }: LiveSession) {
  return { id: userId, email };
}

function notTheCurrentOne(): Result<never> {
  const message = 'This is not the current password of the account.';
  return refused('validation_failed', message, [{ path: 'current_password', message }]);
}
