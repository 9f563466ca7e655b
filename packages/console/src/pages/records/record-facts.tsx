import type { RecordDetailAnswer } from '@belfry/api';
import { Group, Text } from '@mantine/core';
import { useRecord } from '../../api/records.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import { RecordLink } from './record-link.tsx';
import { kindWord, recordName } from './record-words.ts';

/** Its ids, where it belongs, and when it was made and changed. */
export function RecordFacts({ record }: { readonly record: RecordDetailAnswer }) {
  const { id, external_id: externalId, parent_id: parentId, root_id: rootId } = record;
  const facts: Fact[] = [{ name: 'Id', value: <Copied text={id} label="Copy the id" /> }];
  if (externalId !== null) {
    facts.push({ name: 'External id', value: <Copied text={externalId} label="Copy the external id" /> });
  }
  if (parentId !== null) facts.push({ name: 'Belongs to', value: <Place id={parentId} /> });
  if (rootId !== id && rootId !== parentId) facts.push({ name: 'Part of', value: <Place id={rootId} /> });
  facts.push(
    { name: 'Created', value: <TimeText at={record.created_at} kind="clock" /> },
    { name: 'Changed', value: <TimeText at={record.updated_at} /> },
  );
  return <Facts facts={facts} />;
}

function Copied({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Text span size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {visibleText(text)}
      </Text>
      <CopyButton value={text} label={label} />
    </Group>
  );
}

function Place({ id }: { readonly id: string }) {
  const { data } = useRecord(id);
  return (
    <RecordLink id={id}>
      {data === undefined ? id : visibleText(`${kindWord(data.kind)} ${recordName(data)}`)}
    </RecordLink>
  );
}
