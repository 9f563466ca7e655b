import type { WebhookAnswer } from '@belfry/api';
import { Button, Text, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconWebhook } from '@tabler/icons-react';
import { type ApiError, loadFailure } from '../../api/error.ts';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { filtered } from './filter.ts';
import classes from './webhook-list.module.css';
import { WebhookRow } from './webhook-row.tsx';

export interface WebhookListProps {
  /** Undefined: not read yet. */
  readonly webhooks: readonly WebhookAnswer[] | undefined;
  readonly error: ApiError | null;
  readonly onRetry: () => void;
  /** Null: this person may not. */
  readonly onAdd: (() => void) | null;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
}

const rowHeight = 64;
/** Fewer are seen at a glance. */
const webhooksWithFilterMin = 6;

export function WebhookList({ webhooks, error, onRetry, onAdd, filter, onFilter }: WebhookListProps) {
  if (webhooks === undefined) {
    if (error === null) return <LoadingRows rows={4} rowHeight={rowHeight} />;
    return <ErrorState title="The webhooks could not be loaded" {...loadFailure(error, onRetry)} />;
  }
  if (webhooks.length === 0) return <NoWebhooks onAdd={onAdd} />;
  const shown = filtered(webhooks, filter);
  return (
    <>
      {(webhooks.length >= webhooksWithFilterMin || filter !== '') && (
        <TextInput
          type="search"
          className={classes['filter'] ?? ''}
          placeholder="Filter by name or address"
          aria-label="Filter by name or address"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filter}
          onChange={(event) => onFilter(event.currentTarget.value)}
        />
      )}
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">Webhook</th>
            <th scope="col">Status</th>
            <th scope="col">Event types</th>
            <th scope="col">Last 24 hours</th>
            <th scope="col">Health</th>
            <th scope="col">Last call</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && (
        <Text c="dimmed" ta="center" py="xl">
          No webhook’s name or address holds “{filter}”.{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => onFilter('')}>
            Show all
          </Button>
        </Text>
      )}
    </>
  );
}

function NoWebhooks({ onAdd }: { readonly onAdd: (() => void) | null }) {
  return (
    <EmptyState
      icon={<IconWebhook size={22} aria-hidden />}
      title="No webhooks yet"
      action={
        onAdd !== null && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
            Add webhook
          </Button>
        )
      }
    >
      A webhook is an address of yours that is called for each event it subscribes to.{' '}
      {onAdd === null
        ? 'An operator of this workspace can add one.'
        : 'Add one, choose its event types, and run a test.'}
    </EmptyState>
  );
}
