import { Button } from '@mantine/core';
import { IconMapPinOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Standing, useTitle } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/states.tsx';

/** Stands at an address that no page has, or at a workspace that this person is no member of. */
export function NotFoundPage() {
  useTitle('Not found');
  return (
    <Standing>
      <EmptyState
        level={1}
        icon={<IconMapPinOff size={22} aria-hidden />}
        title="There is nothing here"
        action={
          <Button component={Link} to="/" variant="default">
            Go to the overview
          </Button>
        }
      >
        The address may be mistyped, or what it shows belongs to a workspace that you are no member of.
      </EmptyState>
    </Standing>
  );
}
