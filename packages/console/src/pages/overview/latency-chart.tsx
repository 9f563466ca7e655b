import type { StatsAnswer } from '@belfry/api';
import { Group, Text, Title } from '@mantine/core';
import { durationText } from '../../ui/time-format.ts';
import { type Bar, niceTop } from './bars.ts';
import classes from './chart.module.css';
import { height, width } from './chart-space.ts';

export interface LatencyChartProps {
  readonly bars: readonly Bar[];
  readonly totals: StatsAnswer['totals'];
}

/** How long calls took over time: half of them, and 95 of 100, within. */
export function LatencyChart({ bars, totals }: LatencyChartProps) {
  const top = niceTop(Math.max(...bars.map(({ p95Ms }) => p95Ms ?? 0), 0));
  const text = latencyText(totals);
  return (
    <section aria-labelledby="latency">
      <Group justify="space-between" align="baseline" gap="xs" mb="xs">
        <Title order={2} id="latency">
          Latency
        </Title>
        <Text size="sm" c="dimmed" className="numeric">
          <Legend totals={totals} />
        </Text>
      </Group>
      <div className={classes['chart']} data-low>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Latency: ${text}`}
        >
          {lines(bars, top, ({ p95Ms }) => p95Ms).map((points) => (
            <Line key={points} kind="p95" points={points} />
          ))}
          {lines(bars, top, ({ p50Ms }) => p50Ms).map((points) => (
            <Line key={points} kind="p50" points={points} />
          ))}
        </svg>
        <span className={classes['top']} aria-hidden="true">
          {durationText(top)}
        </span>
      </div>
    </section>
  );
}

function Legend({ totals: { p50_ms: p50, p95_ms: p95, p99_ms: p99 } }: Pick<LatencyChartProps, 'totals'>) {
  if (p50 === null || p95 === null || p99 === null) return 'No calls';
  return (
    <span className={classes['legend']}>
      <span data-kind="p50">50% within {durationText(p50)}</span>
      <span data-kind="p95">95% within {durationText(p95)}</span>
      <span>99% within {durationText(p99)}</span>
    </span>
  );
}

function Line({ kind, points }: { readonly kind: 'p50' | 'p95'; readonly points: string }) {
  return <polyline className={classes[kind]} points={points} vectorEffect="non-scaling-stroke" />;
}

/** A line for each run of bars that have calls: where there are none, there is no latency. */
function lines(bars: readonly Bar[], top: number, of: (bar: Bar) => number | null): readonly string[] {
  const step = width / Math.max(1, bars.length);
  const runs: string[][] = [[]];
  for (const [index, bar] of bars.entries()) {
    const ms = of(bar);
    if (ms === null) {
      runs.push([]);
      continue;
    }
    const y = (height - (ms / top) * height).toFixed(1);
    // A flat piece as wide as the bar, so that one bar alone is seen.
    runs
      .at(-1)
      ?.push(
        `${(index * step + step * 0.2).toFixed(1)},${y}`,
        `${(index * step + step * 0.8).toFixed(1)},${y}`,
      );
  }
  return runs.filter((run) => run.length > 0).map((run) => run.join(' '));
}

function latencyText({ p50_ms: p50, p95_ms: p95, p99_ms: p99 }: StatsAnswer['totals']): string {
  if (p50 === null || p95 === null || p99 === null) return 'No calls';
  return `50% within ${durationText(p50)} · 95% within ${durationText(p95)} · 99% within ${durationText(p99)}`;
}
