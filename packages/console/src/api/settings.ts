import type { WorkspaceCreate, WorkspaceUpdate } from '@belfry/api';
import { useQueryClient } from '@tanstack/react-query';
import { useApiMutation } from './mutation.ts';
import { useApiQuery } from './query.ts';
import { sessionKey } from './session.ts';

/** Facts of the installation: they change only with a restart. */
export function useSettings() {
  return useApiQuery({ topic: 'settings', key: [], call: (client) => client.settings() });
}

/** Its name also stands in the session: that is read again too. */
export function useRenameWorkspace() {
  const queries = useQueryClient();
  return useApiMutation({
    call: (client, body: WorkspaceUpdate) => client.updateWorkspace(body),
    changes: ['workspace', 'audit'],
    done: 'The workspace was renamed.',
    failure: 'form',
    onDone: () => void queries.invalidateQueries({ queryKey: sessionKey }),
  });
}

/** `onDone` is called when the session knows the new workspace, so that its pages can be opened. */
export function useCreateWorkspace(onDone: (workspaceId: string) => void) {
  const queries = useQueryClient();
  return useApiMutation({
    call: (client, body: WorkspaceCreate) => client.createWorkspace(body),
    changes: [],
    done: (workspace) => `The workspace “${workspace.name}” was created.`,
    failure: 'form',
    onDone: async (workspace) => {
      await queries.invalidateQueries({ queryKey: sessionKey });
      onDone(workspace.id);
    },
  });
}
