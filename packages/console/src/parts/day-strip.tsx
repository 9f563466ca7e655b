import { Tooltip } from '@mantine/core';
import classes from './day-strip.module.css';
import { type HourOfCalls, stripText } from './day-strip.ts';

export interface DayStripProps {
  readonly hours: readonly HourOfCalls[];
}

const height = 24;
const barWidth = 3;
const gap = 1.5;
const barHeightMin = 2;

/** The calls of the last 24 hours as small bars, failures on top of successes. An hour without calls is a dot. */
export function DayStrip({ hours }: DayStripProps) {
  const most = Math.max(1, ...hours.map(({ succeeded, failed }) => succeeded + failed));
  const text = stripText(hours);
  const width = hours.length * (barWidth + gap);
  return (
    <Tooltip label={text}>
      <svg className={classes['strip']} width={width} height={height} role="img" aria-label={text}>
        {hours.map(({ at, succeeded, failed }, index) => {
          const ok = barHeight(succeeded, most);
          const bad = barHeight(failed, most);
          const x = index * (barWidth + gap);
          if (succeeded + failed === 0) {
            return (
              <rect key={at} className={classes['none']} x={x} y={height - 2} width={barWidth} height={2} />
            );
          }
          return (
            <g key={at}>
              <rect className={classes['ok']} x={x} y={height - ok} width={barWidth} height={ok} />
              <rect className={classes['bad']} x={x} y={height - ok - bad} width={barWidth} height={bad} />
            </g>
          );
        })}
      </svg>
    </Tooltip>
  );
}

/** Few among many stay visible. */
function barHeight(calls: number, most: number): number {
  return calls === 0 ? 0 : Math.max(barHeightMin, (calls / most) * (height - barHeightMin));
}
