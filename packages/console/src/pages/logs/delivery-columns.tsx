import type { DeliveryAnswer } from '@belfry/api';
import { outcomeShort } from '../../parts/call-outcome.ts';
import { DeliveryStatus } from '../../parts/delivery-status.tsx';
import { SubjectLine } from '../../parts/subject-line.tsx';
import { TypeName } from '../../parts/type-name.tsx';
import type { Column } from '../../ui/data-list.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import classes from './delivery-columns.module.css';

/** A delivery with what the list shows beside it. */
export interface LogRow {
  readonly delivery: DeliveryAnswer;
  /** Null: the webhook was deleted; undefined: the webhooks are being read. */
  readonly webhookName: string | null | undefined;
}

export const deliveryColumns: readonly Column<LogRow>[] = [
  {
    key: 'state',
    header: 'State',
    width: '6.75rem',
    phone: 'end',
    cell: ({ delivery }) => <DeliveryStatus delivery={delivery} />,
  },
  {
    key: 'type',
    header: 'Event type',
    width: 'minmax(0, 1.9fr)',
    phone: 'title',
    cell: ({ delivery: { type, sub_type: subType, test } }) => (
      <TypeName type={type} subType={subType} test={test} />
    ),
  },
  {
    key: 'webhook',
    header: 'Webhook',
    width: 'minmax(0, 1.2fr)',
    cell: ({ webhookName }) => <WebhookName name={webhookName} />,
  },
  {
    key: 'subject',
    header: 'Subject',
    width: 'minmax(0, 1.2fr)',
    phone: 'hidden',
    cell: ({ delivery: { subject } }) => <SubjectLine subject={subject} />,
  },
  {
    key: 'answer',
    header: 'Answer',
    width: '8.5rem',
    cell: ({ delivery }) => <Answer delivery={delivery} />,
  },
  {
    key: 'calls',
    header: 'Calls',
    width: '8.5rem',
    cell: ({ delivery }) => <Calls delivery={delivery} />,
  },
  {
    key: 'at',
    header: 'Created',
    width: '6.5rem',
    align: 'end',
    cell: ({ delivery }) => <TimeText at={delivery.created_at} />,
  },
];

export function WebhookName({ name }: { readonly name: string | null | undefined }) {
  if (name === undefined) return null;
  return name === null ? <span className={classes['dim']}>Deleted webhook</span> : <bdi>{name}</bdi>;
}

function Answer({
  delivery: { status_code: code, error_kind: kind },
}: {
  readonly delivery: DeliveryAnswer;
}) {
  if (code === null) return <span className={classes['dim']}>—</span>;
  return (
    <span className={classes['answer']} data-bad={kind !== null}>
      {outcomeShort({ status_code: code, error_kind: kind })}
    </span>
  );
}

function Calls({
  delivery: { attempt_count: count, next_attempt_at: nextAt },
}: {
  readonly delivery: DeliveryAnswer;
}) {
  return (
    <span className="numeric">
      {count === 0 ? <span className={classes['dim']}>no call</span> : <CallCount count={count} />}
      {nextAt !== null && (
        <span className={classes['next']}>
          {' '}
          · {Date.parse(nextAt) <= Date.now() ? 'due' : <TimeText at={nextAt} />}
        </span>
      )}
    </span>
  );
}

/** On phones there is no heading above that says what is counted. */
function CallCount({ count }: { readonly count: number }) {
  return (
    <>
      {count}
      <span className={classes['unit']}>{count === 1 ? ' call' : ' calls'}</span>
    </>
  );
}
