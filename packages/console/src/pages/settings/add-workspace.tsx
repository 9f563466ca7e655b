import { Button, Modal, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useCreateWorkspace } from '../../api/settings.ts';
import { dialectLabel } from '../../parts/dialect.ts';
import { FormError } from '../../ui/form-error.tsx';

/** Another workspace of the installation: for its owner only. */
export function AddWorkspace({ dialects }: { readonly dialects: readonly string[] }) {
  const [opened, form] = useDisclosure(false);
  return (
    <Stack component="section" aria-labelledby="more-workspaces" align="flex-start" gap="sm">
      <div>
        <Title order={2} id="more-workspaces">
          More workspaces
        </Title>
        <Text size="sm" c="dimmed">
          A workspace has webhooks, keys and members of its own, and speaks one contract.
        </Text>
      </div>
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={form.open}>
        Create a workspace
      </Button>
      <Modal opened={opened} onClose={form.close} title="Create a workspace">
        <WorkspaceForm dialects={dialects} />
      </Modal>
    </Stack>
  );
}

function WorkspaceForm({ dialects }: { readonly dialects: readonly string[] }) {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [dialect, setDialect] = useState(dialects[0] ?? '');
  const create = useCreateWorkspace(
    (workspaceId) => void navigate({ to: '/w/$workspaceId/overview', params: { workspaceId } }),
  );
  const errors = create.error?.fieldErrors ?? {};
  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate({ name: name.trim(), dialect });
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <FormError error={create.error} fields={['name', 'dialect']} />
        <TextInput
          label="Name"
          value={name}
          error={errors['name']}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          data-autofocus
        />
        <Select
          label="Contract"
          description="Whose webhooks it speaks. It cannot be changed later."
          data={dialects.map((value) => ({ value, label: dialectLabel(value) }))}
          value={dialect}
          allowDeselect={false}
          error={errors['dialect']}
          onChange={(value) => setDialect(value ?? '')}
        />
        <Button type="submit" loading={create.isPending} fullWidth>
          Create the workspace
        </Button>
      </Stack>
    </form>
  );
}
