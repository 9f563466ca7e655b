import { type Action, actionOfRoute, actionRoles, can, type Role } from '@belfry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Accounts } from '../app/accounts.ts';
import type { Authenticate, KeyHolder } from '../app/authenticate.ts';
import type { AppContext } from '../app/context.ts';
import { membershipOf } from '../app/members.ts';
import { readSession } from '../app/sessions.ts';
import type { Actor } from '../domain/actor.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import type { Workspace } from '../domain/workspace.ts';
import { RefusedRequest } from './errors.ts';
import { apiPrefix } from './openapi.ts';
import { checkOrigin } from './same-origin.ts';
import { hasSessionCookie, setCookies } from './session-cookies.ts';

/** Who calls, and what they may do. */
export interface Caller {
  readonly workspace: Workspace;
  /** An API key acts as an owner, but for what only people do. */
  readonly role: Role;
  readonly actor: Actor;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null outside the routes of a workspace. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** What a route of a workspace asks of its caller. */
    action?: Action;
  }
}

export interface CallerPorts {
  readonly authenticate: Authenticate;
  /** Null: nobody signs in to this process. */
  readonly accounts: Accounts | null;
  readonly publicUrl: string | null;
}

/** Every route of this scope needs a key, or a session and a workspace. It is judged before the body is read. */
export function requireCaller(api: FastifyInstance, ports: CallerPorts): void {
  api.decorateRequest('caller', null);
  api.addHook('onRoute', (route) => {
    const path = route.url.slice(apiPrefix.length);
    const action = actionOfRoute(String(route.method), path);
    route.config = { ...route.config, action };
  });
  api.addHook('onRequest', (request, reply, done) => {
    if (request.headers.authorization === undefined && hasSessionCookie(request)) {
      admitSession(request, reply, ports).then((result) => admit(request, result, done), done);
      return;
    }
    const judged = ports.authenticate(bearerKey(request), request.ip);
    // Nearly every key was looked up a moment ago: its requests go on without another turn.
    if (judged instanceof Promise)
      judged.then((result) => admit(request, ofKey(request, result), done), done);
    else admit(request, ofKey(request, judged), done);
  });
}

/** The routes of this scope are for people who are signed in. */
export function requirePerson(api: FastifyInstance): void {
  api.addHook('onRequest', (request, _reply, done) => {
    const message = 'Members and invitations are managed by people who are signed in, not with a key.';
    const person = callerOf(request).actor.type === 'user';
    done(person ? undefined : new RefusedRequest({ code: 'forbidden', message }));
  });
}

/** Whether the key or session would still be let in. Rejects where the database is away. */
export async function isStillAdmitted(ports: CallerPorts, request: FastifyRequest): Promise<boolean> {
  if (request.headers.authorization !== undefined || !hasSessionCookie(request)) {
    return (await ports.authenticate(bearerKey(request), request.ip)).ok;
  }
  return (await judgeSession(request, ports, workspaceOf(request).id)).ok;
}

/** Who makes the request: the id of a key or of an account. */
export function holderOf(request: FastifyRequest): string {
  return callerOf(request).actor.id ?? '';
}

/** The workspace that the request is about. */
export function workspaceOf(request: FastifyRequest): Workspace {
  return callerOf(request).workspace;
}

export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error(`${request.url} is served without a key or a session.`);
  return request.caller;
}

/** The context with the caller as who acts. */
export function actingAs(context: AppContext, request: FastifyRequest): AppContext {
  return { ...context, actor: callerOf(request).actor };
}

function admit(request: FastifyRequest, judged: Result<Caller>, done: (error?: Error) => void): void {
  if (judged.ok) request.caller = judged.value;
  done(judged.ok ? undefined : new RefusedRequest(judged.refusal));
}

function ofKey(request: FastifyRequest, judged: Result<KeyHolder>): Result<Caller> {
  if (!judged.ok) return judged;
  const { workspace, key } = judged.value;
  const actor: Actor = { type: 'key', id: key.id, name: key.name, address: request.ip };
  return accepted({ workspace, role: 'owner', actor });
}

const workspaceHeader = 'belfry-workspace';

async function admitSession(
  request: FastifyRequest,
  reply: FastifyReply,
  ports: CallerPorts,
): Promise<Result<Caller>> {
  const own = checkOrigin(request, ports.publicUrl);
  if (!own.ok) return own;
  return judgeSession(request, ports, askedWorkspace(request), reply);
}

async function judgeSession(
  request: FastifyRequest,
  { accounts, publicUrl }: CallerPorts,
  workspaceId: string | null,
  reply?: FastifyReply,
): Promise<Result<Caller>> {
  const found = accounts === null ? null : await readSession(accounts, request.headers.cookie);
  if (accounts === null || found === null) return nobodySignedIn();
  if (reply !== undefined) setCookies(request, reply, found.cookies, publicUrl);
  if (workspaceId === null) {
    return refused('invalid_request', `Say which workspace is meant, in the header ${workspaceHeader}.`);
  }
  const { userId, email } = found.session;
  const membership = await membershipOf(accounts.context, workspaceId, userId);
  if (!membership.ok) return membership;
  const { workspace, role } = membership.value;
  const action = request.routeOptions.config.action ?? 'operate';
  if (!can(role, action)) return roleMissing(role, actionRoles[action]);
  return accepted({ workspace, role, actor: { type: 'user', id: userId, name: email, address: request.ip } });
}

export function nobodySignedIn(): Result<never> {
  return refused('unauthorized', 'Nobody is signed in, or the session has ended: sign in again.');
}

function roleMissing(role: Role, needed: Role): Result<never> {
  const message = `This needs the role "${needed}" in the workspace; yours is "${role}".`;
  return refused('forbidden', message);
}

const streamQuery = z.object({ workspace_id: z.string() });

/** Named in a header; in the query where a browser opens a stream, which sends no headers of a page's own. */
function askedWorkspace(request: FastifyRequest): string | null {
  const header = request.headers[workspaceHeader];
  if (typeof header === 'string') return header;
  if (request.method !== 'GET') return null;
  const query = streamQuery.safeParse(request.query);
  return query.success ? query.data.workspace_id : null;
}

/** The name of the scheme is written in any case: RFC 9110, section 11.1. */
function bearerKey({ headers: { authorization } }: FastifyRequest): string | undefined {
  return authorization === undefined ? undefined : /^bearer +(\S+) *$/i.exec(authorization)?.[1];
}
