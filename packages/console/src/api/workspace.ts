import { useApiQuery } from './query.ts';

const stableMs = 60_000;

/** What the workspace's dialect leaves open: signature schemes, event types of its own. */
export function useWorkspaceFacts() {
  return useApiQuery(
    { topic: 'workspace', key: ['facts'], call: (client) => client.workspace() },
    { staleTime: stableMs },
  );
}
