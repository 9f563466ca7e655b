import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Authenticate } from '../../app/authenticate.ts';
import type { AppContext } from '../../app/context.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { requireKey, workspaceOf } from './caller.ts';
import { sendRefusal } from './errors.ts';
import { webhookLogRoutes } from './webhook-log-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

export interface DotfileOptions {
  readonly context: AppContext;
  readonly authenticate: Authenticate;
  /** What an error means that was thrown before or in a handler: the server's own judgement. */
  readonly refusalOf: (error: unknown, request: FastifyRequest) => Refusal;
}

/** Dotfile's API, as far as it manages webhooks: ping, webhooks and webhook logs, to be mounted below a prefix. */
export function dotfilePlugin(options: DotfileOptions): FastifyPluginAsync {
  return async (scope) => {
    answerErrors(scope, options);
    requireKey(scope, options.authenticate, options.context.now);
    scope.get('/v1/ping', async (request) => ({ workspace_name: workspaceOf(request).name }));
    webhookRoutes(scope, options.context);
    webhookLogRoutes(scope, options.context);
  };
}

function answerErrors(scope: FastifyInstance, { context, refusalOf }: DotfileOptions): void {
  scope.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error, request);
    if (refusal.code === 'internal_error') request.log.error({ err: error }, 'A request failed.');
    return sendRefusal(reply, refusal, context.now());
  });
  scope.setNotFoundHandler((request, reply) => {
    const message = `No such route: ${request.method} ${request.url.split('?', 1)[0]}.`;
    return sendRefusal(reply, { code: 'not_found', message }, context.now());
  });
}
