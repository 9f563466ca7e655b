import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticate } from '../app/authenticate.ts';
import type { Workspace } from '../domain/workspace.ts';
import { granted } from './errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null outside the routes that need a key. */
    workspace: Workspace | null;
  }
}

/** Every route of this scope needs a key. It is judged before the body is read. */
export function requireKey(api: FastifyInstance, authenticate: Authenticate): void {
  api.decorateRequest('workspace', null);
  api.addHook('onRequest', async (request) => {
    const key = bearerKey(request.headers.authorization);
    request.workspace = granted(await authenticate(key, request.ip));
  });
}

/** The workspace of the key. */
export function workspaceOf(request: FastifyRequest): Workspace {
  if (request.workspace === null) throw new Error(`${request.url} is served without a key.`);
  return request.workspace;
}

/** The name of the scheme is written in any case: RFC 9110, section 11.1. */
function bearerKey(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : /^bearer +(\S+) *$/i.exec(authorization)?.[1];
}
