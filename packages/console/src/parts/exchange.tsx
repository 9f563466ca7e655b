import type { AttemptAnswer } from '@belfry/api';
import { Skeleton, Text } from '@mantine/core';
import { useId } from 'react';
import { JsonView } from '../ui/json-view.tsx';
import { Status } from '../ui/status.tsx';
import { durationText } from '../ui/time-format.ts';
import { TimeText } from '../ui/time-text.tsx';
import { visibleText } from '../ui/visible-text.tsx';
import { outcomeText } from './call-outcome.ts';
import classes from './exchange.module.css';
import { HttpHeaders } from './http-headers.tsx';
import { RequestLine } from './request-line.tsx';

export interface ExchangeProps {
  readonly attempt: AttemptAnswer;
  /** As it was sent; null: it is not known any more; undefined: it is being read. */
  readonly body: string | null | undefined;
  /** Whether the headers are unfolded from the start. */
  readonly headersOpen?: boolean;
  /** In px, of each body; more scrolls. */
  readonly bodyHeightMax?: number;
}

/** One HTTP exchange whole: what was sent, byte for byte, and what was answered, or why nothing was. */
export function Exchange({ attempt, body, headersOpen = false, bodyHeightMax = 320 }: ExchangeProps) {
  return (
    <div className={classes['exchange']}>
      <Request attempt={attempt} body={body} headersOpen={headersOpen} bodyHeightMax={bodyHeightMax} />
      <Answer attempt={attempt} headersOpen={headersOpen} bodyHeightMax={bodyHeightMax} />
    </div>
  );
}

function Request({ attempt, body, headersOpen, bodyHeightMax }: Required<ExchangeProps>) {
  const id = useId();
  return (
    <section className={classes['half']} aria-labelledby={id}>
      <header className={classes['head']}>
        <h3 id={id}>Request</h3>
        <Text component="span" size="sm" c="dimmed">
          <TimeText at={attempt.attempted_at} kind="clock" />
        </Text>
      </header>
      <RequestLine url={attempt.url} />
      <HttpHeaders label="Request headers" headers={attempt.request_headers} open={headersOpen} />
      <RequestBody body={body} heightMax={bodyHeightMax} />
    </section>
  );
}

function RequestBody({
  body,
  heightMax,
}: {
  readonly body: string | null | undefined;
  readonly heightMax: number;
}) {
  if (body === undefined) return <Skeleton height={160} radius="md" />;
  if (body === null)
    return <p className={classes['none']}>The body is not kept any more: its event is gone.</p>;
  return <JsonView text={body} label="Request body" heightMax={heightMax} />;
}

function Answer({
  attempt,
  headersOpen,
  bodyHeightMax,
}: Required<Pick<ExchangeProps, 'attempt' | 'headersOpen' | 'bodyHeightMax'>>) {
  const id = useId();
  return (
    <section className={classes['half']} aria-labelledby={id}>
      <header className={classes['head']}>
        <h3 id={id}>Answer</h3>
        <Status tone={attempt.error_kind === null ? 'ok' : 'bad'}>{outcomeText(attempt)}</Status>
        <Text component="span" size="sm" c="dimmed" className="numeric">
          after {durationText(attempt.duration_ms)}
        </Text>
      </header>
      <AnswerContent attempt={attempt} headersOpen={headersOpen} bodyHeightMax={bodyHeightMax} />
    </section>
  );
}

/** What was answered, or why nothing was; where its outcome and time stand already. */
export function AnswerContent({
  attempt: { response_headers: headers, response_body: body, error_message: reason },
  headersOpen = false,
  bodyHeightMax = 320,
}: Pick<ExchangeProps, 'attempt' | 'headersOpen' | 'bodyHeightMax'>) {
  return (
    <>
      {reason !== null && <p className={classes['reason']}>{visibleText(reason)}</p>}
      {headers !== null && <HttpHeaders label="Answer headers" headers={headers} open={headersOpen} />}
      {body !== null && body !== '' && <JsonView text={body} label="Answer body" heightMax={bodyHeightMax} />}
      {body === '' && <p className={classes['none']}>The body is empty.</p>}
    </>
  );
}
