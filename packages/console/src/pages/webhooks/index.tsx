import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useSession } from '../../api/session.ts';
import { useWatchedWebhooks } from '../../api/webhooks.ts';
import { Page } from '../../ui/page.tsx';
import { newWebhook } from './search.ts';
import { WebhookList } from './webhook-list.tsx';
import { WebhookSidebar } from './webhook-sidebar.tsx';

const route = getRouteApi('/w/$workspaceId/webhooks');

/** The Manager: every webhook with how it fares; the one that is open stands in the address. */
export function WebhooksPage() {
  const { can } = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const webhooks = useWatchedWebhooks();
  const add = () => void navigate({ search: (now) => ({ ...now, webhook: newWebhook, tab: undefined }) });
  return (
    <Page
      title="Webhooks"
      description="Where the events of this workspace are sent."
      actions={
        can('operate') && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            Add webhook
          </Button>
        )
      }
    >
      <WebhookList
        webhooks={webhooks.data}
        error={webhooks.error}
        onRetry={() => void webhooks.refetch()}
        onAdd={can('operate') ? add : null}
        filter={search.q ?? ''}
        onFilter={(q) => void navigate({ search: (now) => ({ ...now, q }), replace: true })}
      />
      <WebhookSidebar
        webhooks={webhooks.data}
        open={search.webhook ?? null}
        tab={search.tab ?? 'parameters'}
      />
    </Page>
  );
}
