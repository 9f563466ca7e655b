import type { AttemptAnswer, DeliveryDetailAnswer } from '@belfry/api';
import { Collapse, Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { outcomeText } from '../../parts/call-outcome.ts';
import { AnswerContent } from '../../parts/exchange.tsx';
import { HttpHeaders } from '../../parts/http-headers.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { Status } from '../../ui/status.tsx';
import { durationText } from '../../ui/time-format.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import { attemptName } from './attempt-name.ts';
import classes from './attempt-timeline.module.css';

/** Every call of a delivery, oldest first, each with its answer; at the end the call that comes next. */
export function AttemptTimeline({ delivery }: { readonly delivery: DeliveryDetailAnswer }) {
  const { attempts, next_attempt_at: nextAt, next_attempt_type: nextType, state } = delivery;
  // The newest at the time is unfolded; one that comes later is added below, and nothing above it moves.
  const [firstOpen] = useState(attempts.length - 1);
  return (
    <ol className={classes['line']} aria-label="Calls">
      {attempts.map((attempt, index) => (
        <Attempt
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only ever added at the end.
          key={index}
          attempt={attempt}
          number={index + 1}
          openFirst={index === firstOpen}
          isLast={index === attempts.length - 1}
        />
      ))}
      {nextAt !== null && nextType !== null && (
        <li className={classes['item']} data-tone="next">
          <div className={classes['coming']}>
            <Text span size="sm" fw={550}>
              {attemptName(nextType)} in <Countdown until={nextAt} over="a moment" />
            </Text>
            <Text span size="sm" c="dimmed" className={classes['at'] ?? ''}>
              <TimeText at={nextAt} kind="clock" />
            </Text>
          </div>
        </li>
      )}
      {attempts.length === 0 && nextAt === null && (
        <li className={classes['item']} data-tone="next">
          <div className={classes['coming']}>
            <Text span size="sm" c="dimmed">
              {state === 'held' ? 'No call while the webhook is offline.' : 'No call was made.'}
            </Text>
          </div>
        </li>
      )}
    </ol>
  );
}

interface AttemptProps {
  readonly attempt: AttemptAnswer;
  readonly number: number;
  readonly openFirst: boolean;
  readonly isLast: boolean;
}

function Attempt({ attempt, number, openFirst, isLast }: AttemptProps) {
  const [open, setOpen] = useState(openFirst);
  const id = useId();
  const good = attempt.error_kind === null;
  return (
    <li className={classes['item']} data-tone={good ? 'ok' : 'bad'}>
      <button
        type="button"
        className={classes['head']}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={14} aria-hidden className={classes['chevron']} />
        <span className={classes['name']}>
          {number}. {attemptName(attempt.type)}
        </span>
        <Status tone={good ? 'ok' : 'bad'}>{outcomeText(attempt)}</Status>
        <span className={classes['duration']}>{durationText(attempt.duration_ms)}</span>
        <span className={classes['at']}>
          <TimeText at={attempt.attempted_at} kind="clock" />
        </span>
      </button>
      <Collapse expanded={open} id={id}>
        {open && (
          <div className={classes['body']}>
            <AnswerContent attempt={attempt} bodyHeightMax={260} />
            <HttpHeaders label="Request headers" headers={attempt.request_headers} />
            <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              POST {visibleText(attempt.url)}
            </Text>
            {!isLast && attempt.next_attempt_at !== null && (
              <Text size="xs" c="dimmed">
                The next retry was then planned for <TimeText at={attempt.next_attempt_at} kind="clock" />.
              </Text>
            )}
          </div>
        )}
      </Collapse>
    </li>
  );
}
