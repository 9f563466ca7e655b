import type { AuditEntryAnswer } from '@belfry/api';
import { Text } from '@mantine/core';
import type { Column } from '../../ui/data-list.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { actionWords, saysItAll } from './action-words.ts';
import { changesOf } from './changes.ts';

export const auditColumns: readonly Column<AuditEntryAnswer>[] = [
  {
    key: 'what',
    header: 'Who did what',
    width: 'minmax(0, 3fr)',
    phone: 'title',
    cell: (entry) => <Sentence entry={entry} />,
  },
  {
    key: 'changes',
    header: 'Changed',
    width: 'minmax(0, 1.5fr)',
    phone: 'hidden',
    cell: (entry) => (
      <Text size="xs" c="dimmed" truncate>
        {changesOf(entry)
          .map(({ property }) => property)
          .join(', ')}
      </Text>
    ),
  },
  { key: 'address', header: 'From', width: '9.5rem', cell: ({ address }) => address ?? '' },
  { key: 'at', header: 'When', width: '8rem', phone: 'end', cell: ({ at }) => <TimeText at={at} /> },
];

/** "Ada Lovelace changed the webhook Orders". */
export function Sentence({ entry: { actor, action, target } }: { readonly entry: AuditEntryAnswer }) {
  return (
    <>
      <bdi>
        <Text span fw={550} size="sm">
          {actor.type === 'key' ? `Key “${actor.name}”` : actor.name}
        </Text>
      </bdi>{' '}
      <Text span c="dimmed" size="sm">
        {actionWords(action)}
      </Text>{' '}
      {!(saysItAll(action) && actor.type === 'user') && <bdi>{target.name}</bdi>}
    </>
  );
}
