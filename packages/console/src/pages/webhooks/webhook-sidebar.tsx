import type { WebhookAnswer } from '@belfry/api';
import { Group, Text } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { useEventTypes } from '../../api/event-types.ts';
import { useSession } from '../../api/session.ts';
import { inOrder } from '../../parts/event-type-selection.ts';
import { WebhookStatus } from '../../parts/webhook-status.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useLastOpen } from '../../ui/last-open.ts';
import { SideDrawer } from '../../ui/side-drawer.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import { tabOfErrors } from './form-errors.ts';
import { NewWebhook } from './new-webhook.tsx';
import { SaveBar } from './save-bar.tsx';
import { newWebhook, type SidebarTab } from './search.ts';
import { useUnsavedGuard } from './unsaved-guard.tsx';
import { useWebhookForm } from './use-webhook-form.ts';
import { WebhookDetails } from './webhook-details.tsx';

const route = getRouteApi('/w/$workspaceId/webhooks');
const width = 760;

export interface WebhookSidebarProps {
  /** Undefined: not read yet. */
  readonly webhooks: readonly WebhookAnswer[] | undefined;
  /** A webhook's id, or `new`; null: none is open. */
  readonly open: string | null;
  readonly tab: SidebarTab;
}

/** One webhook, or the one that is about to be added. What was typed is kept until it is saved or given up. */
export function WebhookSidebar({ webhooks, open, tab }: WebhookSidebarProps) {
  const { can } = useSession();
  const navigate = route.useNavigate();
  const shown = useLastOpen(open);
  const saved = webhooks?.find(({ id }) => id === shown) ?? null;
  const isNew = shown === newWebhook;
  // They are large: whoever looks at the list alone does without.
  const types = useEventTypes(open !== null);
  const rows = types.data?.data;
  const form = useWebhookForm({
    id: shown,
    saved,
    inOrder: useCallback((events) => inOrder(events, rows ?? []), [rows]),
    onSaved: (webhook) => {
      if (!isNew) return;
      guard.release();
      void navigate({ search: (now) => ({ ...now, webhook: webhook.id, tab: undefined }), replace: true });
    },
  });
  const guard = useUnsavedGuard(open !== null && form.dirty && (isNew || saved !== null));
  useLeadToErrors(form.error === null ? null : tabOfErrors(form.error.fieldErrors), form.error, (next) => {
    if (!isNew && next !== tab) void navigate({ search: (now) => ({ ...now, tab: next }), replace: true });
  });
  const mayChange = can('operate');
  const body = () => {
    if (isNew) return mayChange ? <NewWebhook form={form} types={types} /> : <NotForViewers />;
    if (webhooks === undefined) return <LoadingRows rows={6} rowHeight={60} />;
    if (saved === null) return <NoSuchWebhook />;
    return <WebhookDetails key={saved.id} webhook={saved} form={form} types={types} tab={tab} />;
  };
  return (
    <>
      <SideDrawer
        opened={open !== null}
        onClose={() => void navigate({ search: (now) => ({ ...now, webhook: undefined, tab: undefined }) })}
        width={width}
        title={isNew ? 'Add webhook' : visibleText(saved?.name ?? 'Webhook')}
        {...(saved === null ? {} : { subtitle: <Subtitle webhook={saved} /> })}
        {...(mayChange && (isNew || (saved !== null && form.dirty))
          ? { actions: <SaveBar form={form} isNew={isNew} /> }
          : {})}
      >
        {body()}
      </SideDrawer>
      {guard.dialog}
    </>
  );
}

/** After a refused save: opens the tab and puts the focus on the first field that was refused. */
function useLeadToErrors<Tab>(tab: Tab | null, error: unknown, openTab: (tab: Tab) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal, not whenever the tab changes.
  useEffect(() => {
    if (error === null) return;
    if (tab !== null) openTab(tab);
    // The tab is drawn first.
    const frame = requestAnimationFrame(() => {
      const field = document.querySelector<HTMLElement>('#webhook-form [aria-invalid="true"]');
      if (field !== null) field.focus();
      else document.querySelector('[role="dialog"] [role="alert"]')?.scrollIntoView({ block: 'center' });
    });
    return () => cancelAnimationFrame(frame);
  }, [error]);
}

function Subtitle({ webhook }: { readonly webhook: WebhookAnswer }) {
  return (
    <Group gap={6} mt={4} wrap="nowrap">
      <WebhookStatus status={webhook.status} />
      <Text span size="xs" ff="monospace" c="dimmed" truncate ml={4}>
        {webhook.id}
      </Text>
      <CopyButton value={webhook.id} label="Copy the id" />
    </Group>
  );
}

function NoSuchWebhook() {
  return (
    <EmptyState icon={<IconUnlink size={22} aria-hidden />} title="No such webhook">
      It may have been deleted, or the link belongs to another workspace. Its history stays in the logs.
    </EmptyState>
  );
}

function NotForViewers() {
  return (
    <EmptyState icon={<IconUnlink size={22} aria-hidden />} title="Not for viewers">
      An operator of this workspace can add a webhook.
    </EmptyState>
  );
}
