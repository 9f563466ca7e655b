import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticate } from '../app/authenticate.ts';
import { parseKey } from '../domain/api-key.ts';
import type { Result } from '../domain/refusal.ts';
import type { Workspace } from '../domain/workspace.ts';
import { RefusedRequest } from './errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null outside the routes that need a key. */
    workspace: Workspace | null;
  }
}

/** Every route of this scope needs a key. It is judged before the body is read. */
export function requireKey(api: FastifyInstance, authenticate: Authenticate): void {
  api.decorateRequest('workspace', null);
  api.addHook('onRequest', (request, _reply, done) => {
    const judged = authenticate(bearerKey(request.headers.authorization), request.ip);
    // Nearly every key was looked up a moment ago: its requests go on without another turn.
    if (judged instanceof Promise) judged.then((result) => admit(request, result, done), done);
    else admit(request, judged, done);
  });
}

function admit(request: FastifyRequest, judged: Result<Workspace>, done: (error?: Error) => void): void {
  if (judged.ok) request.workspace = judged.value;
  done(judged.ok ? undefined : new RefusedRequest(judged.refusal));
}

/** Whether the key would still be let in. Rejects where the database is away. */
export async function isStillAdmitted(authenticate: Authenticate, request: FastifyRequest): Promise<boolean> {
  return (await authenticate(bearerKey(request.headers.authorization), request.ip)).ok;
}

/** Who makes the request: the id of its key. */
export function holderOf(request: FastifyRequest): string {
  return parseKey(bearerKey(request.headers.authorization) ?? '')?.id ?? '';
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
