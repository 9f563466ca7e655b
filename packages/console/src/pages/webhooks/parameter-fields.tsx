import { NumberInput, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { HeaderFields } from './header-fields.tsx';
import type { WebhookForm } from './use-webhook-form.ts';

export interface FieldsProps {
  readonly form: WebhookForm;
  readonly readOnly: boolean;
}

/** What it is called and where the calls go. */
export function MainFields({
  form,
  readOnly,
  autoFocus = false,
}: FieldsProps & { readonly autoFocus?: boolean }) {
  const { draft, set, errors } = form;
  return (
    <Stack gap="md">
      <TextInput
        label="Name"
        required={!readOnly}
        readOnly={readOnly}
        data-autofocus={autoFocus || undefined}
        autoComplete="off"
        value={draft.name}
        error={errors['name']}
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      <TextInput
        label="Notification URL"
        description="Where the calls go: https, a public address."
        placeholder="https://example.com/webhooks"
        required={!readOnly}
        readOnly={readOnly}
        inputMode="url"
        spellCheck={false}
        autoComplete="off"
        value={draft.url}
        error={errors['url']}
        onChange={(event) => set('url', event.currentTarget.value)}
      />
      <Textarea
        label="Description"
        readOnly={readOnly}
        autosize
        minRows={1}
        maxRows={6}
        value={draft.description}
        error={errors['description']}
        onChange={(event) => set('description', event.currentTarget.value)}
      />
    </Stack>
  );
}

/** How fast it may be called, and what each call carries besides. */
export function CallFields({ form, readOnly }: FieldsProps) {
  const { draft, set, errors } = form;
  return (
    <Stack gap="lg">
      <HeaderFields
        rows={draft.headers}
        errors={errors}
        readOnly={readOnly}
        onChange={(rows) => set('headers', rows)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <NumberInput
          label="Rate limit"
          description="Calls a second. Empty: no limit."
          placeholder="No limit"
          allowDecimal={false}
          allowNegative={false}
          hideControls
          readOnly={readOnly}
          value={draft.rateLimit}
          error={errors['rate_limit']}
          onChange={(value) => set('rateLimit', limitFrom(value))}
        />
        <NumberInput
          label="Concurrency limit"
          description="Calls under way at once. Empty: the server’s."
          placeholder="The server’s"
          allowDecimal={false}
          allowNegative={false}
          hideControls
          readOnly={readOnly}
          value={draft.concurrencyLimit}
          error={errors['concurrency_limit']}
          onChange={(value) => set('concurrencyLimit', limitFrom(value))}
        />
      </SimpleGrid>
    </Stack>
  );
}

/** Numbers that are too long for a number come as text: they are far above every limit all the same. */
function limitFrom(value: string | number): number | '' {
  if (value === '') return '';
  return Math.min(Number(value), Number.MAX_SAFE_INTEGER);
}
