import type { Client } from '@belfry/api';
import { useApiPages } from './pages.ts';
import { useApiQuery } from './query.ts';

type RecordFilter = Omit<NonNullable<Parameters<Client['records']['list']>[0]>, 'cursor' | 'limit'>;

/** The kinds that the workspace's contract has, with how many there are; none: it has no records. */
export function useRecordKinds() {
  return useApiQuery({ topic: 'records', key: ['kinds'], call: (client) => client.records.kinds() });
}

/** Records, newest first; `held`: new ones wait until they are asked for. */
export function useRecords(filter: RecordFilter, held: boolean) {
  return useApiPages(
    {
      topic: 'records',
      key: ['list', filter],
      call: (client, cursor) =>
        client.records.list({ ...filter, ...(cursor === undefined ? {} : { cursor }) }),
    },
    { held },
  );
}

/** One record with its document and what it holds; null: none is asked for. */
export function useRecord(id: string | null) {
  return useApiQuery(
    { topic: 'records', key: ['one', id], call: (client) => client.records.get(id ?? '') },
    { enabled: id !== null },
  );
}
