import type { Bar } from './bars.ts';
import classes from './chart.module.css';
import { tickText } from './chart-space.ts';

export interface AxisProps {
  readonly bars: readonly Bar[];
  readonly stepMs: number;
  /** What the top of the drawing stands for. */
  readonly top: string;
}

const ticks = [0, 0.25, 0.5, 0.75, 1] as const;

/** The frame of a chart: its top value, and times below it. */
export function Axis({ bars, stepMs, top }: AxisProps) {
  const last = bars.length - 1;
  return (
    <>
      <span className={classes['top']} aria-hidden="true">
        {top}
      </span>
      <div className={classes['ticks']} aria-hidden="true">
        {ticks.map((share) => {
          const bar = bars[Math.round(share * last)];
          return <span key={share}>{bar === undefined ? '' : tickText(bar.at, stepMs)}</span>;
        })}
      </div>
    </>
  );
}
