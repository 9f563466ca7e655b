import { Drawer, Group, ScrollArea, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './side-drawer.module.css';

export interface SideDrawerProps {
  readonly opened: boolean;
  /** The reader closes it: by the button, Escape or a click beside it. The page takes it out of the address. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** Under the title: what it is, its state. */
  readonly subtitle?: ReactNode;
  /** Buttons at the top right, beside the one that closes. */
  readonly tools?: ReactNode;
  /** Buttons that stay in sight while the content scrolls, at the bottom. */
  readonly actions?: ReactNode;
  /** Width on wide screens, in px; on phones it is the whole width. */
  readonly width?: number;
  readonly children: ReactNode;
}

/** A sidebar over the page at the right. Holds the focus while it is open, and returns it to what opened it. */
export function SideDrawer({
  opened,
  onClose,
  title,
  subtitle,
  tools,
  actions,
  width = 640,
  children,
}: SideDrawerProps) {
  useEscape(opened, onClose);
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      position="right"
      size={`min(${width}px, 100vw)`}
      // A class of Drawer.Content itself would be that of the box around it too.
      classNames={{ content: classes['content'] ?? '' }}
      closeOnEscape={false}
    >
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content>
        <Drawer.Header className={classes['header'] ?? ''} role="presentation">
          <div className={classes['titles']}>
            <Drawer.Title className={classes['title'] ?? ''}>{title}</Drawer.Title>
            {subtitle !== undefined && (
              <Text size="sm" c="dimmed" component="div" className={classes['subtitle'] ?? ''}>
                {subtitle}
              </Text>
            )}
          </div>
          <Group gap={4} wrap="nowrap" className={classes['tools'] ?? ''}>
            {tools}
            <Drawer.CloseButton aria-label="Close" />
          </Group>
        </Drawer.Header>
        <ScrollArea className={classes['scroll'] ?? ''} type="auto">
          <div className={classes['body']}>{children}</div>
        </ScrollArea>
        {actions !== undefined && (
          <Group className={classes['actions']} justify="flex-end" gap="xs">
            {actions}
          </Group>
        )}
      </Drawer.Content>
    </Drawer.Root>
  );
}

/** Escape closes the sidebar, but not while a dialog stands over it, or a list is unfolded: then it closes those. */
function useEscape(opened: boolean, onClose: () => void): void {
  useWindowEvent(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || event.isComposing || !opened) return;
      const { target } = event;
      const taken =
        target instanceof Element && target.getAttribute('data-mantine-stop-propagation') === 'true';
      if (taken || document.querySelectorAll('[role="dialog"][aria-modal="true"]').length > 1) return;
      // A dialog that asks whether to close would be closed by the same key: it may stand before the next listener.
      event.stopImmediatePropagation();
      onClose();
    },
    { capture: true },
  );
}
