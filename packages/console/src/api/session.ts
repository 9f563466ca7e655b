import { type Action, can, type Role, type SessionAnswer } from '@belfry/api';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useCallback } from 'react';
import { clientOf } from './client.ts';
import { ApiError, answered } from './error.ts';

export const sessionKey = ['session'] as const;

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async (): Promise<SessionAnswer | null> => {
    try {
      return answered(await clientOf(null).session.get());
    } catch (error) {
      if (error instanceof ApiError && error.signedOut) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export interface WorkspaceSession {
  readonly user: SessionAnswer['user'];
  readonly workspaces: SessionAnswer['workspaces'];
  /** The workspace of the address. */
  readonly workspace: SessionAnswer['workspaces'][number];
  readonly role: Role;
  /** Whether this person may do it in this workspace: decides what is shown; the server decides what is done. */
  readonly can: (action: Action) => boolean;
}

/** Id of the workspace of the address. Only below /w/…. */
export function useWorkspaceId(): string {
  const { workspaceId } = useParams({ strict: false });
  if (workspaceId === undefined) throw new Error('This is no page of a workspace.');
  return workspaceId;
}

/** Who is signed in and what they may do in the workspace of the address. Only below /w/…. */
export function useSession(): WorkspaceSession {
  const workspaceId = useWorkspaceId();
  const { data } = useQuery(sessionQuery);
  // While the router leads away after the session ended, the page is drawn once more with what was known.
  const session = useLastKnown(data);
  const workspace = session?.workspaces.find(({ id }) => id === workspaceId);
  const role = workspace?.role;
  const may = useCallback((action: Action) => role !== undefined && can(role, action), [role]);
  if (session === undefined || workspace === undefined || role === undefined) {
    throw new Error('The page of a workspace is shown without a session in it.');
  }
  return { user: session.user, workspaces: session.workspaces, workspace, role, can: may };
}

let lastKnown: SessionAnswer | undefined;

function useLastKnown(session: SessionAnswer | null | undefined): SessionAnswer | undefined {
  if (session !== null && session !== undefined) lastKnown = session;
  return lastKnown;
}

/** Puts a session into the cache, or takes it out: after signing in and out. What was read before is forgotten. */
export function useSetSession(): (session: SessionAnswer | null) => void {
  const queries = useQueryClient();
  return useCallback(
    (session) => {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
      queries.setQueryData(sessionKey, session);
    },
    [queries],
  );
}
