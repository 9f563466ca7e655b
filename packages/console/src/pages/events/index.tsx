import { Button } from '@mantine/core';
import { IconBolt, IconSend } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { listFailure } from '../../api/error.ts';
import { useEventTypes } from '../../api/event-types.ts';
import { useEvents } from '../../api/events.ts';
import { listProps } from '../../api/pages.ts';
import { useSession } from '../../api/session.ts';
import { subjectKeys } from '../../parts/subject-text.ts';
import { typeGroups } from '../../parts/type-groups.ts';
import { DataList } from '../../ui/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { useScrolled } from '../../ui/scrolled.ts';
import { EmptyList } from '../../ui/states.tsx';
import { eventColumns } from './event-columns.tsx';
import { EventFilterBar } from './event-filter-bar.tsx';
import { EventSidebar } from './event-sidebar.tsx';
import { filterOf, filterSearchOf, isFiltered } from './filter.ts';
import { PublishForm } from './publish-form.tsx';
import { type EventsSearch, eventsSearch } from './search.ts';

const route = getRouteApi('/w/$workspaceId/events');

/** What happened and to whom it went, live: searched by the address, opened in a sidebar; a test event is published. */
export function EventsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { can, workspace } = useSession();
  const filters = useFilters(search);
  const types = useEventTypes();
  const list = useEvents(filters.filter, useScrolled() || search.event !== undefined);
  const mayPublish = can('operate');
  const clear = (): void => void navigate({ search: {} });
  const open = (event: string | undefined): void =>
    void navigate({ search: (now) => ({ ...now, event, form: undefined }), resetScroll: false });
  const publish = (
    <Button
      leftSection={<IconSend size={16} aria-hidden />}
      onClick={() =>
        void navigate({
          search: (now) => ({ ...now, form: 'publish', event: undefined }),
          resetScroll: false,
        })
      }
    >
      Publish a test event
    </Button>
  );
  return (
    <Page
      title="Events"
      description="What happened, and to whom it went."
      {...(mayPublish ? { actions: publish } : {})}
    >
      <EventFilterBar
        search={filters.search}
        active={filters.active}
        onChange={(change, replace = false) =>
          void navigate({ search: (now) => ({ ...now, ...change }), replace })
        }
        onClear={clear}
        types={useMemo(() => typeGroups(types.data?.data ?? []), [types.data])}
        subjectKeys={subjectKeys(workspace.dialect, list.items)}
      />
      <DataList
        label="Events"
        columns={eventColumns}
        rows={list.items}
        idOf={({ id }) => id}
        nameOf={({ type, sub_type: subType }) => subType ?? type}
        onOpen={({ id }) => open(id)}
        openId={search.event}
        {...listProps(list)}
        empty={
          <EmptyList
            icon={<IconBolt size={22} aria-hidden />}
            failure={listFailure('The events could not be loaded', list)}
            onClear={filters.active ? clear : null}
            title="No events yet"
          >
            Products publish events by POST /api/v1/events; the vendors’ APIs do it with each change of a
            record. What is published appears here at once.
          </EmptyList>
        }
      />
      <EventSidebar open={search.event ?? null} onClose={() => open(undefined)} />
      {mayPublish && (
        <PublishForm
          opened={search.form === 'publish'}
          types={types}
          firstType={search.type}
          onClose={() => open(undefined)}
          onPublished={(id) => open(id)}
        />
      )}
    </Page>
  );
}

/** The filters of the address. A period begins when it is chosen: a list must not change by the second. */
function useFilters(search: EventsSearch) {
  const key = JSON.stringify(filterSearchOf(search));
  return useMemo(() => {
    const filters = filterSearchOf(eventsSearch.parse(JSON.parse(key)));
    return { search: filters, active: isFiltered(filters), filter: filterOf(filters, Date.now()) };
  }, [key]);
}
