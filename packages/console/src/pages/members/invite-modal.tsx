import type { CreatedInvitationAnswer, Role } from '@belfry/api';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useInvite } from '../../api/members.ts';
import { FormError } from '../../ui/form-error.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { RoleSelect } from './role-select.tsx';

export interface InviteModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Makes a link that lets one person in. It is shown this once: while it is, a stray click does not close it. */
export function InviteModal({ opened, onClose }: InviteModalProps) {
  const [created, setCreated] = useState<CreatedInvitationAnswer | null>(null);
  function close(): void {
    setCreated(null);
    onClose();
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={created === null ? 'Invite somebody' : 'The invitation is ready'}
      closeOnClickOutside={created === null}
    >
      {created === null ? (
        <InviteForm onCreated={setCreated} onCancel={close} />
      ) : (
        <Stack>
          <Text size="sm">
            Send this link {created.email === null ? 'to the person' : `to ${created.email}`}. It works once,
            ends <TimeText at={created.expires_at} />, and is not shown again.
          </Text>
          <SecretField label="Link" value={created.url} shown />
          <Group justify="flex-end">
            <Button onClick={close}>I have copied it</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

interface InviteFormProps {
  readonly onCreated: (invitation: CreatedInvitationAnswer) => void;
  readonly onCancel: () => void;
}

function InviteForm({ onCreated, onCancel }: InviteFormProps) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const invite = useInvite(onCreated);
  const errors = invite.error?.fieldErrors ?? {};
  function submit(event: FormEvent): void {
    event.preventDefault();
    invite.mutate({ role, email: email.trim() === '' ? null : email.trim() });
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <FormError error={invite.error} fields={['email', 'role']} />
        <TextInput
          label="E-mail"
          description="Only this address can use the link. Empty: whoever has it can."
          type="email"
          autoComplete="off"
          placeholder="ada@example.com"
          value={email}
          error={errors['email']}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          data-autofocus
        />
        <RoleSelect label="Role" value={role} onChange={setRole} error={errors['role']} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={invite.isPending}>
            Make the link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
