import { createAuthEndpoint } from 'better-auth/api';
import { deleteSessionCookie, setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { z } from 'zod';
import type { Database } from '../store/database.ts';
import { rowsAdapter, within } from './better-auth-rows.ts';
import { type Identity, type LiveSession, sessionCookieName, sessionLifetimeMs } from './identity.ts';

/** A session's row is written anew when it is used this long after the last time. */
const sessionRenewedAfterMs = 60_000;

/** better-auth behind our own routes: none of its own is served, and it sends nothing anywhere. */
export async function betterAuthIdentity(
  { sql, newId }: { readonly sql: Database; readonly newId: () => string },
  secret: string,
): Promise<Omit<Identity, 'warm'>> {
  const auth = betterAuth(optionsOf(sql, newId, secret));
  const { internalAdapter, password } = await auth.$context;
  return {
    async verify(email, text) {
      const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
      const hash = found?.accounts.find(({ providerId }) => providerId === 'credential')?.password ?? null;
      if (found === null || hash === null) {
        // As long as a comparison takes: whether there is such an account is not to be told by the time.
        await password.hash(text);
        return null;
      }
      return (await password.verify({ hash, password: text })) ? found.user.id : null;
    },
    hashPassword: (text) => password.hash(text),
    async read(cookieHeader) {
      const headers = new Headers(cookieHeader === undefined ? {} : { cookie: cookieHeader });
      const { response, headers: answered } = await unwrapped(
        auth.api.getSession({ headers, returnHeaders: true }),
      );
      if (response === null) return null;
      return { session: liveSession(response), cookies: answered.getSetCookie() };
    },
    async start(transaction, userId, from) {
      const { response, headers } = await within(transaction, () =>
        unwrapped(auth.api.startSession({ body: { userId, ...from }, returnHeaders: true })),
      );
      return { session: liveSession(response), cookies: headers.getSetCookie() };
    },
    async clear() {
      const { headers } = await auth.api.clearSession({ returnHeaders: true });
      return headers.getSetCookie();
    },
  };
}

function optionsOf(sql: Database, newId: () => string, secret: string) {
  const instants = { createdAt: 'created_at', updatedAt: 'updated_at' };
  return {
    appName: 'Belfry',
    // Of its own routes, which are not served.
    baseURL: 'http://localhost',
    secret,
    database: rowsAdapter(sql),
    emailAndPassword: { enabled: true, disableSignUp: true },
    user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...instants } },
    account: {
      modelName: 'credentials',
      fields: { userId: 'user_id', accountId: 'provider_account_id', providerId: 'provider', ...instants },
    },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'address',
        userAgent: 'user_agent',
        ...instants,
      },
      expiresIn: sessionLifetimeMs / 1000,
      updateAge: sessionRenewedAfterMs / 1000,
    },
    advanced: {
      useSecureCookies: false,
      cookies: { session_token: { name: sessionCookieName } },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: newId },
    },
    // Ours counts accounts as well, over all processes.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [{ id: 'belfry', endpoints: { startSession, clearSession } }],
  } as const satisfies Parameters<typeof betterAuth>[0];
}

/** For the server alone: they have no path. */
const startSession = createAuthEndpoint(
  { method: 'POST', body: z.object({ userId: z.string(), address: z.string(), userAgent: z.string() }) },
  async (endpoint) => {
    const { userId, address: ipAddress, userAgent } = endpoint.body;
    const { internalAdapter } = endpoint.context;
    const user = await internalAdapter.findUserById(userId);
    if (user === null) throw new Error('A session begins for an account that does not exist.');
    const session = await internalAdapter.createSession(userId, false, { ipAddress, userAgent }, true);
    await setSessionCookie(endpoint, { session, user }, false);
    return { session, user };
  },
);

const clearSession = createAuthEndpoint({ method: 'POST' }, async (endpoint) => {
  deleteSessionCookie(endpoint, true);
  return null;
});

/** The library wraps what the database threw: our error handler knows the cause, not the wrapping. */
async function unwrapped<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
  }
}

function liveSession(found: {
  readonly session: { readonly id: string; readonly expiresAt: Date };
  readonly user: { readonly id: string; readonly email: string; readonly name: string };
}): LiveSession {
  const { session, user } = found;
  const { id, email, name } = user;
  return { id: session.id, userId: id, email, name, expiresAt: session.expiresAt.getTime() };
}
