import type { EventTypeAnswer } from '@belfry/api';
import { Button, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconCategory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { loadFailure } from '../../api/error.ts';
import type { useEventTypes } from '../../api/event-types.ts';
import { usePublish } from '../../api/events.ts';
import { notifyDone } from '../../api/mutation.ts';
import { useWorkspaceId } from '../../api/session.ts';
import { typeGroups } from '../../parts/type-groups.ts';
import { FormError } from '../../ui/form-error.tsx';
import { SideDrawer } from '../../ui/side-drawer.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { draftOf, errorsByField, eventOf, type PublishDraft } from './publish-draft.ts';

export interface PublishFormProps {
  readonly opened: boolean;
  readonly types: ReturnType<typeof useEventTypes>;
  /** The type to begin with, where there is such a one. */
  readonly firstType: string | undefined;
  readonly onClose: () => void;
  /** With the event's id. */
  readonly onPublished: (eventId: string) => void;
}

const formId = 'publish-form';
const width = 720;

/** Publishes an event of one's own making, in a sidebar: the example of a type, edited. */
export function PublishForm(props: PublishFormProps) {
  const { opened, types, firstType, onClose, onPublished } = props;
  const publish = usePublish(({ event_ids: [id], deliveries }) => {
    notifyDone(`Published: ${deliveries === 1 ? '1 call' : `${deliveries} calls`}.`);
    if (id !== undefined) onPublished(id);
  });
  const close = (): void => {
    publish.reset();
    onClose();
  };
  const rows = types.data?.data ?? [];
  const first = rows.find(({ type }) => type === firstType) ?? rows[0];
  return (
    <SideDrawer
      opened={opened}
      onClose={close}
      width={width}
      title="Publish a test event"
      subtitle="It is an event like any other: each webhook that is subscribed is called."
      actions={
        <>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" form={formId} loading={publish.isPending} disabled={first === undefined}>
            Publish
          </Button>
        </>
      }
    >
      {!opened ? null : first !== undefined ? (
        <Fields rows={rows} first={first} publish={publish} />
      ) : types.error !== null ? (
        <ErrorState
          title="The event types could not be loaded"
          {...loadFailure(types.error, types.refetch)}
        />
      ) : types.isPending ? (
        <LoadingRows rows={6} />
      ) : (
        <NoTypes />
      )}
    </SideDrawer>
  );
}

interface FieldsProps {
  readonly rows: readonly EventTypeAnswer[];
  readonly first: EventTypeAnswer;
  readonly publish: ReturnType<typeof usePublish>;
}

const shownFields = ['type', 'sub_type', 'subject', 'data', 'context'];

function Fields({ rows, first, publish }: FieldsProps) {
  const [draft, setDraft] = useState<PublishDraft>(() => draftOf(first));
  const [unread, setUnread] = useState<Readonly<Record<string, string>>>({});
  const refused = errorsByField(publish.error?.fieldErrors ?? {});
  const errors: Readonly<Record<string, string>> = { ...refused, ...unread };
  const set = (change: Partial<PublishDraft>) => setDraft((now) => ({ ...now, ...change }));
  const choose = (entry: string | null): void => {
    const row = rows.find(({ type }) => type === entry);
    if (row === undefined) return;
    publish.reset();
    setUnread({});
    setDraft(draftOf(row));
  };

  function submit(event: FormEvent): void {
    event.preventDefault();
    const made = eventOf(draft);
    setUnread(made.ok ? {} : made.errors);
    if (made.ok && !publish.isPending) publish.mutate(made.event);
  }
  const shown = Object.keys(publish.error?.fieldErrors ?? {}).filter((path) =>
    shownFields.some((field) => /^[a-z_]+/.exec(path)?.[0] === field),
  );
  return (
    <form id={formId} onSubmit={submit} noValidate>
      <Stack>
        <FormError error={publish.error} fields={shown} />
        <Select
          label="Event type"
          description={rows.find(({ type }) => type === draft.entry)?.description}
          searchable
          allowDeselect={false}
          nothingFoundMessage="No such event type"
          data={[...typeGroups(rows)]}
          value={draft.entry}
          onChange={choose}
          error={errors['type'] ?? errors['sub_type']}
          data-autofocus
        />
        <Textarea
          label="Subject"
          description="What it is about, for searching: a key and a value on each line. It may be empty."
          placeholder="case_id: 6f1c…"
          autosize
          minRows={1}
          spellCheck={false}
          styles={monospaced}
          value={draft.subject}
          error={errors['subject']}
          onChange={({ currentTarget }) => set({ subject: currentTarget.value })}
        />
        <Textarea
          label="Data"
          description="The object after the change, as JSON. The contract of this workspace checks it."
          autosize
          minRows={6}
          maxRows={22}
          spellCheck={false}
          styles={monospaced}
          value={draft.data}
          error={errors['data']}
          onChange={({ currentTarget }) => set({ data: currentTarget.value })}
        />
        <Textarea
          label="Context"
          description="What is added to the common context, as a JSON object. It may be empty."
          autosize
          minRows={1}
          maxRows={10}
          spellCheck={false}
          styles={monospaced}
          value={draft.context}
          error={errors['context']}
          onChange={({ currentTarget }) => set({ context: currentTarget.value })}
        />
      </Stack>
    </form>
  );
}

const monospaced = {
  input: { fontFamily: 'var(--mantine-font-family-monospace)' },
  error: { whiteSpace: 'pre-line' },
} as const;

function NoTypes() {
  const workspaceId = useWorkspaceId();
  return (
    <EmptyState icon={<IconCategory size={22} aria-hidden />} title="No event types yet">
      <Text inherit>
        This workspace defines its own.{' '}
        <Link to="/w/$workspaceId/event-types" params={{ workspaceId }}>
          Define the first
        </Link>{' '}
        and it can be published.
      </Text>
    </EmptyState>
  );
}
