import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSession, useWorkspaceId } from '../../api/session.ts';

/** Where a new workspace begins. */
export function FirstSteps() {
  const workspaceId = useWorkspaceId();
  const { can } = useSession();
  return (
    <Group gap="xs" justify="center">
      {can('operate') && (
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/w/$workspaceId/webhooks"
              params={{ workspaceId }}
              search={{ webhook: 'new' }}
            />
          )}
        >
          Add a webhook
        </Button>
      )}
      <Button
        variant="default"
        renderRoot={(props) => <Link {...props} to="/w/$workspaceId/event-types" params={{ workspaceId }} />}
      >
        See the event types
      </Button>
    </Group>
  );
}
