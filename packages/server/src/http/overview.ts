import {
  failingWebhooksMax,
  failureReasonsMax,
  type OverviewAnswer,
  overview,
  overviewQuery,
  waitingCountMax,
} from '@belfry/api';
import { type Overview, readOverview } from '../app/read-overview.ts';
import { workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { instantMs, instantText, type Routes, refusals } from './route.ts';

const limits = { failingWebhooksMax, failureReasonsMax, waitingCountMax };
const periodDefaultMs = 24 * 3_600_000;

export const overviewRoutes: Routes = (api, context) => {
  api.get(
    '/overview',
    {
      schema: {
        tags: ['Deliveries'],
        summary: 'What fails and what waits',
        description: 'Calls are counted by the minute: the last seconds may be missing. At most 31 days.',
        querystring: overviewQuery,
        response: { 200: overview, ...refusals },
      },
    },
    async (request) => {
      const to = instantMs(request.query.to) ?? context.now();
      const from = instantMs(request.query.from) ?? to - periodDefaultMs;
      return present(granted(await readOverview(context, workspaceOf(request), { from, to }, limits)));
    },
  );
};

function present({ failing, pending, due, held, dueLagMs }: Overview): OverviewAnswer {
  return {
    failing: failing.map((webhook) => ({
      webhook_id: webhook.id,
      name: webhook.name,
      status: webhook.status,
      succeeded: webhook.succeeded,
      failed: webhook.failed,
      reasons: webhook.reasons.map(({ errorKind, statusCode, count }) => ({
        error_kind: errorKind,
        status_code: statusCode,
        count,
      })),
      last_failure_at: instantText(webhook.lastFailedAt),
    })),
    pending,
    due,
    held,
    due_lag_ms: dueLagMs,
  };
}
