import { IconListSearch } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useDeliveries } from '../../api/deliveries.ts';
import { listFailure } from '../../api/error.ts';
import { useEventTypes } from '../../api/event-types.ts';
import { listProps } from '../../api/pages.ts';
import { useResendMany } from '../../api/resend-many.ts';
import { useSession } from '../../api/session.ts';
import { useWebhooks } from '../../api/webhooks.ts';
import { stateWords } from '../../parts/delivery-state.ts';
import { subjectKeys } from '../../parts/subject-text.ts';
import { typeGroups } from '../../parts/type-groups.ts';
import { DataList } from '../../ui/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { useScrolled } from '../../ui/scrolled.ts';
import { EmptyList } from '../../ui/states.tsx';
import { deliveryColumns, type LogRow } from './delivery-columns.tsx';
import { DeliverySidebar } from './delivery-sidebar.tsx';
import { filterOf, filterSearchOf, isFiltered } from './filter.ts';
import { LogFilterBar } from './log-filter-bar.tsx';
import { neighboursOf } from './neighbours.ts';
import { ResendBar } from './resend-bar.tsx';
import { type LogsSearch, logsSearch } from './search.ts';

const route = getRouteApi('/w/$workspaceId/logs');
const nothing: ReadonlySet<string> = new Set();

/** Every delivery, live: searched by the address, opened in a sidebar, sent again one by one or many at once. */
export function LogsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { can, workspace } = useSession();
  const filters = useFilters(search);
  const [selection, setSelection] = useState(nothing);
  // What was chosen among others is out of sight now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the filter changes.
  useEffect(() => setSelection(nothing), [filters.key]);
  const held = useScrolled() || selection.size > 0 || search.delivery !== undefined;
  const list = useDeliveries(filters.filter, held);
  const webhooks = useWebhooks().data?.data;
  const types = useEventTypes().data?.data;
  const rows = useRows(list.items, webhooks);
  const resending = useResendMany();

  const open = (delivery: string | undefined, replace = false): void =>
    void navigate({
      search: (now) => ({ ...now, delivery, ...(delivery === undefined ? { tab: undefined } : {}) }),
      replace,
      resetScroll: false,
    });
  async function resend(): Promise<void> {
    const ids = list.items.filter(({ id, test }) => selection.has(id) && !test).map(({ id }) => id);
    const { resent } = await resending.start(ids);
    const gone = new Set(resent);
    setSelection((chosen) => new Set([...chosen].filter((id) => !gone.has(id))));
  }
  const clear = (): void => void navigate({ search: {} });
  const neighbours = neighboursOf(list, search.delivery, (id) => open(id, true));
  return (
    <Page title="Logs" description="Every delivery to every webhook, as it happens.">
      <LogFilterBar
        search={filters.search}
        active={filters.active}
        onChange={(change, replace = false) =>
          void navigate({ search: (now) => ({ ...now, ...change }), replace })
        }
        onClear={clear}
        webhooks={(webhooks ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        types={useMemo(() => typeGroups(types ?? []), [types])}
        subjectKeys={subjectKeys(workspace.dialect, list.items)}
      />
      <DataList
        label="Deliveries"
        columns={deliveryColumns}
        rows={rows}
        idOf={({ delivery }) => delivery.id}
        nameOf={nameOf}
        onOpen={({ delivery }) => open(delivery.id)}
        openId={search.delivery}
        {...(can('operate') ? { selection, onSelectionChange: setSelection } : {})}
        {...listProps(list)}
        empty={
          <EmptyList
            icon={<IconListSearch size={22} aria-hidden />}
            failure={listFailure('The log could not be loaded', list)}
            onClear={filters.active ? clear : null}
            title="No deliveries yet"
          >
            Each event that a webhook has subscribed to is delivered to it, and shown here with every call.
            Run a webhook’s test, or publish an event.
          </EmptyList>
        }
      />
      <ResendBar
        chosenCount={selection.size}
        testCount={list.items.filter(({ id, test }) => test && selection.has(id)).length}
        moreCount={list.items.length - selection.size}
        progress={resending.progress}
        onChooseAll={() => setSelection(new Set(list.items.map(({ id }) => id)))}
        onClear={() => setSelection(nothing)}
        onResend={() => void resend()}
        onStop={resending.stop}
        onForget={resending.forget}
      />
      <DeliverySidebar
        open={search.delivery ?? null}
        row={list.items.find(({ id }) => id === search.delivery)}
        webhooks={webhooks}
        tab={search.tab}
        onTab={(tab) =>
          void navigate({ search: (now) => ({ ...now, tab }), replace: true, resetScroll: false })
        }
        neighbours={neighbours}
        onClose={() => open(undefined)}
      />
    </Page>
  );
}

/** The filters of the address. A period begins when it is chosen: a list must not change by the second. */
function useFilters(search: LogsSearch) {
  const key = JSON.stringify(filterSearchOf(search));
  return useMemo(() => {
    const filters = filterSearchOf(logsSearch.parse(JSON.parse(key)));
    return { key, search: filters, active: isFiltered(filters), filter: filterOf(filters, Date.now()) };
  }, [key]);
}

function useRows(
  deliveries: readonly LogRow['delivery'][],
  webhooks: readonly { readonly id: string; readonly name: string }[] | undefined,
): readonly LogRow[] {
  return useMemo(() => {
    const names = webhooks && new Map(webhooks.map(({ id, name }) => [id, name]));
    return deliveries.map((delivery) => ({
      delivery,
      webhookName: names && (names.get(delivery.webhook_id) ?? null),
    }));
  }, [deliveries, webhooks]);
}

function nameOf({ delivery, webhookName }: LogRow): string {
  const to = webhookName == null ? '' : ` to ${webhookName}`;
  return `${delivery.sub_type ?? delivery.type}${to}, ${stateWords(delivery).word}`;
}
