import type { AuditEntryAnswer } from '@belfry/api';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWorkspaceId } from '../../api/session.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { SideDrawer } from '../../ui/side-drawer.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import { Sentence } from './audit-columns.tsx';
import { type Change, changesOf } from './changes.ts';
import classes from './entry-drawer.module.css';

export interface EntryDrawerProps {
  readonly entry: AuditEntryAnswer | null;
  readonly onClose: () => void;
}

/** One change: who, when, from where, and each property before and after. */
export function EntryDrawer({ entry, onClose }: EntryDrawerProps) {
  return (
    <SideDrawer
      opened={entry !== null}
      onClose={onClose}
      title={entry === null ? '' : <Sentence entry={entry} />}
    >
      {entry !== null && <Entry entry={entry} />}
    </SideDrawer>
  );
}

function Entry({ entry }: { readonly entry: AuditEntryAnswer }) {
  const changes = changesOf(entry);
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { name: 'When', value: <TimeText at={entry.at} kind="clock" /> },
          { name: 'Who', value: whoOf(entry) },
          { name: 'From', value: entry.address ?? 'No request: the server itself' },
          { name: 'Action', value: <code>{entry.action}</code> },
          {
            name: 'Target',
            value: (
              <Group gap={4} wrap="nowrap">
                <code>{entry.target.id}</code>
                <CopyButton value={entry.target.id} label="Copy the target’s id" />
              </Group>
            ),
          },
        ]}
      />
      <Group gap="xs">
        <SameTarget entry={entry} />
        {entry.target.type === 'webhook' && entry.after !== null && <OpenWebhook id={entry.target.id} />}
      </Group>
      <section aria-labelledby="changes">
        <Title order={3} id="changes" mb="xs">
          What changed
        </Title>
        {changes.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing but this itself.
          </Text>
        ) : (
          <Stack gap="sm">
            {changes.map((change) => (
              <Property key={change.property} change={change} />
            ))}
          </Stack>
        )}
      </section>
    </Stack>
  );
}

function whoOf({ actor }: AuditEntryAnswer): string {
  switch (actor.type) {
    case 'user':
      return actor.name;
    case 'key':
      return `The API key “${actor.name}”`;
    case 'system':
      return `The system: ${actor.name}`;
  }
}

function Property({ change: { property, before, after } }: { readonly change: Change }) {
  return (
    <div className={classes['property']}>
      <Text size="sm" fw={550} ff="monospace">
        {property}
      </Text>
      {before !== null && <Value word="Before" text={before} />}
      {after !== null && <Value word="After" text={after} />}
    </div>
  );
}

function Value({ word, text }: { readonly word: 'Before' | 'After'; readonly text: string }) {
  return (
    <div className={classes['value']} data-side={word}>
      <Text size="xs" c="dimmed">
        {word}
      </Text>
      <pre className={classes['text']}>{visibleText(text)}</pre>
    </div>
  );
}

function SameTarget({ entry }: { readonly entry: AuditEntryAnswer }) {
  const workspaceId = useWorkspaceId();
  return (
    <Button
      size="xs"
      variant="default"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/w/$workspaceId/audit"
          params={{ workspaceId }}
          search={{ target: entry.target.type, of: entry.target.id }}
        />
      )}
    >
      All changes of it
    </Button>
  );
}

function OpenWebhook({ id }: { readonly id: string }) {
  const workspaceId = useWorkspaceId();
  return (
    <Button
      size="xs"
      variant="default"
      renderRoot={(props) => (
        <Link {...props} to="/w/$workspaceId/webhooks" params={{ workspaceId }} search={{ webhook: id }} />
      )}
    >
      Open the webhook
    </Button>
  );
}
