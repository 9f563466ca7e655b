import {
  passwordChange,
  type SessionAnswer,
  session as sessionAnswer,
  signIn as signInBody,
} from '@belfry/api';
import type { Accounts } from '../app/accounts.ts';
import type { LiveSession } from '../app/identity.ts';
import { changePassword, signOut, signOutEverywhere, viewSession } from '../app/sessions.ts';
import { signIn } from '../app/sign-in.ts';
import { granted } from './errors.ts';
import { began, originOf, type PersonPorts, signedIn } from './person.ts';
import { type Api, instantText, noContent, refusals } from './route.ts';
import { setCookies } from './session-cookies.ts';

const tags = ['Sign-in'];

export function sessionRoutes(api: Api, ports: PersonPorts): void {
  const { accounts, publicUrl } = ports;
  api.post(
    '/session',
    {
      schema: {
        tags,
        security: [],
        summary: 'Sign in',
        description:
          'Sets the cookie of a session, which lasts seven days from its last use. Tries are counted by address and by ' +
          'account: `rate_limited` says when to try again.',
        body: signInBody,
        response: { 200: sessionAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const signed = granted(await signIn(accounts, request.body, originOf(request)));
      return presentSession(accounts, began(ports, request, reply, signed));
    },
  );
  api.get(
    '/session',
    {
      schema: {
        tags,
        security: bySession,
        summary: 'Who is signed in',
        response: { 200: sessionAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      accounts.identity.warm();
      return presentSession(accounts, await signedIn(ports, request, reply));
    },
  );
  api.delete(
    '/session',
    {
      schema: { tags, security: bySession, summary: 'Sign out', response: { 204: noContent, ...refusals } },
    },
    async (request, reply) => {
      const session = await signedIn(ports, request, reply);
      const cookies = await signOut(accounts, session, originOf(request));
      setCookies(request, reply.removeHeader('set-cookie'), cookies, publicUrl);
      return reply.code(204).send();
    },
  );
  api.delete(
    '/sessions',
    {
      schema: {
        tags,
        security: bySession,
        summary: 'Sign out everywhere',
        description: 'Ends every session of the account, in whatever browser.',
        response: { 204: noContent, ...refusals },
      },
    },
    async (request, reply) => {
      const session = await signedIn(ports, request, reply);
      const cookies = await signOutEverywhere(accounts, session, originOf(request));
      setCookies(request, reply.removeHeader('set-cookie'), cookies, publicUrl);
      return reply.code(204).send();
    },
  );
  passwordRoute(api, ports);
}

function passwordRoute(api: Api, ports: PersonPorts): void {
  api.post(
    '/session/password',
    {
      schema: {
        tags,
        security: bySession,
        summary: 'Change the password',
        description: "Ends the account's other sessions.",
        body: passwordChange,
        response: { 204: noContent, ...refusals },
      },
    },
    async (request, reply) => {
      const session = await signedIn(ports, request, reply);
      const { current_password: current, new_password: next } = request.body;
      granted(await changePassword(ports.accounts, session, { current, next }, originOf(request)));
      return reply.code(204).send();
    },
  );
}

/** In the API's description: what a browser sends. */
export const bySession = [{ session: [] }];

export async function presentSession(accounts: Accounts, session: LiveSession): Promise<SessionAnswer> {
  const { user, memberships, expiresAt } = await viewSession(accounts, session);
  return {
    user: { id: user.id, email: user.email, name: user.name, installation_owner: user.installationOwner },
    workspaces: memberships.map(({ workspace: { id, name, dialect }, role }) => ({
      id,
      name,
      dialect,
      role,
    })),
    expires_at: instantText(expiresAt),
  };
}
