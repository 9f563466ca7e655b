import type { WebhookAnswer } from '@belfry/api';
import { Button, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRotateSecret } from '../../api/webhooks.ts';
import { useWorkspaceFacts } from '../../api/workspace.ts';
import { FormError } from '../../ui/form-error.tsx';
import { schemeLabel } from './signature-scheme.ts';

export interface RotateSecretProps {
  readonly webhook: WebhookAnswer;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A new secret, and for how long the one before is honoured beside it. */
export function RotateSecret({ webhook, opened, onClose }: RotateSecretProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Rotate the secret">
      <RotateForm webhook={webhook} onClose={onClose} />
    </Modal>
  );
}

const fields = ['grace_hours', 'signature_scheme', 'secret'];

function RotateForm({ webhook, onClose }: Omit<RotateSecretProps, 'opened'>) {
  const { data: facts } = useWorkspaceFacts();
  const schemes = facts?.signature_schemes ?? [];
  const [graceHours, setGraceHours] = useState<number | string>('');
  const [scheme, setScheme] = useState(webhook.signature_scheme);
  const [secret, setSecret] = useState('');
  const rotate = useRotateSecret(webhook.id, onClose);
  const errors = rotate.error?.fieldErrors ?? {};
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // The dialog is drawn elsewhere, but stands in the form of the webhook as React sees it.
        event.stopPropagation();
        rotate.mutate({
          ...(graceHours === '' ? {} : { grace_hours: Number(graceHours) }),
          ...(scheme === webhook.signature_scheme ? {} : { signature_scheme: scheme }),
          ...(secret === '' ? {} : { secret }),
        });
      }}
    >
      <Stack>
        <FormError error={rotate.error} fields={fields} />
        <Text size="sm">
          Each call is signed with both secrets until the grace period is over: put the new one into your
          receiver by then, and nothing is lost.
        </Text>
        <NumberInput
          label="Grace period in hours"
          description="Empty: 24 hours. 0: the secret before stops at once."
          placeholder="24"
          data-autofocus
          allowNegative={false}
          hideControls
          value={graceHours}
          error={errors['grace_hours']}
          onChange={setGraceHours}
        />
        {schemes.length > 1 && (
          <Select
            label="Signature scheme"
            data={schemes.map((one) => ({ value: one, label: schemeLabel(one) }))}
            allowDeselect={false}
            value={scheme}
            error={errors['signature_scheme']}
            onChange={(value) => setScheme(value ?? webhook.signature_scheme)}
          />
        )}
        <TextInput
          label="New secret"
          description="Empty: a secret is generated, which is best."
          placeholder="Generated"
          spellCheck={false}
          autoComplete="off"
          value={secret}
          error={errors['secret']}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={rotate.isPending}>
            Rotate the secret
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
