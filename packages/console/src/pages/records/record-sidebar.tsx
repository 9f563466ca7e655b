import type { RecordDetailAnswer } from '@belfry/api';
import { Tabs } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { loadFailure } from '../../api/error.ts';
import { useRecord } from '../../api/records.ts';
import { JsonView } from '../../ui/json-view.tsx';
import { useLastOpen } from '../../ui/last-open.ts';
import { SideDrawer } from '../../ui/side-drawer.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import { HeldRecords } from './held-records.tsx';
import { RecordStatus } from './record-columns.tsx';
import { RecordFacts } from './record-facts.tsx';
import classes from './record-sidebar.module.css';
import { RecordTimeline } from './record-timeline.tsx';
import { kindWord, recordName } from './record-words.ts';
import { type RecordTab, recordTabs } from './search.ts';

const route = getRouteApi('/w/$workspaceId/records');
const width = 860;
const documentHeightMax = 640;

export interface RecordSidebarProps {
  /** Null: none is open. */
  readonly open: string | null;
  readonly tab: RecordTab | undefined;
  readonly onClose: () => void;
}

/** One record whole: what it is, what happened to it and who was told, what it holds, its document. */
export function RecordSidebar({ open, tab, onClose }: RecordSidebarProps) {
  const id = useLastOpen(open);
  const { data: record, error, refetch } = useRecord(id);
  return (
    <SideDrawer
      opened={open !== null}
      onClose={onClose}
      width={width}
      title={record === undefined ? 'Record' : visibleText(recordName(record))}
      {...(record === undefined ? {} : { subtitle: <Subtitle record={record} /> })}
    >
      {record !== undefined ? (
        <Content key={record.id} record={record} tab={tab} />
      ) : error === null ? (
        <LoadingRows rows={8} />
      ) : error.code === 'not_found' || error.code === 'invalid_request' ? (
        <EmptyState icon={<IconUnlink size={22} aria-hidden />} title="No such record">
          It may have been deleted, or the link belongs to another workspace. Its events stay in the log.
        </EmptyState>
      ) : (
        <ErrorState title="The record could not be loaded" {...loadFailure(error, refetch)} />
      )}
    </SideDrawer>
  );
}

function Subtitle({ record: { kind, status } }: { readonly record: RecordDetailAnswer }) {
  return (
    <span className={classes['subtitle']}>
      {kindWord(kind)}
      {status !== null && <RecordStatus status={status} />}
    </span>
  );
}

interface ContentProps {
  readonly record: RecordDetailAnswer;
  readonly tab: RecordTab | undefined;
}

function Content({ record, tab }: ContentProps) {
  const navigate = route.useNavigate();
  const first: RecordTab = record.subject === null ? 'document' : 'timeline';
  return (
    <>
      <RecordFacts record={record} />
      <Tabs
        mt="lg"
        value={tab ?? first}
        onChange={(value) =>
          void navigate({
            search: (now) => ({ ...now, tab: recordTabs.find((known) => known === value) }),
            replace: true,
            resetScroll: false,
          })
        }
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
          <Tabs.Tab value="holds">
            Holds <span className={classes['count']}>{record.children.length}</span>
          </Tabs.Tab>
          <Tabs.Tab value="document">Document</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="timeline" pt="md">
          <RecordTimeline record={record} />
        </Tabs.Panel>
        <Tabs.Panel value="holds" pt="md">
          <HeldRecords records={record.children} />
        </Tabs.Panel>
        <Tabs.Panel value="document" pt="md">
          <JsonView
            text={JSON.stringify(record.document, null, 2)}
            label="Document"
            heightMax={documentHeightMax}
          />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
