import { IconFileDescription } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { loadFailure } from '../../api/error.ts';
import { listProps } from '../../api/pages.ts';
import { useRecordKinds, useRecords } from '../../api/records.ts';
import { DataList } from '../../ui/data-list.tsx';
import { FilterBar, SearchField } from '../../ui/filter-bar.tsx';
import { Page } from '../../ui/page.tsx';
import { useScrolled } from '../../ui/scrolled.ts';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import classes from './index.module.css';
import { KindList } from './kind-list.tsx';
import { NoRecordsHere, NoRecordsYet } from './no-records.tsx';
import { columnsOfAllKinds, columnsOfOneKind } from './record-columns.tsx';
import { RecordSidebar } from './record-sidebar.tsx';
import { kindWord, recordName } from './record-words.ts';

const route = getRouteApi('/w/$workspaceId/records');

/** The records behind the vendor's API, live: by kind, searched, and one opened with all that happened to it. */
export function RecordsPage() {
  const kinds = useRecordKinds();
  return (
    <Page title="Records" description="What the vendor’s API keeps, and what happened to each.">
      {kinds.data === undefined ? (
        kinds.error === null ? (
          <LoadingRows rows={10} />
        ) : (
          <ErrorState title="The records could not be loaded" {...loadFailure(kinds.error, kinds.refetch)} />
        )
      ) : kinds.data.data.length === 0 ? (
        <NoRecordsHere />
      ) : (
        <Records kinds={kinds.data.data} />
      )}
    </Page>
  );
}

type Kinds = NonNullable<ReturnType<typeof useRecordKinds>['data']>['data'];

function Records({ kinds }: { readonly kinds: Kinds }) {
  const { record, tab, kind, text } = route.useSearch();
  const navigate = route.useNavigate();
  const filter = useMemo(
    () => ({ ...(kind === undefined ? {} : { kind }), ...(text === undefined ? {} : { text }) }),
    [kind, text],
  );
  const list = useRecords(filter, useScrolled() || record !== undefined);
  const open = (id: string | undefined): void =>
    void navigate({ search: (now) => ({ ...now, record: id, tab: undefined }), resetScroll: false });
  const none = kinds.every(({ count }) => count === 0);
  return (
    <>
      {none && list.items.length === 0 && text === undefined ? (
        <NoRecordsYet />
      ) : (
        <div className={classes['columns']}>
          <KindList kinds={kinds} />
          <div>
            <FilterBar
              label="Search the records"
              active={text !== undefined}
              onClear={() => void navigate({ search: (now) => ({ ...now, text: undefined }), replace: true })}
            >
              <SearchField
                label="Search by name or id"
                value={text}
                onChange={(typed) =>
                  void navigate({ search: (now) => ({ ...now, text: typed }), replace: true })
                }
                width={300}
              />
            </FilterBar>
            <DataList
              label="Records"
              columns={kind === undefined ? columnsOfAllKinds : columnsOfOneKind}
              rows={list.items}
              idOf={({ id }) => id}
              nameOf={(one) => `${kindWord(one.kind)} ${recordName(one)}`}
              onOpen={({ id }) => open(id)}
              openId={record}
              {...listProps(list)}
              empty={<Empty list={list} label={labelOf(kinds, kind)} searched={text !== undefined} />}
            />
          </div>
        </div>
      )}
      <RecordSidebar open={record ?? null} tab={tab} onClose={() => open(undefined)} />
    </>
  );
}

function labelOf(kinds: Kinds, kind: string | undefined): string {
  return (kinds.find((one) => one.kind === kind)?.label ?? 'Records').toLowerCase();
}

interface EmptyProps {
  readonly list: ReturnType<typeof useRecords>;
  readonly label: string;
  readonly searched: boolean;
}

function Empty({ list: { error, refetch }, label, searched }: EmptyProps) {
  if (error !== null) {
    return <ErrorState title="The records could not be loaded" {...loadFailure(error, refetch)} />;
  }
  return (
    <EmptyState
      icon={<IconFileDescription size={22} aria-hidden />}
      title={searched ? `No ${label} fit this search` : `No ${label} yet`}
    >
      {searched
        ? 'It looks for a whole id or external id, or for text in a name.'
        : 'They appear here as soon as the vendor’s API is told of one.'}
    </EmptyState>
  );
}
