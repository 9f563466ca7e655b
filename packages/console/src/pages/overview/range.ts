import type { StatsRange } from '../../api/overview.ts';

export const rangeNames = ['1h', '24h', '7d', '30d'] as const;
export type RangeName = (typeof rangeNames)[number];

export interface Range extends StatsRange {
  readonly name: RangeName;
  readonly label: string;
  /** Of a bar; a whole number of the API's buckets. */
  readonly stepMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export const ranges: Readonly<Record<RangeName, Range>> = {
  '1h': { name: '1h', label: '1 hour', lengthMs: hourMs, bucket: 'minute', stepMs: minuteMs },
  '24h': { name: '24h', label: '24 hours', lengthMs: dayMs, bucket: 'minute', stepMs: 20 * minuteMs },
  '7d': { name: '7d', label: '7 days', lengthMs: 7 * dayMs, bucket: 'hour', stepMs: 2 * hourMs },
  '30d': { name: '30d', label: '30 days', lengthMs: 30 * dayMs, bucket: 'day', stepMs: dayMs },
};
