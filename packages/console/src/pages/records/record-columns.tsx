import type { RecordAnswer } from '@belfry/api';
import type { Column } from '../../ui/data-list.tsx';
import { Status } from '../../ui/status.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import classes from './record-columns.module.css';
import { kindWord, ownName, statusTone, statusWord } from './record-words.ts';

const name: Column<RecordAnswer> = {
  key: 'name',
  header: 'Name',
  width: 'minmax(0, 2.2fr)',
  phone: 'title',
  cell: (record) => <RecordName record={record} />,
};

const kind: Column<RecordAnswer> = {
  key: 'kind',
  header: 'Kind',
  width: 'minmax(0, 1fr)',
  cell: (record) => <span className={classes['dim']}>{kindWord(record.kind)}</span>,
};

const others: readonly Column<RecordAnswer>[] = [
  {
    key: 'status',
    header: 'Status',
    width: '9rem',
    phone: 'end',
    cell: ({ status }) => (status === null ? null : <RecordStatus status={status} />),
  },
  {
    key: 'external',
    header: 'External id',
    width: 'minmax(0, 1.2fr)',
    cell: ({ external_id: id }) => id !== null && <span className={classes['id']}>{visibleText(id)}</span>,
  },
  {
    key: 'updated',
    header: 'Changed',
    width: '6.5rem',
    align: 'end',
    phone: 'hidden',
    cell: ({ updated_at: at }) => <TimeText at={at} />,
  },
  {
    key: 'created',
    header: 'Created',
    width: '6.5rem',
    align: 'end',
    cell: ({ created_at: at }) => <TimeText at={at} />,
  },
];

/** Where every record is of one kind, nothing needs to say so. */
export const columnsOfOneKind: readonly Column<RecordAnswer>[] = [name, ...others];
export const columnsOfAllKinds: readonly Column<RecordAnswer>[] = [name, kind, ...others];

/** In a list: one that has no name is told from its like by its id. */
export function RecordName({ record }: { readonly record: RecordAnswer }) {
  const name = ownName(record);
  return name === null ? (
    <span className={classes['nameless']}>{record.id}</span>
  ) : (
    <span className={classes['name']}>{visibleText(name)}</span>
  );
}

export function RecordStatus({ status }: { readonly status: string }) {
  return <Status tone={statusTone(status)}>{visibleText(statusWord(status))}</Status>;
}
