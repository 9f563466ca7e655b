import { ActionIcon, Kbd, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import classes from './shell.module.css';

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens the command palette. `compact`: an icon alone. */
export function SearchButton({ compact = false }: { readonly compact?: boolean }) {
  if (compact) {
    return (
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Search and commands"
        onClick={spotlight.open}
      >
        <IconSearch size={19} aria-hidden />
      </ActionIcon>
    );
  }
  return (
    <UnstyledButton className={classes['search']} onClick={spotlight.open}>
      <IconSearch size={15} aria-hidden />
      <span>Search or jump to…</span>
      <Kbd size="xs">{isApple ? '⌘K' : 'Ctrl K'}</Kbd>
    </UnstyledButton>
  );
}
