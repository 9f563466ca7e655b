import { availableParallelism } from 'node:os';
import { medianOf, ratio } from './numbers.ts';
import {
  type Bare,
  bareConnections,
  batchConnections,
  batchEvents,
  type Latency,
  latencyEventsPerSecond,
  singleConnections,
} from './runs.ts';
import type { Series } from './series.ts';
import type { Scheme } from './signing.ts';

/** All that was measured; null for the parts that were not run. */
export interface Figures {
  readonly dialect: string;
  readonly scheme: Scheme;
  readonly bodyBytes: number;
  readonly bare: readonly Bare[];
  readonly batch: Series | null;
  readonly single: Series | null;
  readonly latency: Latency | null;
  readonly history: { readonly rows: number; readonly series: Series } | null;
  readonly peakMb: number | null;
}

const signatures: Readonly<Record<Scheme, string>> = {
  body: 'HMAC-SHA256 over the body',
  v1: 'Standard Webhooks v1 (HMAC-SHA256)',
  v1a: 'Standard Webhooks v1a (Ed25519)',
};

export const targets = { batchRatio: 0.5, singleRatio: 0.25, historyRatio: 0.9 };

/**
 * What `--json` prints. Rates in deliveries a second; null for what was not measured. The latency is the longer of
 * the two in the table: accepting is part of it, because most receipts come before the publisher has its answer.
 */
export function jsonOf(figures: Figures) {
  const { batch, single, latency, bare, peakMb } = figures;
  return {
    dialect: figures.dialect,
    scheme: figures.scheme,
    bare_per_s: round(
      medianOf(bare, ({ perSecond }) => perSecond),
      0,
    ),
    batch_per_s: round(batch?.perSecond, 0),
    batch_ratio: round(batch?.bareRatio, 3),
    single_per_s: round(single?.perSecond, 0),
    single_ratio: round(single?.bareRatio, 3),
    history_ratio: round(historyRatio(figures), 3),
    p50_ms: round(latency?.sent.p50, 2),
    p99_ms: round(latency?.sent.p99, 2),
    cpu_us: round(batch?.belfrydCpuUs, 0),
    peak_mb: round(peakMb, 0),
  };
}

/** With history against without, each held against the bare runs around it where there were any. */
function historyRatio({ batch, history }: Figures): number | null {
  if (batch === null || history === null) return null;
  return ratio(history.series.bareRatio, batch.bareRatio) ?? ratio(history.series.perSecond, batch.perSecond);
}

export function missingOf({ batch, single, latency, history }: Figures): number {
  return [batch, single, latency, history?.series].reduce((sum, part) => sum + (part?.missing ?? 0), 0);
}

/** The figures as a table for people. */
export function tableOf(figures: Figures): string {
  const { batch, single, history, latency } = figures;
  const duplicates = [batch, single, latency, history?.series].reduce(
    (sum, one) => sum + (one?.duplicates ?? 0),
    0,
  );
  const lines = [
    `Belfry bench: ${availableParallelism()} processors, Node.js ${process.versions.node}, embedded PostgreSQL`,
    `Dialect ${figures.dialect}, ${signatures[figures.scheme]}, bodies of ${count(figures.bodyBytes)} bytes`,
    '',
    row('deliveries a second', '', 'of the bare loop', 'wanted'),
    row(
      `bare loop, ${bareConnections} connections`,
      count(medianOf(figures.bare, ({ perSecond }) => perSecond)),
      '',
      '',
    ),
    seriesRow(`batches of ${batchEvents}, ${batchConnections} connections`, batch, targets.batchRatio),
    seriesRow(`single publishes, ${singleConnections} connections`, single, targets.singleRatio),
    ...historyRows(figures),
    '',
    ...latencyRows(latency),
    row('processor time a delivery', 'Node.js', 'PostgreSQL', ''),
    row(
      '  bare loop',
      unit(
        medianOf(figures.bare, ({ cpuUs }) => cpuUs),
        0,
        'µs',
      ),
      '',
      '',
    ),
    cpuRow('  batches', batch),
    cpuRow('  single publishes', single),
    row('peak memory of belfryd', unit(figures.peakMb, 0, 'MiB'), '', ''),
    row('accepted and never received', count(missingOf(figures)), '', '0'),
    row('received more than once', count(duplicates), '', ''),
  ];
  return lines.join('\n');
}

function seriesRow(name: string, series: Series | null, wanted: number): string {
  return row(name, count(series?.perSecond), fixed(series?.bareRatio, 2), `at least ${fixed(wanted, 2)}`);
}

function historyRows(figures: Figures): readonly string[] {
  if (figures.history === null) return [];
  const { rows, series } = figures.history;
  const name = `batches, ${count(rows)} delivered rows before`;
  const share = `${fixed(historyRatio(figures), 2)} of without`;
  return [
    row(name, count(series.perSecond), fixed(series.bareRatio, 2), ''),
    row('', '', share, `at least ${fixed(targets.historyRatio, 2)}`),
  ];
}

function latencyRows(latency: Latency | null): readonly string[] {
  if (latency === null) return [];
  const cells = ({ p50, p99 }: Latency['sent']) => [unit(p50, 1, 'ms'), unit(p99, 1, 'ms')] as const;
  return [
    row(`latency at ${latencyEventsPerSecond} events a second`, 'p50', 'p99', ''),
    row('  from the answer 202 to the receipt', ...cells(latency.accepted), ''),
    row('  from the request to the receipt', ...cells(latency.sent), ''),
  ];
}

function cpuRow(name: string, series: Series | null): string {
  return row(name, unit(series?.belfrydCpuUs, 0, 'µs'), unit(series?.postgresCpuUs, 0, 'µs'), '');
}

function row(name: string, first: string, second: string, third: string): string {
  return `${name.padEnd(44)}${first.padStart(10)}${second.padStart(20)}${third.padStart(16)}`.trimEnd();
}

type Maybe = number | null | undefined;

function count(value: Maybe): string {
  return value === null || value === undefined ? '–' : Math.round(value).toLocaleString('en');
}

function fixed(value: Maybe, digits: number): string {
  return value === null || value === undefined ? '–' : value.toFixed(digits);
}

function unit(value: Maybe, digits: number, name: string): string {
  return value === null || value === undefined ? '–' : `${value.toFixed(digits)} ${name}`;
}

function round(value: Maybe, digits: number): number | null {
  return value === null || value === undefined ? null : Number(value.toFixed(digits));
}
