import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Selection } from './event-type-selection.ts';
import classes from './event-type-tree.module.css';

export interface EventTypeWildcardProps {
  readonly selection: Selection;
  readonly onAdd: (entry: string) => void;
}

/** Chooses a wildcard that no row stands for, as for event types that are still to come. */
export function EventTypeWildcard({ selection, onAdd }: EventTypeWildcardProps) {
  const [text, setText] = useState('');
  const entry = text.trim();
  const fit = entry === '*' || /^[^*\s]+\.\*$/.test(entry);
  const add = () => {
    if (!fit) return;
    if (!selection.has(entry)) onAdd(entry);
    setText('');
  };
  return (
    <TextInput
      className={classes['wildcard'] ?? ''}
      label="Add a wildcard"
      description="Takes event types that are still to come."
      placeholder="invoice.*"
      spellCheck={false}
      value={text}
      error={problemOf(entry)}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        add();
      }}
      inputContainer={(input) => (
        <div className={classes['wildcardInput']}>
          {input}
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={!fit}
            onClick={add}
          >
            Add
          </Button>
        </div>
      )}
    />
  );
}

/** While it is typed: only what can be no wildcard any more. What the name may hold, the API says. */
function problemOf(entry: string): string | null {
  return /\*./.test(entry) || /[^.]\*$/.test(entry) ? 'A wildcard ends in ".*", as in "invoice.*".' : null;
}
