import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Authenticate } from '../../app/authenticate.ts';
import type { ChangeRecords } from '../../app/change-records.ts';
import type { AppContext } from '../../app/context.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { requireKey } from './caller.ts';
import { sendRefusal } from './errors.ts';
import { refuseParameters } from './list-query.ts';
import { alertRoutes } from './records/alert-routes.ts';
import { customerHoldingRoutes } from './records/customer-holding-routes.ts';
import { customerRoutes } from './records/customer-routes.ts';
import { executionRoutes } from './records/execution-routes.ts';
import { flowExecution, scenarioExecution } from './records/executions.ts';
import { company, individual } from './records/party-record.ts';
import { partyRoutes } from './records/party-routes.ts';
import { transactionRoutes } from './records/transaction-routes.ts';

export interface CompilotOptions {
  readonly context: AppContext;
  readonly authenticate: Authenticate;
  readonly changeRecords: ChangeRecords;
  /** What an error means that was thrown before or in a handler: the server's own judgement. */
  readonly refusalOf: (error: unknown, request: FastifyRequest) => Refusal;
}

/** ComPilot's API, to be mounted below a prefix: the records whose changes are sent, and the reports of executions. */
export function compilotPlugin(options: CompilotOptions): FastifyPluginAsync {
  return async (scope) => {
    answerErrors(scope, options);
    requireKey(scope, options.authenticate);
    refuseParameters(scope);
    customerRoutes(scope, options);
    customerHoldingRoutes(scope, options);
    alertRoutes(scope, options);
    executionRoutes(scope, options, '/scenarios', scenarioExecution);
    executionRoutes(scope, options, '/workflows', flowExecution);
    transactionRoutes(scope, options);
    partyRoutes(scope, options, '/individuals', individual);
    partyRoutes(scope, options, '/companies', company);
  };
}

function answerErrors(scope: FastifyInstance, { refusalOf }: CompilotOptions): void {
  scope.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error, request);
    if (refusal.code === 'internal_error') request.log.error({ err: error }, 'A request failed.');
    return sendRefusal(reply, refusal);
  });
  scope.setNotFoundHandler((request, reply) => {
    const message = `Cannot ${request.method} ${request.url.split('?', 1)[0]}`;
    return sendRefusal(reply, { code: 'not_found', message });
  });
}
