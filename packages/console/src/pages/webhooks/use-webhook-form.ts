import type { WebhookAnswer } from '@belfry/api';
import { useCallback, useMemo, useState } from 'react';
import type { ApiError } from '../../api/error.ts';
import { useSaveWebhook } from '../../api/webhooks.ts';
import { createOf, draftOf, type Edits, emptyDraft, isDirty, updateOf, type WebhookDraft } from './draft.ts';
import { entryErrors, type FieldErrors, stillSaid } from './form-errors.ts';

export interface WebhookForm {
  readonly draft: WebhookDraft;
  readonly dirty: boolean;
  readonly set: <Field extends keyof WebhookDraft>(field: Field, value: WebhookDraft[Field]) => void;
  readonly reset: () => void;
  readonly save: () => void;
  readonly saving: boolean;
  readonly error: ApiError | null;
  /** By the API's path, without those whose field was edited since. */
  readonly errors: FieldErrors;
  /** By event type. */
  readonly eventErrors: FieldErrors;
}

export interface WebhookFormOptions {
  /** Which form it is: what was typed into another is forgotten. */
  readonly id: string | null;
  /** What the server has now; null: a new webhook. */
  readonly saved: WebhookAnswer | null;
  readonly inOrder: (events: ReadonlySet<string>) => readonly string[];
  readonly onSaved: (webhook: WebhookAnswer) => void;
}

interface Typed {
  readonly id: string | null;
  readonly edits: Edits;
  /** The API's names of the fields edited since the last save. */
  readonly since: ReadonlySet<string>;
}

/** The form of a webhook: what the server has now, with what was typed over it. */
export function useWebhookForm({ id, saved, inOrder, onSaved }: WebhookFormOptions): WebhookForm {
  const [typed, setTyped] = useState<Typed>(() => untouched(id));
  const { edits, since } = typed.id === id ? typed : untouched(id);
  const saving = useSaveWebhook((webhook) => {
    setTyped(untouched(id));
    onSaved(webhook);
  });
  const draft = useMemo(
    () => ({ ...(saved === null ? emptyDraft : draftOf(saved)), ...edits }),
    [saved, edits],
  );
  const set = useCallback<WebhookForm['set']>(
    (field, value) =>
      setTyped((before) => {
        const now = before.id === id ? before : untouched(id);
        return {
          id,
          edits: { ...now.edits, [field]: value },
          since: new Set([...now.since, wireName[field]]),
        };
      }),
    [id],
  );
  const { error } = saving;
  const errors = useMemo(() => stillSaid(error?.fieldErrors ?? {}, since), [error, since]);
  const sent = saving.variables;
  return {
    draft,
    dirty: useMemo(() => isDirty(saved, edits), [saved, edits]),
    set,
    reset: () => {
      setTyped(untouched(id));
      saving.reset();
    },
    save: () => {
      setTyped({ id, edits, since: new Set() });
      saving.mutate(
        saved === null
          ? { create: createOf(edits, inOrder) }
          : { id: saved.id, update: updateOf(saved, edits, inOrder) },
      );
    },
    saving: saving.isPending,
    error,
    errors,
    eventErrors: useMemo(() => entryErrors(errors, sentEvents(sent)), [errors, sent]),
  };
}

type Sent = ReturnType<typeof useSaveWebhook>['variables'];

function sentEvents(sent: Sent): readonly string[] {
  if (sent === undefined) return [];
  return ('create' in sent ? sent.create.events : sent.update.events) ?? [];
}

function untouched(id: string | null): Typed {
  return { id, edits: noEdits, since: nothing };
}

const noEdits: Edits = {};
const nothing: ReadonlySet<string> = new Set();

const wireName: Readonly<Record<keyof WebhookDraft, string>> = {
  name: 'name',
  url: 'url',
  description: 'description',
  headers: 'headers',
  rateLimit: 'rate_limit',
  concurrencyLimit: 'concurrency_limit',
  events: 'events',
  signatureScheme: 'signature_scheme',
  secret: 'secret',
};
