import type { CreatedKeyAnswer } from '@belfry/api';
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { CodeBlock } from '../../ui/code-block.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { KeyForm } from './key-form.tsx';

export interface KeyModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Creates a key and shows it this once. While it is shown, a stray click does not close it. */
export function KeyModal({ opened, onClose }: KeyModalProps) {
  const [created, setCreated] = useState<CreatedKeyAnswer | null>(null);
  function close(): void {
    setCreated(null);
    onClose();
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={created === null ? 'Create a key' : `“${created.name}” was created`}
      closeOnClickOutside={created === null}
    >
      {created === null ? (
        <KeyForm onCreated={setCreated} onCancel={close} />
      ) : (
        <Created created={created} onDone={close} />
      )}
    </Modal>
  );
}

function Created({ created, onDone }: { readonly created: CreatedKeyAnswer; readonly onDone: () => void }) {
  return (
    <Stack>
      <Alert color="yellow" variant="outline" icon={<IconAlertTriangle size={18} aria-hidden />}>
        Copy the key now and keep it where secrets are kept: it is not shown again.
      </Alert>
      <SecretField label="Key" value={created.key} shown />
      <div>
        <Text size="sm" fw={550} mb={4}>
          Try it
        </Text>
        <CodeBlock
          label="A first call with the key"
          wrap
          text={`curl ${location.origin}/api/v1/workspace \\\n  -H 'authorization: Bearer ${created.key}'`}
        />
      </div>
      <Group justify="flex-end">
        <Button onClick={onDone}>I have copied it</Button>
      </Group>
    </Stack>
  );
}
