import type { EventTypeAnswer } from '@belfry/api';
import { Button, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSaveEventType } from '../../api/event-types.ts';
import { FormError } from '../../ui/form-error.tsx';
import { SideDrawer } from '../../ui/side-drawer.tsx';
import { bodyOf, draftOf, type EventTypeDraft, indented } from './event-type-draft.ts';

export interface EventTypeFormProps {
  readonly opened: boolean;
  /** Null: a type is added. */
  readonly saved: EventTypeAnswer | null;
  /** With the type that was saved; undefined: given up. */
  readonly onClose: (type?: string) => void;
}

/** Adds or changes an event type of the workspace's own, in a sidebar. */
export function EventTypeForm({ opened, saved, onClose }: EventTypeFormProps) {
  return (
    <SideDrawer
      opened={opened}
      onClose={() => onClose()}
      width={720}
      title={saved === null ? 'Add an event type' : `Edit ${saved.type}`}
      actions={
        <>
          <Button variant="default" onClick={() => onClose()}>
            Cancel
          </Button>
          <Button type="submit" form={formId}>
            {saved === null ? 'Add the event type' : 'Save'}
          </Button>
        </>
      }
    >
      {opened && <Fields key={saved?.type ?? ''} saved={saved} onSaved={onClose} />}
    </SideDrawer>
  );
}

const formId = 'event-type-form';
const shownFields = ['type', 'group', 'description', 'deprecation', 'data_schema', 'data_example'];

interface FieldsProps {
  readonly saved: EventTypeAnswer | null;
  readonly onSaved: (type: string) => void;
}

function Fields({ saved, onSaved }: FieldsProps) {
  const [draft, setDraft] = useState<EventTypeDraft>(() => draftOf(saved));
  const [unread, setUnread] = useState<Readonly<Record<string, string>>>({});
  const save = useSaveEventType(({ type }) => onSaved(type));
  const errors: Readonly<Record<string, string>> = { ...byField(save.error?.fieldErrors ?? {}), ...unread };
  const set = (change: Partial<EventTypeDraft>) => setDraft((now) => ({ ...now, ...change }));

  function submit(event: FormEvent): void {
    event.preventDefault();
    const body = bodyOf(draft);
    setUnread(body.ok ? {} : body.errors);
    if (!body.ok || save.isPending) return;
    save.mutate(
      saved === null
        ? { kind: 'create', body: body.create }
        : { kind: 'update', type: saved.type, body: body.update },
    );
  }
  return (
    <form id={formId} onSubmit={submit} noValidate>
      <Stack>
        <FormError error={save.error} fields={Object.keys(save.error?.fieldErrors ?? {}).filter(isShown)} />
        {saved === null && (
          <TextInput
            label="Name"
            description="Dots make a hierarchy: a webhook may subscribe to invoice.*"
            placeholder="invoice.paid"
            value={draft.type}
            error={errors['type']}
            onChange={({ currentTarget }) => set({ type: currentTarget.value })}
            data-autofocus
          />
        )}
        <TextInput
          label="Group"
          description="The heading under which it is listed."
          placeholder="Invoices"
          value={draft.group}
          error={errors['group']}
          onChange={({ currentTarget }) => set({ group: currentTarget.value })}
        />
        <Textarea
          label="Description"
          description="When it happens, for those who receive it."
          autosize
          minRows={2}
          value={draft.description}
          error={errors['description']}
          onChange={({ currentTarget }) => set({ description: currentTarget.value })}
        />
        <JsonArea
          label="JSON Schema of data"
          description="Draft 2020-12. Events that do not fit are refused when they are published. Empty: any JSON."
          value={draft.dataSchema}
          error={errors['data_schema']}
          onChange={(dataSchema) => set({ dataSchema })}
        />
        <JsonArea
          label="Example of data"
          description="It must fit the schema. Tests send it."
          value={draft.dataExample}
          error={errors['data_example']}
          onChange={(dataExample) => set({ dataExample })}
        />
        <Textarea
          label="Deprecation"
          description="Why not to use it any more, and what to use instead. Empty: it is current."
          autosize
          minRows={1}
          value={draft.deprecation}
          error={errors['deprecation']}
          onChange={({ currentTarget }) => set({ deprecation: currentTarget.value })}
        />
      </Stack>
    </form>
  );
}

interface JsonAreaProps {
  readonly label: string;
  readonly description: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}

function JsonArea({ label, description, value, error, onChange }: JsonAreaProps) {
  return (
    <Textarea
      label={label}
      description={description}
      autosize
      minRows={4}
      maxRows={18}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={value}
      error={error}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      onBlur={() => onChange(indented(value))}
    />
  );
}

function isShown(path: string): boolean {
  return shownFields.some((field) => path === field || path.startsWith(`${field}.`));
}

/** What is said of a place within the schema or the example stands at that field, with the place. */
function byField(errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(errors).map(([path, message]) => {
      const [field = path, ...inside] = path.split('.');
      return [field, inside.length === 0 ? message : `${inside.join('.')}: ${message}`];
    }),
  );
}
