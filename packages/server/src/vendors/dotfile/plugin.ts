import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Authenticate } from '../../app/authenticate.ts';
import type { ChangeRecords } from '../../app/change-records.ts';
import type { AppContext } from '../../app/context.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { requireKey, workspaceOf } from './caller.ts';
import { sendRefusal } from './errors.ts';
import { withActivities } from './records/activity-recording.ts';
import { activityRoutes } from './records/activity-routes.ts';
import { autonomyChatRunRoutes } from './records/autonomy-chat-run-routes.ts';
import { caseRoutes } from './records/case-routes.ts';
import { caseTagRoutes } from './records/case-tag-routes.ts';
import { checkExtraRoutes } from './records/checks/check-extra-routes.ts';
import { checkRoutes } from './records/checks/check-routes.ts';
import { documentTypeRoutes } from './records/checks/document-type-routes.ts';
import { clientPortalRoutes } from './records/client-portal-routes.ts';
import { commentRoutes } from './records/comment-routes.ts';
import { companyVendorDataRoutes } from './records/company-vendor-data-routes.ts';
import { documentOrderRoutes } from './records/document-order-routes.ts';
import { entityRoutes } from './records/entity-routes.ts';
import { noteRoutes } from './records/note-routes.ts';
import { relationRoutes } from './records/relation-routes.ts';
import { reportRoutes } from './records/report-routes.ts';
import { tagRoutes } from './records/tag-routes.ts';
import { templateRoutes } from './records/template-routes.ts';
import { userRoutes } from './records/user-routes.ts';
import { webhookLogRoutes } from './webhook-log-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

export interface DotfileOptions {
  readonly context: AppContext;
  readonly authenticate: Authenticate;
  readonly changeRecords: ChangeRecords;
  /** What links to this server begin with, without a slash at the end; absent: what the client called it by. */
  readonly publicUrl?: string | null;
  /** What an error means that was thrown before or in a handler: the server's own judgement. */
  readonly refusalOf: (error: unknown, request: FastifyRequest) => Refusal;
}

/** Dotfile's API, to be mounted below a prefix: webhooks and their logs, and the records whose changes are sent. */
export function dotfilePlugin(given: DotfileOptions): FastifyPluginAsync {
  const options = { ...given, changeRecords: withActivities(given.changeRecords) };
  return async (scope) => {
    answerErrors(scope, options);
    requireKey(scope, options.authenticate, options.context.now);
    scope.get('/v1/ping', async (request) => ({ workspace_name: workspaceOf(request).name }));
    webhookRoutes(scope, options.context);
    webhookLogRoutes(scope, options.context);
    caseRoutes(scope, options);
    caseTagRoutes(scope, options);
    clientPortalRoutes(scope, options);
    checkRoutes(scope, options);
    checkExtraRoutes(scope, options);
    documentTypeRoutes(scope, options);
    entityRoutes(scope, options);
    companyVendorDataRoutes(scope, options);
    relationRoutes(scope, options);
    noteRoutes(scope, options);
    commentRoutes(scope, options);
    documentOrderRoutes(scope, options);
    reportRoutes(scope, options);
    tagRoutes(scope, options);
    templateRoutes(scope, options);
    userRoutes(scope, options);
    autonomyChatRunRoutes(scope, options);
    activityRoutes(scope, options);
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
