import { ActionIcon, CloseButton, Group, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import classes from './filter-bar.module.css';

export interface FilterBarProps {
  /** What the filters are of, for screen readers: "Filter the deliveries". */
  readonly label: string;
  /** Whether any filter is set: then a button clears them. */
  readonly active: boolean;
  readonly onClear: () => void;
  /** SearchField, selects, FilterField … */
  readonly children: ReactNode;
}

/** The row of filters above a list. On phones it scrolls sideways rather than fill the screen. */
export function FilterBar({ label, active, onClear, children }: FilterBarProps) {
  return (
    <search className={classes['bar']} aria-label={label}>
      <Group gap="xs" className={classes['fields']}>
        {children}
        {active && (
          <Tooltip label="Clear the filters">
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label="Clear the filters"
              onClick={onClear}
            >
              <IconFilterOff size={17} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
    </search>
  );
}

export interface SearchFieldProps {
  /** "Search in the payload". */
  readonly label: string;
  readonly value: string | undefined;
  /** Told a moment after the last key, and at once by Enter; undefined: the field is empty. */
  readonly onChange: (text: string | undefined) => void;
  readonly placeholder?: string;
  readonly width?: number;
}

const typingMs = 300;

/** A text filter. The key "/" leads to the first of a page. */
export function SearchField({ label, value, onChange, placeholder = label, width = 260 }: SearchFieldProps) {
  const [text, setText] = useState(value ?? '');
  const say = (typed: string): void => onChange(typed.trim() === '' ? undefined : typed.trim());
  const sayLater = useDebouncedCallback(say, typingMs);
  // The address changed without this field: by "Clear", or the browser's way back.
  useEffect(() => setText((typed) => (typed.trim() === (value ?? '') ? typed : (value ?? ''))), [value]);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        text === '' ? null : (
          <CloseButton
            size="sm"
            aria-label="Clear the search"
            onClick={() => {
              setText('');
              sayLater.cancel();
              onChange(undefined);
            }}
          />
        )
      }
      className={classes['search'] ?? ''}
      w={width}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        sayLater(currentTarget.value);
      }}
      onKeyDown={({ key }) => {
        if (key === 'Enter') sayLater.flush();
      }}
    />
  );
}
