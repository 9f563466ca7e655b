import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { CopyButton } from './copy-button.tsx';
import classes from './secret-field.module.css';

export interface SecretFieldProps {
  /** What it is: "Secret". */
  readonly label: string;
  readonly value: string;
  /** Shown from the start: for what is shown this once. */
  readonly shown?: boolean;
}

/** A secret as dots that a click turns into text; it is copied without being shown. */
export function SecretField({ label, value, shown: shownFirst = false }: SecretFieldProps) {
  const [shown, setShown] = useState(shownFirst);
  const word = shown ? `Hide the ${label.toLowerCase()}` : `Show the ${label.toLowerCase()}`;
  return (
    <Group className={classes['field']} gap={4} wrap="nowrap">
      <code className={classes['value']} aria-label={shown ? undefined : `${label}, hidden`} role="note">
        {shown ? value : '•'.repeat(24)}
      </code>
      <Tooltip label={word}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={word}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <CopyButton value={value} label={`Copy the ${label.toLowerCase()}`} size="md" />
    </Group>
  );
}
