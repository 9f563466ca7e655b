import type { Role } from '@belfry/api';

/** What each role may do, for who chooses one. */
export const roleWords: Readonly<Record<Role, { readonly label: string; readonly note: string }>> = {
  viewer: { label: 'Viewer', note: 'Reads webhooks, logs and records, without secrets.' },
  operator: { label: 'Operator', note: 'Also changes and tests webhooks, resends and publishes.' },
  owner: { label: 'Owner', note: 'Also manages keys, members and the workspace, and reads the audit.' },
};
