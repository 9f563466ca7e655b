import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { loadFailure } from '../../api/error.ts';
import { useKeys } from '../../api/keys.ts';
import { DataList } from '../../ui/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { keyColumns } from './key-columns.tsx';
import { KeyModal } from './key-modal.tsx';

const route = getRouteApi('/w/$workspaceId/keys');

/** The keys that products call the API with: created, shown once, revoked. */
export function ApiKeysPage() {
  const keys = useKeys();
  const { create } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (opened: boolean) =>
    void navigate({ search: opened ? { create: 'yes' } : {}, replace: !opened });
  const createButton = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open(true)}>
      Create a key
    </Button>
  );
  return (
    <Page
      title="API keys"
      description="What your products call the API of this workspace with."
      actions={createButton}
    >
      <DataList
        label="API keys"
        columns={keyColumns}
        rows={keys.data?.data ?? []}
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        isPending={keys.isPending}
        empty={
          keys.error === null ? (
            <EmptyState icon={<IconKey size={22} aria-hidden />} title="No keys yet" action={createButton}>
              Create one for each product that publishes events, so that each can be revoked alone.
            </EmptyState>
          ) : (
            <ErrorState title="The keys could not be loaded" {...loadFailure(keys.error, keys.refetch)} />
          )
        }
      />
      <KeyModal opened={create === 'yes'} onClose={() => open(false)} />
    </Page>
  );
}
