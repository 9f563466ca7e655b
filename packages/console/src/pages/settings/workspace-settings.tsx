import type { WorkspaceAnswer } from '@belfry/api';
import { Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSession } from '../../api/session.ts';
import { useRenameWorkspace } from '../../api/settings.ts';
import { dialectLabel } from '../../parts/dialect.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { TimeText } from '../../ui/time-text.tsx';

/** The workspace's name, which can be changed, and what about it stays. */
export function WorkspaceSettings({ workspace }: { readonly workspace: WorkspaceAnswer }) {
  const { can } = useSession();
  const rename = useRenameWorkspace();
  const [name, setName] = useState(workspace.name);
  function submit(event: FormEvent): void {
    event.preventDefault();
    rename.mutate({ name: name.trim() });
  }
  return (
    <Stack component="section" aria-labelledby="workspace-settings">
      <Title order={2} id="workspace-settings">
        Workspace
      </Title>
      {can('edit_workspace') && (
        <form onSubmit={submit} noValidate>
          <Stack gap="sm">
            <FormError error={rename.error} fields={['name']} />
            <Group align="flex-start" gap="xs">
              <TextInput
                label="Name"
                style={{ flex: '1 1 14rem' }}
                value={name}
                error={rename.error?.fieldErrors['name']}
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
              <Button
                type="submit"
                mt={22}
                loading={rename.isPending}
                disabled={name.trim() === workspace.name}
              >
                Rename
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      <Facts facts={factsOf(workspace)} />
    </Stack>
  );
}

function factsOf(workspace: WorkspaceAnswer): readonly Fact[] {
  return [
    {
      name: 'Id',
      value: (
        <Group gap={4} wrap="nowrap">
          <code>{workspace.id}</code>
          <CopyButton value={workspace.id} label="Copy the workspace’s id" />
        </Group>
      ),
    },
    {
      name: 'Contract',
      value: dialectLabel(workspace.dialect),
      note: 'Whose webhooks it speaks. It cannot be changed.',
    },
    {
      name: 'Event types',
      value: workspace.own_event_types ? 'Its own' : 'The contract’s catalogue',
    },
    { name: 'Signature schemes', value: workspace.signature_schemes.join(', ') },
    { name: 'Created', value: <TimeText at={workspace.created_at} /> },
  ];
}
