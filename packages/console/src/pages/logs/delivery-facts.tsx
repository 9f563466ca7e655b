import type { DeliveryAnswer, WebhookAnswer } from '@belfry/api';
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWorkspaceId } from '../../api/session.ts';
import { outcomeText } from '../../parts/call-outcome.ts';
import { WebhookStatus } from '../../parts/webhook-status.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Status } from '../../ui/status.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import { attemptName } from './attempt-name.ts';
import classes from './delivery-facts.module.css';

export interface DeliveryFactsProps {
  readonly delivery: DeliveryAnswer;
  /** Null: it was deleted; undefined: the webhooks are being read. */
  readonly webhook: WebhookAnswer | null | undefined;
}

/** What a delivery is of, where it goes, how its last call went and when the next one comes. */
export function DeliveryFacts({ delivery, webhook }: DeliveryFactsProps) {
  const facts: Fact[] = [
    { name: 'Last call', value: <LastCall delivery={delivery} /> },
    { name: 'Next call', value: <NextCall delivery={delivery} /> },
    { name: 'Webhook', value: <WebhookLink webhook={webhook} /> },
    { name: 'Event', value: <EventLink delivery={delivery} /> },
  ];
  if (delivery.subject !== null && Object.keys(delivery.subject).length > 0) {
    facts.push({ name: 'Subject', value: <Subject subject={delivery.subject} /> });
  }
  facts.push({ name: 'Created', value: <TimeText at={delivery.created_at} kind="clock" /> });
  return <Facts facts={facts} />;
}

function LastCall({ delivery }: { readonly delivery: DeliveryAnswer }) {
  const { status_code: code, error_kind: kind, last_attempt_at: at, attempt_count: count } = delivery;
  if (code === null || at === null)
    return (
      <Text span inherit c="dimmed">
        None was made yet
      </Text>
    );
  return (
    <span className={classes['line']}>
      <Status tone={kind === null ? 'ok' : 'bad'}>
        {outcomeText({ status_code: code, error_kind: kind })}
      </Status>
      <TimeText at={at} />
      <Text span size="xs" c="dimmed" className="numeric">
        {count === 1 ? 'the only call' : `call ${count}`}
      </Text>
    </span>
  );
}

function NextCall({ delivery }: { readonly delivery: DeliveryAnswer }) {
  const { next_attempt_at: at, next_attempt_type: type } = delivery;
  if (at === null)
    return (
      <Text span inherit c="dimmed">
        {whyNone(delivery)}
      </Text>
    );
  return (
    <span className={classes['line']}>
      <strong>
        in <Countdown until={at} over="a moment" />
      </strong>
      <TimeText at={at} kind="clock" />
      {type !== null && (
        <Text span size="xs" c="dimmed">
          {attemptName(type)}
        </Text>
      )}
    </span>
  );
}

function whyNone({ state, test, error_kind: kind }: DeliveryAnswer): string {
  switch (state) {
    case 'succeeded':
      return kind === null ? 'None: it was taken' : 'None: an earlier call was taken';
    case 'held':
      return 'None while the webhook is offline: it is held';
    case 'discarded':
      return 'None: it was discarded';
    case 'exhausted':
      return test ? 'None: a test is over after its one call' : 'None: no automatic retry is left';
    case 'pending':
      return 'A call is under way';
  }
}

function WebhookLink({ webhook }: { readonly webhook: WebhookAnswer | null | undefined }) {
  const workspaceId = useWorkspaceId();
  if (webhook === undefined) return '…';
  if (webhook === null)
    return (
      <Text span inherit c="dimmed">
        Deleted since
      </Text>
    );
  return (
    <span className={classes['line']}>
      <Link
        to="/w/$workspaceId/webhooks"
        params={{ workspaceId }}
        search={{ webhook: webhook.id }}
        className={classes['link']}
      >
        <bdi>{webhook.name}</bdi>
      </Link>
      {webhook.status === 'offline' && <WebhookStatus status="offline" />}
    </span>
  );
}

function EventLink({
  delivery: { event_id: id, type, sub_type: subType },
}: {
  readonly delivery: DeliveryAnswer;
}) {
  const workspaceId = useWorkspaceId();
  return (
    <span className={classes['line']}>
      <Link
        to="/w/$workspaceId/events"
        params={{ workspaceId }}
        search={{ event: id }}
        className={classes['link']}
      >
        {subType === null ? type : `${type}, ${subType}`}
      </Link>
    </span>
  );
}

function Subject({ subject }: { readonly subject: Readonly<Record<string, string>> }): ReactNode {
  const workspaceId = useWorkspaceId();
  return (
    <span className={classes['subjects']}>
      {Object.entries(subject).map(([key, value]) => (
        <Link
          key={key}
          to="/w/$workspaceId/logs"
          params={{ workspaceId }}
          search={{ subject: `${key}:${value}` }}
          title={`All deliveries about ${key} ${value}`}
          className={classes['subject']}
        >
          <span>{visibleText(key)}</span> {visibleText(value)}
        </Link>
      ))}
    </span>
  );
}
