import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { visibleText } from './visible-text.tsx';

export interface ConfirmModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The question: "Delete the webhook “Orders”?" */
  readonly title: string;
  /** What will happen, and what cannot be undone. */
  readonly children: ReactNode;
  /** What the button does: "Delete the webhook". */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly loading?: boolean;
  readonly danger?: boolean;
}

/** Asks before something is done. The focus begins on "Cancel". */
export function ConfirmModal(props: ConfirmModalProps) {
  const { opened, onClose, title, children, confirm, onConfirm, loading = false, danger = false } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={visibleText(title)}>
      <Stack>
        <Text component="div" size="sm">
          {children}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button {...(danger ? { color: 'red.9' } : {})} loading={loading} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export interface ConfirmButtonProps
  extends Pick<ButtonProps, 'variant' | 'size' | 'leftSection' | 'disabled' | 'fullWidth' | 'color'> {
  /** On the button. */
  readonly label: string;
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm: string;
  /** `close` when it is done; until then the dialog stays, with `loading`. */
  readonly onConfirm: (close: () => void) => void;
  readonly loading?: boolean;
  readonly danger?: boolean;
}

/** A button that asks first. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, title, children, confirm, onConfirm, loading = false, danger = false, ...button } = props;
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" {...button} onClick={dialog.open}>
        {label}
      </Button>
      <ConfirmModal
        opened={opened}
        onClose={dialog.close}
        title={title}
        confirm={confirm}
        loading={loading}
        danger={danger}
        onConfirm={() => onConfirm(dialog.close)}
      >
        {children}
      </ConfirmModal>
    </>
  );
}
