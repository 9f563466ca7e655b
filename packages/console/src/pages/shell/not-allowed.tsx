import { actionRoles } from '@belfry/api';
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSession } from '../../api/session.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/states.tsx';
import type { Destination } from './destinations.ts';

/** Stands at the address of a page that the person's role may not see: whoever follows a link is told why. */
export function NotAllowed({ destination }: { readonly destination: Destination }) {
  const { role } = useSession();
  return (
    <Page title={destination.label}>
      <EmptyState
        icon={<IconLock size={22} aria-hidden />}
        title="This page is not for your role"
        action={
          <Button component={Link} to="/" variant="default">
            Go to the overview
          </Button>
        }
      >
        You are {role} in this workspace; this needs the role {actionRoles[destination.action]}. An owner can
        give it to you.
      </EmptyState>
    </Page>
  );
}
