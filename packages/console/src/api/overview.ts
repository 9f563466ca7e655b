import type { OverviewAnswer, StatsAnswer } from '@belfry/api';
import { keepPreviousData } from '@tanstack/react-query';
import { useApiQuery } from './query.ts';

/** A range that ends now; its buckets as the API makes them. */
export interface StatsRange {
  readonly name: string;
  readonly lengthMs: number;
  readonly bucket: 'minute' | 'hour' | 'day';
}

export interface RangeStats {
  readonly from: number;
  readonly to: number;
  readonly stats: StatsAnswer;
}

export interface RangeOverview {
  readonly from: number;
  readonly overview: OverviewAnswer;
}

/** Where nothing happens the range still moves on. */
const refetchMs = 60_000;
/** What is longer than this takes the server up to a second to sum: it is not read again at every change. */
const liveRangeMsMax = 86_400_000;

/** Calls by outcome with latencies, in buckets; what was known stays to be seen while another range is read. */
export function useRangeStats(range: StatsRange) {
  return useApiQuery<RangeStats>(
    {
      topic: range.lengthMs > liveRangeMsMax ? 'history' : 'stats',
      key: ['range', range.name],
      call: async (client) => {
        const to = Date.now();
        const from = to - range.lengthMs;
        const result = await client.stats({ from: isoOf(from), to: isoOf(to), bucket: range.bucket });
        return result.ok ? { ok: true, value: { from, to, stats: result.value } } : result;
      },
    },
    { refetchInterval: refetchMs, placeholderData: keepPreviousData },
  );
}

/** What needs attention: webhooks that fail, what waits and is held. */
export function useOverview(range: StatsRange) {
  return useApiQuery<RangeOverview>(
    {
      topic: 'overview',
      key: [range.name],
      call: async (client) => {
        const from = Date.now() - range.lengthMs;
        const result = await client.overview({ from: isoOf(from) });
        return result.ok ? { ok: true, value: { from, overview: result.value } } : result;
      },
    },
    { refetchInterval: refetchMs, placeholderData: keepPreviousData },
  );
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
