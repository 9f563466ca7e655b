import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconKeyboard,
  IconListSearch,
  IconMoon,
  IconSearch,
  IconSun,
  IconWebhook,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useApiQuery } from '../../api/query.ts';
import { useSession } from '../../api/session.ts';
import { dialectLabel } from '../../parts/dialect.ts';
import { addressOf, destinations } from './destinations.ts';
import { showShortcuts } from './shortcuts.tsx';

const actionsMax = 60;

/** Ctrl-K: pages, workspaces, webhooks by name, a search in the logs, the colour scheme. */
export function CommandPalette() {
  const [query, setQuery] = useState('');
  const groups = [useLogSearch(query), usePages(), useWebhooks(), useWorkspaces(), useCommands()];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      limit={actionsMax}
      scrollable
      maxHeight={420}
      centered={false}
      yOffset="14vh"
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      nothingFound="Nothing of that name"
      attributes={{ content: { 'aria-label': 'Search and commands' } }}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: 'Pages, webhooks, workspaces, logs…',
        'aria-label': 'Search and commands',
      }}
    />
  );
}

/** Stands first, and always fits what was typed. */
function useLogSearch(query: string): SpotlightActionGroupData {
  const { workspace } = useSession();
  const navigate = useNavigate();
  const text = query.trim();
  if (text.length < 2) return { group: 'Logs', actions: [] };
  const action: SpotlightActionData = {
    id: 'logs-search',
    label: `Search the logs for “${text}”`,
    keywords: [query, text],
    leftSection: <IconListSearch size={18} aria-hidden />,
    onClick: () =>
      void navigate({ to: '/w/$workspaceId/logs', params: { workspaceId: workspace.id }, search: { text } }),
  };
  return { group: 'Logs', actions: [action] };
}

function usePages(): SpotlightActionGroupData {
  const { workspace, can } = useSession();
  const navigate = useNavigate();
  const actions = destinations
    .filter(({ action }) => can(action))
    .map(
      (destination): SpotlightActionData => ({
        id: `page-${destination.page}`,
        label: destination.label,
        leftSection: <destination.icon size={18} stroke={1.7} aria-hidden />,
        onClick: () => void navigate({ to: addressOf(destination), params: { workspaceId: workspace.id } }),
      }),
    );
  return { group: 'Pages', actions };
}

function useWebhooks(): SpotlightActionGroupData {
  const { workspace } = useSession();
  const navigate = useNavigate();
  const { data } = useApiQuery({
    topic: 'webhooks',
    key: ['list'],
    call: (client) => client.webhooks.list(),
  });
  const actions = (data?.data ?? []).map(
    (webhook): SpotlightActionData => ({
      id: `webhook-${webhook.id}`,
      label: webhook.name,
      description: webhook.url,
      keywords: [webhook.url, webhook.id],
      leftSection: <IconWebhook size={18} stroke={1.7} aria-hidden />,
      onClick: () =>
        void navigate({
          to: '/w/$workspaceId/webhooks',
          params: { workspaceId: workspace.id },
          search: { webhook: webhook.id },
        }),
    }),
  );
  return { group: 'Webhooks', actions };
}

function useWorkspaces(): SpotlightActionGroupData {
  const { workspace, workspaces } = useSession();
  const navigate = useNavigate();
  const actions = workspaces
    .filter(({ id }) => id !== workspace.id)
    .map(
      ({ id, name, dialect }): SpotlightActionData => ({
        id: `workspace-${id}`,
        label: name,
        description: dialectLabel(dialect),
        onClick: () => void navigate({ to: '/w/$workspaceId/overview', params: { workspaceId: id } }),
      }),
    );
  return { group: 'Workspaces', actions };
}

function useCommands(): SpotlightActionGroupData {
  const { setColorScheme } = useMantineColorScheme();
  return {
    group: 'Console',
    actions: [
      {
        id: 'light',
        label: 'Light theme',
        leftSection: <IconSun size={18} aria-hidden />,
        onClick: () => setColorScheme('light'),
      },
      {
        id: 'dark',
        label: 'Dark theme',
        leftSection: <IconMoon size={18} aria-hidden />,
        onClick: () => setColorScheme('dark'),
      },
      {
        id: 'auto',
        label: 'Theme of the system',
        leftSection: <IconMoon size={18} aria-hidden />,
        onClick: () => setColorScheme('auto'),
      },
      {
        id: 'shortcuts',
        label: 'Keyboard shortcuts',
        leftSection: <IconKeyboard size={18} aria-hidden />,
        onClick: showShortcuts,
      },
    ],
  };
}
