import { IconHistory } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useAudit } from '../../api/audit.ts';
import { listFailure } from '../../api/error.ts';
import { listProps } from '../../api/pages.ts';
import { beginOf } from '../../parts/period.ts';
import { DataList } from '../../ui/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { useScrolled } from '../../ui/scrolled.ts';
import { EmptyList } from '../../ui/states.tsx';
import { auditColumns } from './audit-columns.tsx';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { EntryDrawer } from './entry-drawer.tsx';
import type { AuditSearch } from './search.ts';

const route = getRouteApi('/w/$workspaceId/audit');

/** Who changed which webhook, key or member, when, from where, and what it was before and after. */
export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const scrolled = useScrolled();
  const filters = useFilters(search);
  const audit = useAudit(filters, scrolled || search.entry !== undefined);
  const open = (entry: string | undefined) => void navigate({ search: (now) => ({ ...now, entry }) });
  const filtered = Object.keys(filters).length > 0;
  const clear = (): void => void navigate({ search: {} });
  return (
    <Page
      title="Audit"
      description="Every change of this workspace’s set-up: who, when, from where, before and after."
    >
      <AuditFilterBar
        search={search}
        onChange={(change) => void navigate({ search: (now) => ({ ...now, ...change }) })}
        active={filtered}
        onClear={clear}
      />
      <DataList
        label="Audit entries"
        columns={auditColumns}
        rows={audit.items}
        idOf={({ id }) => id}
        nameOf={({ actor, action, target }) => `${actor.name}, ${action}, ${target.name}`}
        onOpen={({ id }) => open(id)}
        openId={search.entry}
        {...listProps(audit)}
        empty={
          <EmptyList
            icon={<IconHistory size={22} aria-hidden />}
            failure={listFailure('The audit could not be loaded', audit)}
            onClear={filtered ? clear : null}
            title="Nothing was changed yet"
          >
            What is done to webhooks, keys, members and event types is written here.
          </EmptyList>
        }
      />
      <EntryDrawer
        entry={audit.items.find(({ id }) => id === search.entry) ?? null}
        onClose={() => open(undefined)}
      />
    </Page>
  );
}

/** The API's filters of the address. The period begins when it is chosen: a list must not change by the second. */
function useFilters({ target, of, action, actor, period }: AuditSearch) {
  return useMemo(
    () => ({
      ...(target === undefined ? {} : { target_type: target }),
      ...(of === undefined ? {} : { target_id: of }),
      ...(action === undefined ? {} : { action }),
      ...(actor === undefined ? {} : { actor_id: actor }),
      ...(period === undefined ? {} : { from: beginOf(period, Date.now()) }),
    }),
    [target, of, action, actor, period],
  );
}
