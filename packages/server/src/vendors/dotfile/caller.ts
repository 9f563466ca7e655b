import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticate } from '../../app/authenticate.ts';
import { type Result, refused } from '../../domain/refusal.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { sendRefusal } from './errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null outside Dotfile's API. */
    dotfileWorkspace: Workspace | null;
  }
}

const keyHeader = 'x-dotfile-api-key';

/** Every route of this scope needs a key of a workspace that speaks Dotfile; judged before the body is read. */
export function requireKey(scope: FastifyInstance, authenticate: Authenticate, now: () => number): void {
  scope.decorateRequest('dotfileWorkspace', null);
  scope.addHook('onRequest', async (request, reply) => {
    const header = request.headers[keyHeader];
    const key = Array.isArray(header) ? undefined : header;
    const result = ofDotfile(await authenticate(key, request.ip));
    if (!result.ok) return sendRefusal(reply, result.refusal, now());
    request.dotfileWorkspace = result.value;
  });
}

/** The workspace of the key. */
export function workspaceOf(request: FastifyRequest): Workspace {
  if (request.dotfileWorkspace === null) throw new Error(`${request.url} is served without a key.`);
  return request.dotfileWorkspace;
}

function ofDotfile(result: Result<Workspace>): Result<Workspace> {
  if (!result.ok || result.value.dialect === 'dotfile') return result;
  return refused('unauthorized', `This key's workspace speaks ${result.value.dialect}, not dotfile.`);
}
