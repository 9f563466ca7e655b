import type { EventDetailAnswer } from '@belfry/api';
import { Stack, Text, Title } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { loadFailure } from '../../api/error.ts';
import { useEvent } from '../../api/events.ts';
import { TestBadge } from '../../parts/test-badge.tsx';
import { TypeTitle } from '../../parts/type-title.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { useLastOpen } from '../../ui/last-open.ts';
import { SideDrawer } from '../../ui/side-drawer.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { EventDeliveries } from './event-deliveries.tsx';
import { EventFacts } from './event-facts.tsx';
import classes from './event-sidebar.module.css';

const width = 760;
const dataHeightMax = 520;

export interface EventSidebarProps {
  /** Null: none is open. */
  readonly open: string | null;
  readonly onClose: () => void;
}

/** One event whole: what it is about, to whom it went and how, and the data that it carries. */
export function EventSidebar({ open, onClose }: EventSidebarProps) {
  const id = useLastOpen(open);
  const { data: event, error, refetch } = useEvent(id);
  return (
    <SideDrawer
      opened={open !== null}
      onClose={onClose}
      width={width}
      title={event === undefined ? 'Event' : <TypeTitle type={event.sub_type ?? event.type} />}
      {...(event === undefined ? {} : { subtitle: <Subtitle event={event} /> })}
    >
      {event !== undefined ? (
        <Content event={event} />
      ) : error === null ? (
        <LoadingRows rows={8} />
      ) : error.code === 'not_found' || error.code === 'invalid_request' ? (
        <EmptyState icon={<IconUnlink size={22} aria-hidden />} title="No such event">
          It may be older than events are kept, or the link belongs to another workspace.
        </EmptyState>
      ) : (
        <ErrorState title="The event could not be loaded" {...loadFailure(error, refetch)} />
      )}
    </SideDrawer>
  );
}

function Subtitle({ event: { id, test } }: { readonly event: EventDetailAnswer }) {
  return (
    <span className={classes['subtitle']}>
      {test && <TestBadge />}
      <Text span size="xs" ff="monospace">
        {id}
      </Text>
      <CopyButton value={id} label="Copy the event’s id" />
    </span>
  );
}

function Content({ event }: { readonly event: EventDetailAnswer }) {
  return (
    <Stack gap="lg">
      <EventFacts event={event} />
      <section aria-labelledby="event-deliveries">
        <Title order={3} id="event-deliveries" mb="xs">
          Deliveries
        </Title>
        <EventDeliveries deliveries={event.deliveries} />
      </section>
      <Json title="Data" value={event.data} />
      {isFilled(event.context) && <Json title="Context" value={event.context} />}
    </Stack>
  );
}

function isFilled(context: unknown): boolean {
  return typeof context === 'object' && context !== null && Object.keys(context).length > 0;
}

function Json({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <section>
      <Title order={3} mb="xs">
        {title}
      </Title>
      <JsonView text={JSON.stringify(value)} label={title} heightMax={dataHeightMax} />
    </section>
  );
}
