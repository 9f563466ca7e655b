import type { User } from '../domain/member.ts';
import { accepted, type Refusal, type Result } from '../domain/refusal.ts';
import { secondsToWait, signInKeys, signInWindowMs } from '../domain/sign-in-limit.ts';
import type { Sql } from '../store/database.ts';
import { countTries, deleteEndedCounts, forgetTries } from '../store/sign-in-counts.ts';
import { deleteExpiredSessions, findUser, markSeen } from '../store/users.ts';
import { type Accounts, actingAs, type Origin, type SignedIn, wrongPassword } from './accounts.ts';
import { auditOfPerson } from './audit.ts';
import type { AppContext } from './context.ts';

/** Refuses unauthorized, alike for an unknown address and a wrong password, and rate_limited. */
export async function signIn(
  accounts: Accounts,
  credentials: { readonly email: string; readonly password: string },
  origin: Origin,
): Promise<Result<SignedIn>> {
  const user = await verified(accounts, credentials, origin);
  if (!user.ok) return user;
  return accounts.context.sql.begin(async (sql) =>
    accepted(await startSession(accounts, sql, user.value, origin)),
  );
}

/** The account of an address and its password; each try counts. Refuses unauthorized, rate_limited. */
export async function verified(
  { context, identity }: Accounts,
  { email, password }: { readonly email: string; readonly password: string },
  origin: Origin,
): Promise<Result<User>> {
  const refusal = await tryRefusal(context, email, origin.address);
  if (refusal !== null) return { ok: false, refusal };
  const userId = await identity.verify(email, password);
  const user = userId === null ? null : await findUser(context.sql, userId);
  if (user === null) return wrongPassword();
  await forgetTries(context.sql, signInKeys(email, origin.address).account);
  return accepted(user);
}

/** Begins a session and remembers so, within the transaction. */
export async function startSession(
  { context, identity }: Accounts,
  sql: Sql,
  user: User,
  origin: Origin,
): Promise<SignedIn> {
  const now = context.now();
  await deleteExpiredSessions(sql, now);
  const started = await identity.start(sql, user.id, origin);
  await markSeen(sql, user.id, now);
  await auditOfPerson(actingAs(context, user, origin), sql, user.id, {
    action: 'session.started',
    target: { type: 'session', id: started.session.id, name: user.email },
    before: null,
    after: { user_agent: origin.userAgent },
  });
  return started;
}

/** Counted before the password is looked at, so that tries at once are no more than tries in turn. */
async function tryRefusal({ sql, now }: AppContext, email: string, address: string): Promise<Refusal | null> {
  const at = now();
  const keys = signInKeys(email, address);
  await deleteEndedCounts(sql, at);
  const [ofAccount, ofAddress] = await countTries(sql, [keys.account, keys.address], at, signInWindowMs);
  if (ofAccount === undefined || ofAddress === undefined) throw new Error('Two counts were asked for.');
  const retryAfterSeconds = secondsToWait({ account: ofAccount, address: ofAddress }, at);
  if (retryAfterSeconds === null) return null;
  const message = `Too many tries to sign in: try again in ${retryAfterSeconds} seconds.`;
  return { code: 'rate_limited', message, retryAfterSeconds };
}
