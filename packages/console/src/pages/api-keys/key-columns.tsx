import type { KeyAnswer } from '@belfry/api';
import { useRevokeKey } from '../../api/keys.ts';
import { ConfirmButton } from '../../ui/confirm.tsx';
import type { Column } from '../../ui/data-list.tsx';
import { Status } from '../../ui/status.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { type KeyState, stateOf } from './key-state.ts';

export const keyColumns: readonly Column<KeyAnswer>[] = [
  {
    key: 'name',
    header: 'Name',
    width: 'minmax(0, 2fr)',
    phone: 'title',
    cell: ({ name }) => <bdi>{name}</bdi>,
  },
  {
    key: 'state',
    header: 'State',
    width: '7rem',
    phone: 'end',
    cell: (key) => <State state={stateOf(key, Date.now())} />,
  },
  {
    key: 'networks',
    header: 'From',
    width: 'minmax(0, 1.4fr)',
    cell: ({ allowed_networks: networks }) => (networks === null ? 'Anywhere' : networks.join(', ')),
  },
  {
    key: 'expires',
    header: 'Expires',
    width: '8rem',
    cell: ({ expires_at: at }) => (at === null ? 'Never expires' : <TimeText at={at} />),
  },
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
    width: '6rem',
    align: 'end',
    cell: (key) => (stateOf(key, Date.now()) === 'active' ? <Revoke apiKey={key} /> : null),
  },
];

function State({ state }: { readonly state: KeyState }) {
  switch (state) {
    case 'active':
      return <Status tone="ok">Active</Status>;
    case 'expired':
      return <Status tone="warn">Expired</Status>;
    case 'revoked':
      return <Status tone="idle">Revoked</Status>;
  }
}

function Revoke({ apiKey }: { readonly apiKey: KeyAnswer }) {
  const revoke = useRevokeKey(() => undefined);
  return (
    <ConfirmButton
      label="Revoke"
      size="compact-sm"
      title={`Revoke “${apiKey.name}”?`}
      confirm="Revoke the key"
      danger
      loading={revoke.isPending}
      onConfirm={(close) => revoke.mutate(apiKey.id, { onSuccess: close })}
    >
      What calls the API with it is refused from then on. This cannot be undone.
    </ConfirmButton>
  );
}
