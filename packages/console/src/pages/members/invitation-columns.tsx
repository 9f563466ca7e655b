import type { InvitationAnswer } from '@belfry/api';
import { useWithdrawInvitation } from '../../api/members.ts';
import { ConfirmButton } from '../../ui/confirm.tsx';
import type { Column } from '../../ui/data-list.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { roleWords } from './role-words.ts';

export const invitationColumns: readonly Column<InvitationAnswer>[] = [
  {
    key: 'email',
    header: 'For',
    width: 'minmax(0, 2fr)',
    phone: 'title',
    cell: ({ email }) => email ?? 'Anyone with the link',
  },
  { key: 'role', header: 'Role', width: '8.5rem', phone: 'end', cell: ({ role }) => roleWords[role].label },
  { key: 'expires', header: 'Expires', width: '8rem', cell: ({ expires_at: at }) => <TimeText at={at} /> },
  {
    key: 'created',
    header: 'Created',
    width: '8rem',
    phone: 'hidden',
    cell: ({ created_at: at }) => <TimeText at={at} />,
  },
  {
    key: 'actions',
    header: '',
    width: '6.5rem',
    align: 'end',
    cell: (invitation) => <Withdraw invitation={invitation} />,
  },
];

function Withdraw({ invitation }: { readonly invitation: InvitationAnswer }) {
  const withdraw = useWithdrawInvitation(() => undefined);
  return (
    <ConfirmButton
      label="Withdraw"
      size="compact-sm"
      title="Withdraw the invitation?"
      confirm="Withdraw the invitation"
      danger
      loading={withdraw.isPending}
      onConfirm={(close) => withdraw.mutate(invitation.id, { onSuccess: close })}
    >
      The link {invitation.email === null ? '' : `for ${invitation.email} `}does not work any more.
    </ConfirmButton>
  );
}
