import type { WebhookAnswer } from '@belfry/api';
import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDayOfCalls, useWaiting } from '../../api/webhooks.ts';
import { lastHours } from '../../parts/day-strip.ts';
import { DayStrip } from '../../parts/day-strip.tsx';
import { WebhookHealth } from '../../parts/webhook-health.tsx';
import { durationText } from '../../ui/time-format.ts';
import { TimeText } from '../../ui/time-text.tsx';
import classes from './status-facts.module.css';

/** The figures of one webhook, as they are now and over the last 24 hours. */
export function StatusFacts({ webhook }: { readonly webhook: WebhookAnswer }) {
  const waiting = useWaiting(webhook.id);
  const day = useDayOfCalls(webhook.id);
  const totals = waiting.data?.totals;
  const figure = (count: number | undefined): ReactNode =>
    count === undefined ? <Skeleton height={14} width={40} my={4} /> : count.toLocaleString('en');
  return (
    <dl className={classes['facts']}>
      <Fact name="Last 24 hours">
        {day.data !== undefined && <DayStrip hours={lastHours(day.data.data, Date.now())} />}
      </Fact>
      <Fact name="Succeeded">{figure(totals?.succeeded)}</Fact>
      <Fact name="Failed">{figure(totals?.failed)}</Fact>
      <Fact name="95% within">
        {totals?.p95_ms === undefined || totals.p95_ms === null ? '—' : durationText(totals.p95_ms)}
      </Fact>
      <Fact name="Health">
        <WebhookHealth failures={webhook.health.failures} failuresMax={webhook.health.failures_max} />
      </Fact>
      <Fact name="Waiting">{figure(totals?.pending)}</Fact>
      <Fact name="Held">{figure(totals?.held)}</Fact>
      <Fact name="Added">
        <TimeText at={webhook.created_at} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes['fact']}>
      <dt>{name}</dt>
      <dd className="numeric">{children}</dd>
    </div>
  );
}
