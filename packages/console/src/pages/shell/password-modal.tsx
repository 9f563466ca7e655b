import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useApiMutation } from '../../api/mutation.ts';
import { FormError } from '../../ui/form-error.tsx';

/** Changes the password of the account. Its other sessions end with it. */
export function PasswordModal({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useApiMutation({
    call: (client, body: { current_password: string; new_password: string }) =>
      client.session.changePassword(body),
    changes: [],
    done: 'Your password was changed. Other sessions were signed out.',
    failure: 'form',
    onDone: close,
  });
  const errors = change.error?.fieldErrors ?? {};
  function close(): void {
    setCurrent('');
    setNext('');
    change.reset();
    onClose();
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    change.mutate({ current_password: current, new_password: next });
  }
  return (
    <Modal opened={opened} onClose={close} title="Change password">
      <form onSubmit={submit} noValidate>
        <Stack>
          <FormError error={change.error} fields={['current_password', 'new_password']} />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            value={current}
            error={errors['current_password']}
            onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
            data-autofocus
          />
          <PasswordInput
            label="New password"
            description="10 characters or more."
            autoComplete="new-password"
            value={next}
            error={errors['new_password']}
            onChange={({ currentTarget }) => setNext(currentTarget.value)}
          />
          <Text size="sm" c="dimmed">
            You stay signed in here; everywhere else you are signed out.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={change.isPending}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
