import { Group, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useWorkspaceId } from '../../api/session.ts';
import { Axis } from './axis.tsx';
import { type Bar, niceTop } from './bars.ts';
import classes from './chart.module.css';
import { height, inset, spanText, width } from './chart-space.ts';
import type { Range } from './range.ts';

export interface CallsChartProps {
  readonly bars: readonly Bar[];
  readonly range: Range;
}

/**
 * Calls over time, failures on top of successes. The bar under the pointer, or the one that the arrow keys lead to,
 * is said in the line above; a click or Enter opens its deliveries in the logs.
 */
export function CallsChart({ bars, range }: CallsChartProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const workspaceId = useWorkspaceId();
  const navigate = useNavigate();
  const top = niceTop(Math.max(...bars.map(({ succeeded, failed }) => succeeded + failed), 0));
  const step = (width - inset) / Math.max(1, bars.length);
  const bar = pointed === null ? undefined : bars[pointed];

  function open(): void {
    if (bar === undefined) return;
    const search = {
      from: new Date(bar.at).toISOString(),
      to: new Date(bar.at + range.stepMs).toISOString(),
    };
    void navigate({ to: '/w/$workspaceId/logs', params: { workspaceId }, search });
  }
  function point(event: PointerEvent<SVGSVGElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width - inset;
    setPointed(x < 0 ? null : Math.min(bars.length - 1, Math.floor(x / step)));
  }
  function onKeyDown(event: KeyboardEvent): void {
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -bars.length, End: bars.length }[event.key];
    if (move !== undefined) {
      const from = pointed ?? (move < 0 ? bars.length : -1);
      setPointed(Math.max(0, Math.min(bars.length - 1, from + move)));
    } else if (event.key === 'Enter') open();
    else return;
    event.preventDefault();
  }
  return (
    <section aria-labelledby="calls">
      <Group justify="space-between" align="baseline" gap="xs" mb="xs">
        <Title order={2} id="calls">
          Calls
        </Title>
        <Text size="sm" c="dimmed" className="numeric" aria-live="polite">
          {bar === undefined ? <Legend /> : barText(bar, range.stepMs)}
        </Text>
      </Group>
      <div
        role="slider"
        tabIndex={0}
        aria-label="Calls over time; arrow keys choose a bar, Enter opens its deliveries"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, bars.length - 1)}
        aria-valuenow={pointed ?? bars.length - 1}
        aria-valuetext={bar === undefined ? 'No bar is chosen' : barText(bar, range.stepMs)}
        className={classes['chart']}
        onKeyDown={onKeyDown}
        onBlur={() => setPointed(null)}
      >
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          onPointerMove={point}
          onPointerLeave={() => setPointed(null)}
          onClick={open}
        >
          {bars.map(({ at, succeeded, failed }, index) => (
            <g key={at} data-pointed={index === pointed}>
              <rect className={classes['hit']} x={inset + index * step} y={0} width={step} height={height} />
              <Part kind="ok" x={inset + index * step} step={step} from={0} count={succeeded} top={top} />
              <Part
                kind="bad"
                x={inset + index * step}
                step={step}
                from={succeeded}
                count={failed}
                top={top}
              />
            </g>
          ))}
        </svg>
        <Axis bars={bars} stepMs={range.stepMs} top={top.toLocaleString('en')} />
      </div>
    </section>
  );
}

interface PartProps {
  readonly kind: 'ok' | 'bad';
  readonly x: number;
  readonly step: number;
  readonly from: number;
  readonly count: number;
  readonly top: number;
}

const visibleMin = 2;

/** Few among many stay visible. */
function Part({ kind, x, step, from, count, top }: PartProps) {
  if (count === 0) return null;
  const base = (from / top) * height;
  const tall = Math.max(visibleMin, (count / top) * height);
  return (
    <rect
      className={classes[kind]}
      x={x + step * 0.12}
      y={Math.max(0, height - base - tall)}
      width={step * 0.76}
      height={tall}
    />
  );
}

function Legend() {
  return (
    <span className={classes['legend']}>
      <span data-kind="ok">Succeeded</span>
      <span data-kind="bad">Failed</span>
    </span>
  );
}

function barText({ at, succeeded, failed }: Bar, stepMs: number): string {
  return `${spanText(at, stepMs)}: ${succeeded.toLocaleString('en')} succeeded, ${failed.toLocaleString('en')} failed`;
}
