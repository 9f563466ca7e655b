import {
  job,
  onlineAnswer,
  onlineRequest,
  retryFailedRequest,
  rotateSecretRequest,
  webhook,
  webhookTestAnswer,
  webhookTestRequest,
} from '@belfry/api';
import type { AppContext } from '../app/context.ts';
import { retryFailed } from '../app/retry-failed.ts';
import { rotateSecret } from '../app/rotate-secret.ts';
import { bringOnline, takeOffline } from '../app/webhook-status.ts';
import type { TestWebhook } from '../app/webhook-test.ts';
import { actingAs, workspaceOf } from './caller.ts';
import { presentAttempt } from './deliveries.ts';
import { granted } from './errors.ts';
import { presentJob } from './jobs.ts';
import { type Api, idParams, instantMs, type Routes, refusals } from './route.ts';
import { presentWebhook } from './webhooks.ts';

const tags = ['Webhooks'];

export const webhookOperationRoutes: Routes = (api, context) => {
  api.post(
    '/webhooks/:id/rotate-secret',
    {
      schema: {
        tags,
        summary: 'Rotate the secret',
        description:
          'Until the grace period is over, calls carry a signature of the secret before as well. The new one may ' +
          'be of another signature scheme.',
        params: idParams,
        body: rotateSecretRequest,
        response: { 200: webhook, ...refusals },
      },
    },
    async (request) => {
      const { grace_hours: graceHours, signature_scheme: signatureScheme, secret } = request.body;
      const rotation = { graceHours, signatureScheme, secret };
      return presentWebhook(
        granted(
          await rotateSecret(actingAs(context, request), workspaceOf(request), request.params.id, rotation),
        ),
      );
    },
  );
  statusRoutes(api, context);
  api.post(
    '/webhooks/:id/retry-failed',
    {
      schema: {
        tags,
        summary: 'Retry everything that failed in a time range',
        description: 'Starts a job: read its progress at /jobs/{id}.',
        params: idParams,
        body: retryFailedRequest,
        response: { 202: job, ...refusals },
      },
    },
    async (request, reply) => {
      const period = { from: instantMs(request.body.from), to: instantMs(request.body.to) ?? context.now() };
      const started = granted(
        await retryFailed(actingAs(context, request), workspaceOf(request), request.params.id, period),
      );
      return reply.code(202).send(presentJob(started));
    },
  );
};

function statusRoutes(api: Api, context: AppContext): void {
  api.post(
    '/webhooks/:id/offline',
    {
      schema: {
        tags,
        summary: 'Set offline',
        description: 'No calls from now on. What is published is held.',
        params: idParams,
        response: { 200: webhook, ...refusals },
      },
    },
    async (request) =>
      presentWebhook(
        granted(await takeOffline(actingAs(context, request), workspaceOf(request), request.params.id)),
      ),
  );
  api.post(
    '/webhooks/:id/online',
    {
      schema: {
        tags,
        summary: 'Set online',
        params: idParams,
        body: onlineRequest,
        response: { 200: onlineAnswer, ...refusals },
      },
    },
    async (request) => {
      const { held } = request.body;
      const { view, job } = granted(
        await bringOnline(actingAs(context, request), workspaceOf(request), request.params.id, held),
      );
      return { webhook: presentWebhook(view), job: job === null ? null : presentJob(job) };
    },
  );
}

export function webhookTestRoute(api: Api, testWebhook: TestWebhook): void {
  api.post(
    '/webhooks/:id/test',
    {
      schema: {
        tags,
        summary: 'Send an example now',
        description:
          'Answers with the attempt. The call carries the header `belfry-test: true` and is not retried.',
        params: idParams,
        body: webhookTestRequest,
        response: { 200: webhookTestAnswer, ...refusals },
      },
    },
    async (request) => {
      const test = granted(await testWebhook(workspaceOf(request), request.params.id, request.body.type));
      return { delivery_id: test.deliveryId, attempt: presentAttempt(test.attempt) };
    },
  );
}
