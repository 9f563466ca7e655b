import type { EventTypeAnswer } from '@belfry/api';
import { Button, Switch } from '@mantine/core';
import { IconCategory, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { messageOf } from '../../api/error.ts';
import { useAllEventTypes } from '../../api/event-types.ts';
import { useSession } from '../../api/session.ts';
import { useWorkspaceFacts } from '../../api/workspace.ts';
import { FilterBar, SearchField } from '../../ui/filter-bar.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { Catalogue } from './catalogue.tsx';
import { EventTypeForm } from './event-type-form.tsx';
import { EventTypeSidebar } from './event-type-sidebar.tsx';

const route = getRouteApi('/w/$workspaceId/event-types');

/** What can happen here: each event type with its schema and an example; where they are the workspace's own, editable. */
export function EventTypesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { can } = useSession();
  const own = useWorkspaceFacts().data?.own_event_types === true;
  const types = useAllEventTypes();
  const rows = types.data?.data ?? [];
  const shown = rows.filter(({ archived_at: at }) => at === null || search.archived === 'shown');
  const open = rows.find(({ type }) => type === search.type);
  const editable = own && can('operate');
  const add = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => void navigate({ search: (now) => ({ ...now, form: 'add', type: undefined }) })}
    >
      Add an event type
    </Button>
  );
  return (
    <Page
      title="Event types"
      description={
        own
          ? 'What this workspace’s products publish.'
          : 'What the contract of this workspace says can happen.'
      }
      actions={editable ? add : undefined}
    >
      <FilterBar
        label="Search the event types"
        active={search.text !== undefined}
        onClear={() => void navigate({ search: (now) => ({ ...now, text: undefined }), replace: true })}
      >
        <SearchField
          label="Search the event types"
          placeholder="Search"
          width={200}
          value={search.text}
          onChange={(text) => void navigate({ search: (now) => ({ ...now, text }), replace: true })}
        />
        {own && (
          <Switch
            size="xs"
            label="Archived too"
            checked={search.archived === 'shown'}
            onChange={({ currentTarget: { checked } }) =>
              void navigate({
                search: (now) => ({ ...now, archived: checked ? 'shown' : undefined }),
                replace: true,
              })
            }
          />
        )}
      </FilterBar>
      <Content
        types={shown}
        isPending={types.isPending}
        failure={
          types.error === null ? null : { message: messageOf(types.error), requestId: types.error.requestId }
        }
        onRetry={() => void types.refetch()}
        text={search.text ?? ''}
        openType={search.type}
        add={editable ? add : undefined}
      />
      <EventTypeSidebar
        type={search.form === undefined ? search.type : undefined}
        row={open}
        isPending={types.isPending}
        editable={editable}
        onClose={() => void navigate({ search: (now) => ({ ...now, type: undefined }) })}
        onEdit={() => void navigate({ search: (now) => ({ ...now, form: 'edit' }) })}
      />
      {editable && (
        <EventTypeForm
          opened={search.form === 'add' || (search.form === 'edit' && open !== undefined)}
          saved={search.form === 'edit' ? (open ?? null) : null}
          onClose={(type) =>
            void navigate({ search: (now) => ({ ...now, form: undefined, type: type ?? now.type }) })
          }
        />
      )}
    </Page>
  );
}

interface ContentProps {
  readonly types: readonly EventTypeAnswer[];
  readonly isPending: boolean;
  readonly failure: { readonly message: string; readonly requestId: string | null } | null;
  readonly onRetry: () => void;
  readonly text: string;
  readonly openType: string | undefined;
  readonly add: React.ReactNode;
}

function Content({ types, isPending, failure, onRetry, text, openType, add }: ContentProps) {
  if (failure !== null && types.length === 0) {
    return <ErrorState title="The event types could not be loaded" {...failure} onRetry={onRetry} />;
  }
  if (isPending) return <LoadingRows rows={12} />;
  if (types.length > 0) return <Catalogue types={types} text={text} openType={openType} />;
  return (
    <EmptyState icon={<IconCategory size={22} aria-hidden />} title="No event types yet" action={add}>
      Define what your products publish. Each type has a name, such as <code>invoice.paid</code>, and may have
      a schema that every event is checked against.
    </EmptyState>
  );
}
