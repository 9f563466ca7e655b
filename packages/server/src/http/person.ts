import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts, Origin, SignedIn } from '../app/accounts.ts';
import type { LiveSession } from '../app/identity.ts';
import { readSession } from '../app/sessions.ts';
import { nobodySignedIn } from './caller.ts';
import { granted } from './errors.ts';
import { checkOrigin } from './same-origin.ts';
import { setCookies } from './session-cookies.ts';

/** What routes about people need, whether or not anybody is signed in. */
export interface PersonPorts {
  readonly accounts: Accounts;
  readonly publicUrl: string | null;
}

/** Of every route of this scope, what changes something has to come from a page of this server. */
export function requireOwnPage(api: FastifyInstance, publicUrl: string | null): void {
  api.addHook('onRequest', (request, _reply, done) => {
    granted(checkOrigin(request, publicUrl));
    done();
  });
}

/** The session of the request, used now. Throws the refusal where nobody is signed in. */
export async function signedIn(
  ports: PersonPorts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<LiveSession> {
  return (await sessionOf(ports, request, reply)) ?? granted(nobodySignedIn());
}

export async function sessionOf(
  { accounts, publicUrl }: PersonPorts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<LiveSession | null> {
  const found = await readSession(accounts, request.headers.cookie);
  if (found === null) return null;
  setCookies(request, reply, found.cookies, publicUrl);
  return found.session;
}

/** Sets the cookies of a session that began. */
export function began(
  { publicUrl }: PersonPorts,
  request: FastifyRequest,
  reply: FastifyReply,
  { session, cookies }: SignedIn,
): LiveSession {
  setCookies(request, reply, cookies, publicUrl);
  return session;
}

const userAgentLengthMax = 300;

export function originOf(request: FastifyRequest): Origin {
  return {
    address: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, userAgentLengthMax),
  };
}
