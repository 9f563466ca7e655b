import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticate } from '../../app/authenticate.ts';
import { authenticateDialect } from '../../app/authenticate-dialect.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { sendRefusal } from './errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null outside ComPilot's API. */
    compilotWorkspace: Workspace | null;
  }
}

/** Every route of this scope needs a key of a workspace that speaks ComPilot; judged before the body is read. */
export function requireKey(scope: FastifyInstance, authenticate: Authenticate): void {
  const ofCompilot = authenticateDialect(authenticate, 'compilot');
  scope.decorateRequest('compilotWorkspace', null);
  scope.addHook('onRequest', async (request, reply) => {
    const result = await ofCompilot(bearerKey(request.headers.authorization), request.ip);
    if (!result.ok) return sendRefusal(reply, result.refusal);
    request.compilotWorkspace = result.value.workspace;
  });
}

/** The id of the key's workspace. */
export function workspaceIdOf(request: FastifyRequest): string {
  if (request.compilotWorkspace === null) throw new Error(`${request.url} is served without a key.`);
  return request.compilotWorkspace.id;
}

/** The name of the scheme is written in any case: RFC 9110, section 11.1. */
function bearerKey(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : /^bearer +(\S+) *$/i.exec(authorization)?.[1];
}
