import { IconDoorEnter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { lastWorkspaceId } from '../../api/last-workspace.ts';
import { sessionQuery } from '../../api/session.ts';
import { Standing, useTitle } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/states.tsx';

/** The address "/": leads to the workspace that was open last, else to the first. */
export function StartPage() {
  useTitle('No workspace');
  const { data: session } = useQuery(sessionQuery);
  if (session === null || session === undefined) return null;
  const last = lastWorkspaceId();
  const workspace = session.workspaces.find(({ id }) => id === last) ?? session.workspaces[0];
  if (workspace !== undefined) {
    return <Navigate to="/w/$workspaceId/overview" params={{ workspaceId: workspace.id }} replace />;
  }
  return (
    <Standing>
      <EmptyState level={1} icon={<IconDoorEnter size={22} aria-hidden />} title="You are in no workspace">
        {session.user.installation_owner
          ? 'There is none yet. Make the first one on the server: belfryd workspace create.'
          : 'Ask an owner of a workspace for an invitation.'}
      </EmptyState>
    </Standing>
  );
}
