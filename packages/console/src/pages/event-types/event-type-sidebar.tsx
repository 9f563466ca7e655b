import type { EventTypeAnswer } from '@belfry/api';
import { Button, Stack, Text, Title } from '@mantine/core';
import { IconCategory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useArchiveEventType, useRestoreEventType } from '../../api/event-types.ts';
import { useWorkspaceId } from '../../api/session.ts';
import { ConfirmButton } from '../../ui/confirm.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SideDrawer } from '../../ui/side-drawer.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { TimeText } from '../../ui/time-text.tsx';

export interface EventTypeSidebarProps {
  /** Its name, as the address says; undefined: closed. */
  readonly type: string | undefined;
  readonly row: EventTypeAnswer | undefined;
  readonly isPending: boolean;
  readonly editable: boolean;
  readonly onClose: () => void;
  readonly onEdit: () => void;
}

/** One event type: what it means, the body that a webhook receives of it, and the schema that holds for it. */
export function EventTypeSidebar(props: EventTypeSidebarProps) {
  const { type, row, isPending, editable, onClose, onEdit } = props;
  return (
    <SideDrawer
      opened={type !== undefined}
      onClose={onClose}
      width={720}
      title={<span style={{ fontFamily: 'var(--mantine-font-family-monospace)' }}>{type}</span>}
      {...(row === undefined ? {} : { subtitle: row.group })}
      {...(row !== undefined && editable
        ? { actions: <Actions row={row} onEdit={onEdit} onArchived={onClose} /> }
        : {})}
    >
      {row !== undefined ? (
        <Details row={row} />
      ) : isPending ? (
        <LoadingRows />
      ) : (
        <EmptyState icon={<IconCategory size={22} aria-hidden />} title="There is no such event type">
          The link may be of another workspace, or the type was never defined here.
        </EmptyState>
      )}
    </SideDrawer>
  );
}

function Details({ row }: { readonly row: EventTypeAnswer }) {
  return (
    <Stack gap="lg">
      {row.archived_at !== null && (
        <Notice tone="idle" title="Archived">
          <TimeText at={row.archived_at} />. It cannot be published any more; what was published stays
          readable.
        </Notice>
      )}
      {row.deprecation !== null && (
        <Notice tone="warn" title="Deprecated">
          {row.deprecation}
        </Notice>
      )}
      {row.description !== '' && <Text>{row.description}</Text>}
      {row.parent !== null && (
        <Text size="sm" c="dimmed">
          A sub-event of <code>{row.parent}</code>: who subscribes to that receives this too.
        </Text>
      )}
      <Seen type={row.type} />
      <Section title="What a webhook receives" label="Example of the body" value={row.body_example} />
      <Section title="Schema of the body" label="Schema of the body" value={row.body_schema} />
      {row.data_schema !== null && (
        <Section title="Schema of data" label="Schema of data" value={row.data_schema} />
      )}
      <Section title="What a product publishes" label="Example of an event" value={row.example} />
    </Stack>
  );
}

function Section({
  title,
  label,
  value,
}: {
  readonly title: string;
  readonly label: string;
  readonly value: unknown;
}) {
  return (
    <section>
      <Title order={3} mb="xs">
        {title}
      </Title>
      <JsonView text={JSON.stringify(value, null, 2)} label={label} heightMax={360} />
    </section>
  );
}

function Seen({ type }: { readonly type: string }) {
  const workspaceId = useWorkspaceId();
  return (
    <Button.Group>
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => (
          <Link {...props} to="/w/$workspaceId/events" params={{ workspaceId }} search={{ type }} />
        )}
      >
        Events of this type
      </Button>
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => (
          <Link {...props} to="/w/$workspaceId/logs" params={{ workspaceId }} search={{ type }} />
        )}
      >
        Deliveries
      </Button>
    </Button.Group>
  );
}

interface ActionsProps {
  readonly row: EventTypeAnswer;
  readonly onEdit: () => void;
  readonly onArchived: () => void;
}

function Actions({ row, onEdit, onArchived }: ActionsProps) {
  const archive = useArchiveEventType(onArchived);
  const restore = useRestoreEventType();
  if (row.archived_at !== null) {
    return (
      <Button loading={restore.isPending} onClick={() => restore.mutate(row.type)}>
        Restore
      </Button>
    );
  }
  return (
    <>
      <ConfirmButton
        label="Archive"
        title={`Archive ${row.type}?`}
        confirm="Archive the event type"
        danger
        loading={archive.isPending}
        onConfirm={(close) => archive.mutate(row.type, { onSuccess: close })}
      >
        It cannot be published or subscribed to any more. What was published stays readable, and it can be
        restored.
      </ConfirmButton>
      <Button onClick={onEdit}>Edit</Button>
    </>
  );
}
