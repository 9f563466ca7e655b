import { type StatsAnswer, stats, statsBucketsMax, statsQuery } from '@belfry/api';
import { type CallStats, readStats, type Stats } from '../app/read-stats.ts';
import { workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { instantMs, instantText, type Routes, refusals } from './route.ts';

const periodDefaultMs = 24 * 3_600_000;

export const statsRoutes: Routes = (api, context) => {
  api.get(
    '/stats',
    {
      schema: {
        tags: ['Deliveries'],
        summary: 'Count calls by outcome, with latencies',
        description: 'Counts are written by the minute: the last seconds may be missing.',
        querystring: statsQuery,
        response: { 200: stats, ...refusals },
      },
    },
    async (request) => {
      const { webhook_id: webhookId = null, bucket, ...query } = request.query;
      const to = instantMs(query.to) ?? context.now();
      const from = instantMs(query.from) ?? to - periodDefaultMs;
      const period = { webhookId, from, to };
      return presentStats(
        granted(await readStats(context, workspaceOf(request), period, bucket, statsBucketsMax)),
      );
    },
  );
};

function presentStats({ buckets, totals }: Stats): StatsAnswer {
  return {
    data: buckets.map((bucket) => ({ at: instantText(bucket.at), ...presentCalls(bucket) })),
    totals: { ...presentCalls(totals), pending: totals.pending, held: totals.held },
  };
}

function presentCalls({ succeeded, failed, p50Ms, p95Ms, p99Ms }: CallStats) {
  return { succeeded, failed, p50_ms: p50Ms, p95_ms: p95Ms, p99_ms: p99Ms };
}
