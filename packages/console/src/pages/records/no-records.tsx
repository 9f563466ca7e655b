import { Button, Group } from '@mantine/core';
import { IconFileDescription, IconFileOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSession, useWorkspaceId } from '../../api/session.ts';
import { dialectLabel } from '../../parts/dialect.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { firstRecord } from './first-record.ts';
import classes from './no-records.module.css';

/** The contract of the workspace has events alone. */
export function NoRecordsHere() {
  const { user, workspace } = useSession();
  const workspaceId = useWorkspaceId();
  return (
    <EmptyState
      icon={<IconFileOff size={22} aria-hidden />}
      title="This workspace has no records"
      action={
        <Group gap="xs" justify="center">
          <Button
            renderRoot={(props) => <Link {...props} to="/w/$workspaceId/events" params={{ workspaceId }} />}
          >
            See the events
          </Button>
          {user.installation_owner && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link {...props} to="/w/$workspaceId/settings" params={{ workspaceId }} />
              )}
            >
              Add a workspace
            </Button>
          )}
        </Group>
      }
    >
      Its contract is {dialectLabel(workspace.dialect)}: products publish events, and Belfry keeps nothing
      else of them. Cases and customers, with the vendor’s API to change them, are in workspaces of Dotfile or
      ComPilot.
    </EmptyState>
  );
}

/** There can be records, and none was made. */
export function NoRecordsYet() {
  const { can, workspace } = useSession();
  const workspaceId = useWorkspaceId();
  const first = firstRecord(workspace.dialect, location.origin);
  return (
    <EmptyState
      icon={<IconFileDescription size={22} aria-hidden />}
      title="No records yet"
      action={
        <>
          {first !== null && (
            <div className={classes['request']}>
              <CodeBlock text={first.curl} label={`The request that makes a ${first.makes}`} />
            </div>
          )}
          {can('manage_keys') && (
            <Button
              mt="md"
              variant="default"
              renderRoot={(props) => <Link {...props} to="/w/$workspaceId/keys" params={{ workspaceId }} />}
            >
              Make an API key
            </Button>
          )}
        </>
      }
    >
      Records are made through {dialectLabel(workspace.dialect)}’s API, and each change of one is an event.
      {first !== null && ` Make the first ${first.makes}, with an API key of this workspace as $KEY:`}
    </EmptyState>
  );
}
