import type { EventDetailAnswer } from '@belfry/api';
import { Link } from '@tanstack/react-router';
import { useRecordKinds } from '../../api/records.ts';
import { useWorkspaceId } from '../../api/session.ts';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import classes from './event-facts.module.css';

/** What kind of thing happened, about whom, and when. */
export function EventFacts({ event }: { readonly event: EventDetailAnswer }) {
  const { type, sub_type: subType, subject } = event;
  const facts: Fact[] = [{ name: 'Event type', value: <TypeLink type={type} /> }];
  if (subType !== null) facts.push({ name: 'Sub-event', value: <TypeLink type={subType} /> });
  if (subject !== null && Object.keys(subject).length > 0) {
    facts.push({ name: 'Subject', value: <Subject subject={subject} /> });
  }
  facts.push(
    { name: 'Happened', value: <TimeText at={event.occurred_at} kind="clock" /> },
    { name: 'Recorded', value: <TimeText at={event.created_at} kind="clock" /> },
  );
  return <Facts facts={facts} />;
}

function TypeLink({ type }: { readonly type: string }) {
  const workspaceId = useWorkspaceId();
  return (
    <Link to="/w/$workspaceId/event-types" params={{ workspaceId }} search={{ type }}>
      {visibleText(type)}
    </Link>
  );
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Each key and value, with where else it leads: the record, its other events, its deliveries. */
function Subject({ subject }: { readonly subject: Readonly<Record<string, string>> }) {
  const workspaceId = useWorkspaceId();
  const hasRecords = (useRecordKinds().data?.data.length ?? 0) > 0;
  return (
    <ul className={classes['subjects']}>
      {Object.entries(subject).map(([key, value]) => {
        const text = `${key}:${value}`;
        const about = `${key} ${value}`;
        return (
          <li key={key}>
            <span className={classes['text']}>
              <span className={classes['key']}>{visibleText(key)}</span> {visibleText(value)}
            </span>
            <span className={classes['links']}>
              {hasRecords && uuidPattern.test(value) && (
                <Link
                  to="/w/$workspaceId/records"
                  params={{ workspaceId }}
                  search={{ record: value }}
                  aria-label={`Record: ${about}`}
                >
                  Record
                </Link>
              )}
              <Link
                to="/w/$workspaceId/events"
                params={{ workspaceId }}
                search={{ subject: text }}
                aria-label={`Events: ${about}`}
              >
                Events
              </Link>
              <Link
                to="/w/$workspaceId/logs"
                params={{ workspaceId }}
                search={{ subject: text }}
                aria-label={`Deliveries: ${about}`}
              >
                Deliveries
              </Link>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
