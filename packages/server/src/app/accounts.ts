import { type Result, refused } from '../domain/refusal.ts';
import type { AppContext } from './context.ts';
import type { Identity, LiveSession, SetCookies } from './identity.ts';

/** What everything about people is given. */
export interface Accounts {
  readonly context: AppContext;
  readonly identity: Identity;
  /** Development mode: links that sign in directly are honoured. */
  readonly dev: boolean;
}

/** Where a request comes from. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
}

export interface SignedIn {
  readonly session: LiveSession;
  readonly cookies: SetCookies;
}

/** The context with the person as who acts. */
export function actingAs(
  context: AppContext,
  user: { readonly id: string; readonly email: string },
  { address }: Pick<Origin, 'address'>,
): AppContext {
  return { ...context, actor: { type: 'user', id: user.id, name: user.email, address } };
}

export function wrongPassword(): Result<never> {
  return refused('unauthorized', 'The e-mail address or the password is wrong.');
}
