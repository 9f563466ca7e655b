import type { OverviewAnswer, StatsAnswer } from '@belfry/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWorkspaceId } from '../../api/session.ts';
import { numberText } from '../../ui/number-text.ts';
import { durationText } from '../../ui/time-format.ts';
import { successRate } from './bars.ts';
import classes from './figures.module.css';

export interface FiguresProps {
  readonly totals: StatsAnswer['totals'];
  readonly overview: OverviewAnswer;
}

/** A queue that is later than this is not keeping up. */
const lagMaxMs = 10_000;

/** The figures of the range, and of this moment what waits and is held. */
export function Figures({ totals, overview }: FiguresProps) {
  const workspaceId = useWorkspaceId();
  const late = overview.due_lag_ms > lagMaxMs;
  const to = { to: '/w/$workspaceId/logs', params: { workspaceId } } as const;
  return (
    <dl className={classes['figures']}>
      <Figure name="Success rate" tone={rateTone(totals.succeeded, totals.failed)}>
        {successRate(totals.succeeded, totals.failed) ?? '—'}
      </Figure>
      <Figure name="Calls that succeeded">{numberText(totals.succeeded)}</Figure>
      <Figure name="Calls that failed" tone={totals.failed > 0 ? 'bad' : undefined}>
        {numberText(totals.failed)}
      </Figure>
      <Figure name="Half within" note={latencyNote(totals)}>
        {totals.p50_ms === null ? '—' : durationText(totals.p50_ms)}
      </Figure>
      <Figure
        name="Waiting"
        note={
          late
            ? `${numberText(overview.due)} due, the oldest for ${durationText(overview.due_lag_ms)}`
            : `${numberText(overview.due)} due now`
        }
        tone={late ? 'bad' : undefined}
      >
        <Link {...to} search={{ state: 'pending' }} className={classes['link']}>
          {numberText(overview.pending)}
        </Link>
      </Figure>
      <Figure name="Held" note="for offline webhooks" tone={overview.held > 0 ? 'warn' : undefined}>
        <Link {...to} search={{ state: 'held' }} className={classes['link']}>
          {numberText(overview.held)}
        </Link>
      </Figure>
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly note?: string | undefined;
  readonly tone?: 'ok' | 'warn' | 'bad' | undefined;
  readonly children: ReactNode;
}

function Figure({ name, note, tone, children }: FigureProps) {
  return (
    <div className={classes['figure']} data-tone={tone}>
      <dt>{name}</dt>
      <dd className="numeric">{children}</dd>
      {note !== undefined && <dd className={classes['note']}>{note}</dd>}
    </div>
  );
}

const goodShare = 0.99;
const fairShare = 0.9;

function rateTone(succeeded: number, failed: number): 'ok' | 'warn' | 'bad' | undefined {
  if (succeeded + failed === 0) return undefined;
  const share = succeeded / (succeeded + failed);
  if (share >= goodShare) return 'ok';
  return share >= fairShare ? 'warn' : 'bad';
}

function latencyNote({ p95_ms: p95 }: StatsAnswer['totals']): string | undefined {
  return p95 === null ? undefined : `95% within ${durationText(p95)}`;
}
