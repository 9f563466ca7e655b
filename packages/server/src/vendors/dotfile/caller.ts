import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticate } from '../../app/authenticate.ts';
import { authenticateDialect } from '../../app/authenticate-dialect.ts';
import { parseKey } from '../../domain/api-key.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { sendRefusal } from './errors.ts';
import { runAs } from './records/activity-actor.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null outside Dotfile's API. */
    dotfileWorkspace: Workspace | null;
    /** The id of the key that was granted; null outside Dotfile's API. */
    dotfileKeyId: string | null;
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
  scope.decorateRequest('dotfileKeyId', null);
  scope.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.withoutKey === true) return;
    const header = request.headers[keyHeader];
    const key = Array.isArray(header) ? undefined : header;
    const result = await ofDotfile(key, request.ip);
    if (!result.ok) return sendRefusal(reply, result.refusal, now());
    request.dotfileWorkspace = result.value;
    request.dotfileKeyId = parseKey(key ?? '')?.id ?? null;
  });
  // Not earlier: reading the body leaves what runs as somebody.
  scope.addHook('preHandler', (request, _reply, done) => {
    runAs({ type: 'api', id: request.dotfileKeyId }, done);
  });
}

/** The workspace of the key. */
export function workspaceOf(request: FastifyRequest): Workspace {
  if (request.dotfileWorkspace === null) throw new Error(`${request.url} is served without a key.`);
  return request.dotfileWorkspace;
}
