import type { MemberAnswer } from '@belfry/api';
import { Text } from '@mantine/core';
import { useChangeRole, useRemoveMember } from '../../api/members.ts';
import { useSession } from '../../api/session.ts';
import { ConfirmButton } from '../../ui/confirm.tsx';
import type { Column } from '../../ui/data-list.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import { RoleSelect } from './role-select.tsx';

export const memberColumns: readonly Column<MemberAnswer>[] = [
  {
    key: 'name',
    header: 'Name',
    width: 'minmax(0, 2fr)',
    phone: 'title',
    cell: (member) => <Person member={member} />,
  },
  {
    key: 'role',
    header: 'Role',
    width: '8.5rem',
    phone: 'end',
    cell: (member) => <MemberRole member={member} />,
  },
  {
    key: 'seen',
    header: 'Last seen',
    width: '8rem',
    cell: ({ last_seen_at: at }) => <TimeText at={at} empty="Never" />,
  },
  {
    key: 'since',
    header: 'Since',
    width: '8rem',
    phone: 'hidden',
    cell: ({ created_at: at }) => <TimeText at={at} />,
  },
  { key: 'actions', header: '', width: '6.5rem', align: 'end', cell: (member) => <Remove member={member} /> },
];

function Person({ member }: { readonly member: MemberAnswer }) {
  const { user } = useSession();
  return (
    <>
      <Text size="sm" fw={550} truncate>
        <bdi>{visibleText(member.name)}</bdi>
        {member.user_id === user.id && ' (you)'}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {member.email}
        {member.installation_owner && ' · owner of the installation'}
      </Text>
    </>
  );
}

function MemberRole({ member }: { readonly member: MemberAnswer }) {
  const change = useChangeRole();
  if (member.installation_owner) return 'Owner';
  return (
    <RoleSelect
      label={`Role of ${member.name}`}
      labelUnseen
      value={member.role}
      disabled={change.isPending}
      onChange={(role) => change.mutate({ userId: member.user_id, role })}
    />
  );
}

function Remove({ member }: { readonly member: MemberAnswer }) {
  const remove = useRemoveMember(() => undefined);
  if (member.installation_owner) return null;
  return (
    <ConfirmButton
      label="Remove"
      size="compact-sm"
      title={`Remove ${member.name}?`}
      confirm="Remove the member"
      danger
      loading={remove.isPending}
      onConfirm={(close) => remove.mutate(member.user_id, { onSuccess: close })}
    >
      {visibleText(member.name)} cannot open this workspace any more. Their account and other workspaces stay.
    </ConfirmButton>
  );
}
