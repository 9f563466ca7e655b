import type { Action } from '@belfry/api';
import {
  IconBolt,
  IconCategory,
  IconFileDescription,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconListSearch,
  IconSettings,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';

/** The pages of a workspace, as the navigation, the command palette and the shortcuts name them. */
export const destinations = [
  {
    page: 'overview',
    label: 'Overview',
    icon: IconLayoutDashboard,
    letter: 'o',
    group: 'Deliveries',
    action: 'read',
  },
  {
    page: 'webhooks',
    label: 'Webhooks',
    icon: IconWebhook,
    letter: 'w',
    group: 'Deliveries',
    action: 'read',
  },
  { page: 'logs', label: 'Logs', icon: IconListSearch, letter: 'l', group: 'Deliveries', action: 'read' },
  { page: 'events', label: 'Events', icon: IconBolt, letter: 'e', group: 'Data', action: 'read' },
  {
    page: 'event-types',
    label: 'Event types',
    icon: IconCategory,
    letter: 't',
    group: 'Data',
    action: 'read',
  },
  {
    page: 'records',
    label: 'Records',
    icon: IconFileDescription,
    letter: 'r',
    group: 'Data',
    action: 'read',
  },
  { page: 'keys', label: 'API keys', icon: IconKey, letter: 'k', group: 'Workspace', action: 'manage_keys' },
  {
    page: 'members',
    label: 'Members',
    icon: IconUsers,
    letter: 'm',
    group: 'Workspace',
    action: 'manage_members',
  },
  { page: 'audit', label: 'Audit', icon: IconHistory, letter: 'a', group: 'Workspace', action: 'read_audit' },
  {
    page: 'settings',
    label: 'Settings',
    icon: IconSettings,
    letter: 's',
    group: 'Workspace',
    action: 'read_settings',
  },
] as const satisfies readonly {
  readonly page: string;
  readonly label: string;
  readonly icon: typeof IconBolt;
  /** Pressed after "g". */
  readonly letter: string;
  readonly group: 'Deliveries' | 'Data' | 'Workspace';
  readonly action: Action;
}[];

export type Destination = (typeof destinations)[number];

/** Where a destination leads, for the router. */
export function addressOf({ page }: Destination) {
  return `/w/$workspaceId/${page}` as const;
}
