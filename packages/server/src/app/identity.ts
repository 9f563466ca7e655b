import type { Sql } from '../store/database.ts';
import type { AppContext } from './context.ts';

/** A session that is under way; times in milliseconds since the epoch. */
export interface LiveSession {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly expiresAt: number;
}

/** Values of the header `set-cookie`, without `Secure`: who answers knows how the request came. */
export type SetCookies = readonly string[];

/**
 * Who somebody is: passwords, sessions and their cookies. What stands behind it is loaded with the first use, for it
 * takes a while.
 */
export interface Identity {
  /** The account's id; null where there is none or the password is wrong, which takes as long either way. */
  readonly verify: (email: string, password: string) => Promise<string | null>;
  readonly hashPassword: (password: string) => Promise<string>;
  /**
   * The session of a request's cookies; null where there is none any more. It goes on by its whole lifetime where it
   * was last used a minute ago: then there are cookies to set.
   */
  readonly read: (
    cookieHeader: string | undefined,
  ) => Promise<{ readonly session: LiveSession; readonly cookies: SetCookies } | null>;
  /** Begins a session within the transaction. */
  readonly start: (
    sql: Sql,
    userId: string,
    from: { readonly address: string; readonly userAgent: string },
  ) => Promise<{ readonly session: LiveSession; readonly cookies: SetCookies }>;
  /** Takes the cookies away. */
  readonly clear: () => Promise<SetCookies>;
  /** Loads what is needed, so that who is about to sign in waits less. */
  readonly warm: () => void;
}

/** `secret` signs the cookies: the same one for every process. */
export function createIdentity(context: Pick<AppContext, 'sql' | 'newId'>, secret: string): Identity {
  let loading: Promise<Omit<Identity, 'warm'>> | undefined;
  const load = (): Promise<Omit<Identity, 'warm'>> => {
    loading ??= import('./better-auth.ts').then(({ betterAuthIdentity }) =>
      betterAuthIdentity(context, secret),
    );
    return loading;
  };
  return {
    verify: async (email, password) => (await load()).verify(email, password),
    hashPassword: async (password) => (await load()).hashPassword(password),
    read: async (cookieHeader) => {
      const cookie = cookieHeader?.includes(sessionCookieName) === true;
      return cookie ? (await load()).read(cookieHeader) : null;
    },
    start: async (sql, userId, from) => (await load()).start(sql, userId, from),
    clear: async () => (await load()).clear(),
    warm() {
      // Whoever needs it is told of a failure.
      load().catch(() => {});
    },
  };
}

/** Of the session's cookie. */
export const sessionCookieName = 'belfry_session';
/** Sessions that are not used end after so long. */
export const sessionLifetimeMs = 7 * 86_400_000;
