import { Button, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { WebhookForm } from './use-webhook-form.ts';

export const formId = 'webhook-form';

export interface SaveBarProps {
  readonly form: WebhookForm;
  readonly isNew: boolean;
}

/** Stays in sight while something is unsaved. Ctrl-S saves too. */
export function SaveBar({ form, isNew }: SaveBarProps) {
  useHotkeys([['mod+S', form.save]], []);
  return (
    <>
      {!isNew && (
        <>
          <Text size="sm" c="dimmed" mr="auto" role="status">
            Unsaved changes
          </Text>
          <Button variant="default" onClick={form.reset} disabled={form.saving}>
            Discard
          </Button>
        </>
      )}
      <Button type="submit" form={formId} loading={form.saving}>
        {isNew ? 'Create webhook' : 'Save changes'}
      </Button>
    </>
  );
}
