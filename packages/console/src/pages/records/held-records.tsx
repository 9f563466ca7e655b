import { type RecordAnswer, recordChildrenMax } from '@belfry/api';
import { Text } from '@mantine/core';
import { TimeText } from '../../ui/time-text.tsx';
import classes from './held-records.module.css';
import { RecordName, RecordStatus } from './record-columns.tsx';
import { RecordLink } from './record-link.tsx';
import { kindWord } from './record-words.ts';

/** What a record holds itself; each opens in its place. */
export function HeldRecords({ records }: { readonly records: readonly RecordAnswer[] }) {
  if (records.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        It holds no other records.
      </Text>
    );
  }
  return (
    <>
      <ul className={classes['list']}>
        {records.map((record) => (
          <li key={record.id}>
            <RecordLink id={record.id} className={classes['record']}>
              <span className={classes['kind']}>{kindWord(record.kind)}</span>
              <span className={classes['name']}>
                <RecordName record={record} />
              </span>
              {record.status !== null && <RecordStatus status={record.status} />}
              <span className={classes['at']}>
                <TimeText at={record.created_at} />
              </span>
            </RecordLink>
          </li>
        ))}
      </ul>
      {records.length >= recordChildrenMax && (
        <Text size="xs" c="dimmed" mt="xs">
          The oldest {recordChildrenMax}. The list of the kind has the rest.
        </Text>
      )}
    </>
  );
}
