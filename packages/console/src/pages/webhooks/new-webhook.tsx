import { Accordion, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWorkspaceFacts } from '../../api/workspace.ts';
import { FormError } from '../../ui/form-error.tsx';
import { EventFields, type EventTypesRead } from './event-fields.tsx';
import { pathsOfFields } from './form-errors.ts';
import { CallFields, MainFields } from './parameter-fields.tsx';
import { formId } from './save-bar.tsx';
import { schemeLabel } from './signature-scheme.ts';
import type { WebhookForm } from './use-webhook-form.ts';
import classes from './webhook-form.module.css';

export interface NewWebhookProps {
  readonly form: WebhookForm;
  readonly types: EventTypesRead;
}

/** All of a new webhook on one page: what is rarely needed is folded. */
export function NewWebhook({ form, types }: NewWebhookProps) {
  return (
    <form
      id={formId}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <FormError error={form.error} fields={pathsOfFields(form.error?.fieldErrors ?? {})} />
      <section className={classes['section']}>
        <MainFields form={form} readOnly={false} autoFocus />
        <More form={form} />
      </section>
      <section className={classes['section']}>
        <h2 className={classes['title']}>Event types</h2>
        <EventFields form={form} types={types} readOnly={false} />
      </section>
    </form>
  );
}

function More({ form }: { readonly form: WebhookForm }) {
  const { errors } = form;
  const [open, setOpen] = useState(false);
  const refused = Object.keys(errors).some((path) =>
    /^(headers|rate|concurrency|secret|signature)/.test(path),
  );
  if (refused && !open) setOpen(true);
  return (
    <Accordion
      mt="md"
      variant="contained"
      value={open ? 'more' : null}
      onChange={(value) => setOpen(value === 'more')}
      chevronPosition="left"
      classNames={{ label: classes['moreLabel'] ?? '' }}
    >
      <Accordion.Item value="more">
        <Accordion.Control>Secret, headers and limits</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="lg">
            <SecretFields form={form} />
            <CallFields form={form} readOnly={false} />
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function SecretFields({ form: { draft, set, errors } }: { readonly form: WebhookForm }) {
  const { data: facts } = useWorkspaceFacts();
  const schemes = facts?.signature_schemes ?? [];
  return (
    <Stack gap="md">
      {schemes.length > 1 && (
        <Select
          label="Signature scheme"
          data={schemes.map((scheme) => ({ value: scheme, label: schemeLabel(scheme) }))}
          allowDeselect={false}
          value={draft.signatureScheme === '' ? (schemes[0] ?? null) : draft.signatureScheme}
          error={errors['signature_scheme']}
          onChange={(scheme) => set('signatureScheme', scheme ?? '')}
        />
      )}
      <TextInput
        label="Secret"
        description="Empty: a secret is generated, which is best."
        placeholder="Generated"
        spellCheck={false}
        autoComplete="off"
        value={draft.secret}
        error={errors['secret']}
        onChange={(event) => set('secret', event.currentTarget.value)}
      />
    </Stack>
  );
}
