import type { RecordDetailAnswer } from '@belfry/api';
import { Button, Group, Text } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { loadFailure } from '../../api/error.ts';
import { useEvents } from '../../api/events.ts';
import { useWorkspaceId } from '../../api/session.ts';
import { useWebhookNames } from '../../api/webhook-names.ts';
import { worstTone } from '../../parts/event-outcome.ts';
import { DeliveryChips } from '../../parts/event-outcomes.tsx';
import { TestBadge } from '../../parts/test-badge.tsx';
import { useNow } from '../../ui/now.ts';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import { RecordLink } from './record-link.tsx';
import classes from './record-timeline.module.css';
import { daysOf } from './timeline.ts';

/** What happened to a record, newest first, and to whom it went; it stays current by itself. */
export function RecordTimeline({ record }: { readonly record: RecordDetailAnswer }) {
  if (record.subject === null) {
    return (
      <Text size="sm" c="dimmed">
        Records of this kind are the subject of no events.
      </Text>
    );
  }
  const { key, value } = record.subject;
  return (
    <>
      <Group justify="space-between" gap="xs" mb="md">
        <Text size="xs" c="dimmed" className={classes['about'] ?? ''}>
          {value === record.id ? (
            'Events about it, with their deliveries.'
          ) : (
            <>
              Its changes are told of under{' '}
              {value === record.parent_id || value === record.root_id ? (
                <RecordLink id={value}>{visibleText(`${key} ${value}`)}</RecordLink>
              ) : (
                visibleText(`${key} ${value}`)
              )}
              .
            </>
          )}
        </Text>
        <Elsewhere subject={`${key}:${value}`} />
      </Group>
      <Happenings subject={`${key}:${value}`} />
    </>
  );
}

function Elsewhere({ subject }: { readonly subject: string }) {
  const workspaceId = useWorkspaceId();
  return (
    <Button.Group>
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => (
          <Link {...props} to="/w/$workspaceId/events" params={{ workspaceId }} search={{ subject }} />
        )}
      >
        In events
      </Button>
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => (
          <Link {...props} to="/w/$workspaceId/logs" params={{ workspaceId }} search={{ subject }} />
        )}
      >
        In logs
      </Button>
    </Button.Group>
  );
}

const minuteMs = 60_000;

function Happenings({ subject }: { readonly subject: string }) {
  const workspaceId = useWorkspaceId();
  const webhookNames = useWebhookNames();
  const nowMs = useNow(minuteMs);
  const events = useEvents({ subject }, false);
  // A page may hold nothing and not be the last: the search goes on by itself until there is something to see.
  const { hasMore, isLoadingMore, loadMore } = events;
  const searching = events.items.length === 0 && hasMore;
  useEffect(() => {
    if (searching && !isLoadingMore) loadMore();
  }, [searching, isLoadingMore, loadMore]);
  if (events.error !== null) {
    return (
      <ErrorState title="The events could not be loaded" {...loadFailure(events.error, events.refetch)} />
    );
  }
  if (events.isPending || searching) return <LoadingRows rows={6} rowHeight={56} />;
  if (events.items.length === 0) {
    return (
      <EmptyState icon={<IconTimeline size={22} aria-hidden />} title="No events yet">
        Or they are older than events are kept. What happens from now on appears here by itself.
      </EmptyState>
    );
  }
  return (
    <div className={classes['timeline']}>
      {daysOf(events.items, Math.max(nowMs, Date.now())).map(({ label, entries }) => (
        <section key={label} aria-label={label}>
          <h3 className={classes['day']}>{label}</h3>
          <ol className={classes['events']}>
            {entries.map((event) => (
              <li key={event.id} className={classes['event']} data-tone={worstTone(event.deliveries ?? [])}>
                <div className={classes['head']}>
                  <Link
                    to="/w/$workspaceId/events"
                    params={{ workspaceId }}
                    search={{ event: event.id }}
                    className={classes['type']}
                  >
                    {visibleText(event.sub_type ?? event.type)}
                  </Link>
                  {event.test && <TestBadge />}
                  <span className={classes['at']}>
                    <TimeText at={event.created_at} kind="clock" />
                  </span>
                </div>
                <DeliveryChips
                  deliveries={event.deliveries ?? []}
                  workspaceId={workspaceId}
                  webhookNames={webhookNames}
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {hasMore && (
        <Button variant="default" size="xs" loading={isLoadingMore} onClick={loadMore}>
          Show older
        </Button>
      )}
    </div>
  );
}
