import type { User } from '../domain/member.ts';
import { accepted, type Refusal, type Result, refused } from '../domain/refusal.ts';
import type { Sql } from '../store/database.ts';
import { findUserByEmail, insertCredential, insertUser } from '../store/users.ts';
import type { AppContext } from './context.ts';
import type { Person } from './link-form.ts';

/** Within the transaction. Refuses validation_failed where the address has an account. */
export async function insertAccount(
  context: AppContext,
  sql: Sql,
  { name, email }: Pick<Person, 'name' | 'email'>,
  hash: string,
  installationOwner: boolean,
): Promise<Result<User>> {
  if ((await findUserByEmail(sql, email)) !== null) {
    const message = 'There is an account with this address: sign in with its password.';
    return refused('validation_failed', message, [{ path: 'email', message }]);
  }
  const now = context.now();
  const user: User = {
    id: context.newId(),
    email,
    name,
    installationOwner,
    lastSeenAt: null,
    createdAt: now,
  };
  await insertUser(sql, user);
  await insertCredential(sql, { id: context.newId(), userId: user.id, hash, now });
  return accepted(user);
}

/** Ends the transaction without its changes, and carries why. */
class Undone extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Ends the transaction that it is thrown in. */
export function undone(refusal: Refusal): never {
  throw new Undone(refusal);
}

/** What a transaction was ended with; rethrows everything else. */
export function refusalOf(error: unknown): Result<never> {
  if (error instanceof Undone) return { ok: false, refusal: error.refusal };
  throw error;
}
