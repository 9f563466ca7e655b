import { Button, Stack, Title } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { messageOf } from '../../api/error.ts';
import { useInvitations, useMembers } from '../../api/members.ts';
import { DataList } from '../../ui/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { invitationColumns } from './invitation-columns.tsx';
import { InviteModal } from './invite-modal.tsx';
import { memberColumns } from './member-columns.tsx';

const route = getRouteApi('/w/$workspaceId/members');

/** Who may see and do what in this workspace, and who is invited. */
export function MembersPage() {
  const members = useMembers();
  const invitations = useInvitations();
  const { invite } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (opened: boolean) =>
    void navigate({ search: opened ? { invite: 'yes' } : {}, replace: !opened });
  const error = members.error ?? invitations.error;
  return (
    <Page
      title="Members"
      description="Viewers read without secrets, operators work with webhooks, owners also manage keys and members."
      actions={
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => open(true)}>
          Invite
        </Button>
      }
    >
      <Stack gap="xl">
        <DataList
          label="Members"
          columns={memberColumns}
          rows={members.data?.data ?? []}
          idOf={({ user_id: id }) => id}
          nameOf={({ name }) => name}
          isPending={members.isPending}
          empty={
            error === null ? (
              <EmptyState icon={<IconUsers size={22} aria-hidden />} title="No members yet">
                Invite the people who work with this workspace’s webhooks.
              </EmptyState>
            ) : (
              <ErrorState
                title="The members could not be loaded"
                message={messageOf(error)}
                requestId={error.requestId}
                onRetry={() => void Promise.all([members.refetch(), invitations.refetch()])}
              />
            )
          }
        />
        {(invitations.data?.data.length ?? 0) > 0 && (
          <section aria-labelledby="invitations">
            <Title order={2} id="invitations" mb="xs">
              Open invitations
            </Title>
            <DataList
              label="Open invitations"
              columns={invitationColumns}
              rows={invitations.data?.data ?? []}
              idOf={({ id }) => id}
              nameOf={({ email }) => email ?? 'Invitation for anyone'}
              empty={null}
            />
          </section>
        )}
      </Stack>
      <InviteModal opened={invite === 'yes'} onClose={() => open(false)} />
    </Page>
  );
}
