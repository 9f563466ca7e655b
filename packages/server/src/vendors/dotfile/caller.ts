import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticate } from '../../app/authenticate.ts';
import { authenticateDialect } from '../../app/authenticate-dialect.ts';
import type { AppContext } from '../../app/context.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { sendRefusal } from './errors.ts';
import { runAs } from './records/activity-actor.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null outside Dotfile's API. */
    dotfileWorkspace: Workspace | null;
    /** The key that was granted; null outside Dotfile's API. */
    dotfileKey: { readonly id: string; readonly name: string } | null;
  }
  interface FastifyContextConfig {
    /** The route is for whoever has a signed link. */
    withoutKey?: boolean;
  }
}

const keyHeader = 'x-dotfile-api-key';

/**
 * Every route of this scope needs a key of a workspace that speaks Dotfile; judged before the body is read. What its
 * handlers change is the key's doing.
 */
export function requireKey(scope: FastifyInstance, authenticate: Authenticate, now: () => number): void {
  scope.decorateRequest('dotfileWorkspace', null);
  const ofDotfile = authenticateDialect(authenticate, 'dotfile');
  scope.decorateRequest('dotfileKey', null);
  scope.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.withoutKey === true) return;
    const header = request.headers[keyHeader];
    const key = Array.isArray(header) ? undefined : header;
    const result = await ofDotfile(key, request.ip);
    if (!result.ok) return sendRefusal(reply, result.refusal, now());
    request.dotfileWorkspace = result.value.workspace;
    request.dotfileKey = result.value.key;
  });
  // Not earlier: reading the body leaves what runs as somebody.
  scope.addHook('preHandler', (request, _reply, done) => {
    runAs({ type: 'api', id: request.dotfileKey?.id ?? null }, done);
  });
}

/** The workspace of the key. */
export function workspaceOf(request: FastifyRequest): Workspace {
  if (request.dotfileWorkspace === null) throw new Error(`${request.url} is served without a key.`);
  return request.dotfileWorkspace;
}

/** The context with the request's key as who acts. */
export function actingAs(context: AppContext, request: FastifyRequest): AppContext {
  const { dotfileKey: key, ip } = request;
  if (key === null) throw new Error(`${request.url} is served without a key.`);
  return { ...context, actor: { type: 'key', id: key.id, name: key.name, address: ip } };
}
