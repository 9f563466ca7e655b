import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Result } from '../domain/refusal.ts';
import type { Workspace } from '../domain/workspace.ts';
import { granted } from './errors.ts';

/**
 * Who asks, by the Authorization header and the address that the request came from. Refuses unauthorized and
 * network_not_allowed, taking the same time for a key that is unknown, revoked, expired or not allowed.
 */
export type Authenticate = (
  authorization: string | undefined,
  address: string,
) => Result<Workspace> | Promise<Result<Workspace>>;

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
    request.workspace = granted(await authenticate(request.headers.authorization, request.ip));
  });
}

/** The workspace of the key. */
export function workspaceOf(request: FastifyRequest): Workspace {
  if (request.workspace === null) throw new Error(`${request.url} is served without a key.`);
  return request.workspace;
}
