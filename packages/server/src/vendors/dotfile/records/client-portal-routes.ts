import type { FastifyInstance } from 'fastify';
import { accepted } from '../../../domain/refusal.ts';
import { send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import type { DotfileOptions } from '../plugin.ts';
import type { OneCase } from './case-routes.ts';
import { completeWaitStep, reachWaitStep } from './client-portal-changes.ts';
import { waitStepCompletion, waitStepReached } from './client-portal-input.ts';
import { parseBody } from './input.ts';

/** The steps of a case's client portal that wait. That one was reached is ours: there is no portal behind Belfry. */
export function clientPortalRoutes(scope: FastifyInstance, { context, changeRecords }: DotfileOptions): void {
  const { now } = context;

  scope.post<OneCase>('/v1/cases/:id/client-portal/wait-steps', async (request, reply) => {
    const body = parseBody(waitStepReached, request.body);
    const { id } = request.params;
    const reached = body.ok
      ? await reachWaitStep(changeRecords, workspaceOf(request).id, id, body.value)
      : body;
    return send(reply, 201, reached, now());
  });

  scope.post<OneCase>('/v1/cases/:id/complete-client-portal-wait-step', async (request, reply) => {
    const body = parseBody(waitStepCompletion, request.body ?? {});
    const { id } = request.params;
    const completed = body.ok
      ? await completeWaitStep(changeRecords, workspaceOf(request).id, id, body.value)
      : body;
    const answer = completed.ok ? accepted({ completed_wait_step_keys: completed.value }) : completed;
    return send(reply, 200, answer, now());
  });
}
