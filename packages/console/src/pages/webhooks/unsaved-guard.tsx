import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';

export interface UnsavedGuard {
  /** From now on nothing is unsaved: called before leading away after a save. */
  readonly release: () => void;
  /** Stands anywhere in the page. */
  readonly dialog: ReactNode;
}

/**
 * Asks before unsaved changes are lost: by closing the sidebar, opening another webhook, another page, or the tab.
 * Between the tabs of one webhook nothing is lost.
 */
export function useUnsavedGuard(dirty: boolean): UnsavedGuard {
  const guarding = useRef(dirty);
  guarding.current = dirty;
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      guarding.current &&
      // Whose session ended cannot save anyway.
      next.pathname !== '/sign-in' &&
      (current.pathname !== next.pathname || webhookOf(current.search) !== webhookOf(next.search)),
    enableBeforeUnload: () => guarding.current,
    withResolver: true,
  });
  const blocked = blocker.status === 'blocked';
  return {
    release: () => {
      guarding.current = false;
    },
    dialog: (
      <Modal opened={blocked} onClose={() => blocker.reset?.()} title="Discard the changes?" zIndex={400}>
        <Stack>
          <Text size="sm">What you changed in this webhook has not been saved.</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
              Keep editing
            </Button>
            <Button color="red.9" onClick={() => blocker.proceed?.()}>
              Discard the changes
            </Button>
          </Group>
        </Stack>
      </Modal>
    ),
  };
}

function webhookOf(search: unknown): unknown {
  return typeof search === 'object' && search !== null && 'webhook' in search ? search.webhook : undefined;
}
