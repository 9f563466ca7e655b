import { type Client, createClient } from '@belfry/api';

/** Beside the session's cookie each call says which workspace it means; null: none, as for the session itself. */
const clients = new Map<string | null, Client>();

/** The one client of the workspace, for the person who is signed in. */
export function clientOf(workspaceId: string | null): Client {
  const known = clients.get(workspaceId);
  if (known !== undefined) return known;
  const client = createClient({ baseUrl: '', workspaceId });
  clients.set(workspaceId, client);
  return client;
}
