import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

export interface CopyButtonProps {
  /** What is copied. */
  readonly value: string;
  /** What it is, for the label: "Copy the URL". */
  readonly label: string;
  readonly size?: 'sm' | 'md';
}

/** Copies `value` by a click and says so for a moment, to screen readers too. */
export function CopyButton({ value, label, size = 'sm' }: CopyButtonProps) {
  const { copy, copied, error } = useClipboard({ timeout: 1_500 });
  const word = error === null ? (copied ? 'Copied' : label) : 'The browser does not allow copying';
  const side = size === 'sm' ? 14 : 16;
  return (
    <Tooltip label={word}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={size === 'sm' ? 24 : 30}
        aria-label={label}
        onClick={(event) => {
          event.stopPropagation();
          copy(value);
        }}
      >
        {copied ? (
          <IconCheck size={side} color="var(--ok-text)" aria-hidden />
        ) : (
          <IconCopy size={side} aria-hidden />
        )}
        <span aria-live="polite" style={{ position: 'absolute', clipPath: 'inset(50%)' }}>
          {copied ? 'Copied' : ''}
        </span>
      </ActionIcon>
    </Tooltip>
  );
}
