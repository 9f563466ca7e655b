import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DotfileOptions } from '../../plugin.ts';
import { forcedReview, monitored, refreshedUrl } from './check-decisions.ts';
import { type HitsReviewInput, hitsReview, monitoring } from './check-input.ts';
import { reviewedHits } from './check-review.ts';
import { answerChange, type OneCheck } from './check-routes.ts';

/** These requests take no body, or an empty one. */
const nothing = z.strictObject({}).nullish();

/** What can be done with checks of one type alone. */
export function checkExtraRoutes(scope: FastifyInstance, options: DotfileOptions): void {
  scope.patch<OneCheck>('/v1/checks/aml/:id/hits/review', async (request, reply) =>
    answerChange<HitsReviewInput>(options, request, reply, {
      type: 'aml',
      status: 200,
      body: hitsReview,
      become: reviewedHits,
    }),
  );

  scope.patch<OneCheck>('/v1/checks/aml/:id/monitoring', async (request, reply) =>
    answerChange(options, request, reply, {
      type: 'aml',
      status: 200,
      body: monitoring,
      become: (document, { is_monitored }) => monitored(document, is_monitored),
    }),
  );

  scope.post<OneCheck>('/v1/checks/document/:id/force_review', async (request, reply) =>
    answerChange(options, request, reply, {
      type: 'document',
      status: 200,
      body: nothing,
      become: forcedReview,
    }),
  );

  scope.post<OneCheck>('/v1/checks/id_verification/:id/refresh_url', async (request, reply) =>
    answerChange(options, request, reply, {
      type: 'id_verification',
      status: 201,
      body: nothing,
      become: (document, _, moment) => refreshedUrl(document, moment),
    }),
  );
}
