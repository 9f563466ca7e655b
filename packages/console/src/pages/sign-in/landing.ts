import type { SessionAnswer } from '@belfry/api';

/** Where a person goes after signing in: where they came from, unless it is a workspace they are not in. */
export function landing(from: string | undefined, session: SessionAnswer): string {
  if (from === undefined) return '/';
  const workspaceId = /^\/w\/([^/?#]+)/.exec(from)?.[1];
  if (workspaceId === undefined) return '/';
  return session.workspaces.some(({ id }) => id === workspaceId) ? from : '/';
}
