import { Button, Checkbox, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { EventTypeGroup } from './event-type-group.tsx';
import { entriesWithoutRow, groupsOf, searched } from './event-type-groups.ts';
import { EventTypeRow } from './event-type-row.tsx';
import {
  chosenCount,
  parentsOf,
  type SelectableType,
  type Selection,
  stateOf,
  toggled,
} from './event-type-selection.ts';
import classes from './event-type-tree.module.css';
import { EventTypeWildcard } from './event-type-wildcard.tsx';

export interface EventTypeTreeProps<Row extends SelectableType> {
  readonly types: readonly Row[];
  /** The entries of a webhook's `events`. */
  readonly selection: Selection;
  /** Absent: the tree is only looked at. */
  readonly onChange?: (selection: Selection) => void;
  /** Whether `invoice.*` and `*` may be chosen. */
  readonly hasWildcards: boolean;
  /** What the API says against an entry. */
  readonly errors?: Readonly<Record<string, string>>;
  /** What unfolds below a type; null: nothing does. */
  readonly example: ((row: Row) => ReactNode) | null;
}

/**
 * The event types of a workspace as toggles, by group, sub-events under their parents, with a search. What is chosen
 * brings along what is below it, which says so and cannot be chosen besides.
 */
export function EventTypeTree<Row extends SelectableType>(props: EventTypeTreeProps<Row>) {
  const { types, selection, onChange, hasWildcards, errors = noErrors, example } = props;
  const [text, setText] = useState('');
  const [onlyChosen, setOnlyChosen] = useState(false);
  const parents = useMemo(() => parentsOf(types), [types]);
  const groups = useMemo(() => groupsOf(types, hasWildcards), [types, hasWildcards]);
  const shown = useMemo(() => searched(groups, text), [groups, text]);
  const without = useMemo(() => entriesWithoutRow(selection, groups), [selection, groups]);
  // The rows are many: they keep the same function, and with it what they drew.
  const latest = useRef({ selection, onChange, parents });
  latest.current = { selection, onChange, parents };
  const toggle = useCallback((entry: string) => {
    const now = latest.current;
    now.onChange?.(toggled(entry, now.selection, now.parents));
  }, []);
  const readOnly = onChange === undefined;
  const count = chosenCount(types, selection, parents);
  return (
    <div className={classes['tree']}>
      <div className={classes['bar']}>
        <TextInput
          type="search"
          className={classes['search'] ?? ''}
          placeholder="Search event types"
          aria-label="Search event types"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          // In a form, Enter would save what is being looked for.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
        <Checkbox
          size="xs"
          label="Chosen only"
          checked={onlyChosen}
          onChange={(event) => setOnlyChosen(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed" className="numeric" aria-live="polite">
          {count} of {types.length}
        </Text>
        {!readOnly && selection.size > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => onChange(new Set())}>
            Clear
          </Button>
        )}
      </div>
      {hasWildcards && (text === '' || '*'.includes(text)) && (
        <EventTypeRow
          entry="*"
          description="All event types, those to come too"
          deprecation={null}
          chosen={selection.has('*')}
          includedBy={null}
          readOnly={readOnly}
          error={errors['*'] ?? null}
          onToggle={toggle}
          example={null}
        />
      )}
      {without.map((entry) => (
        <EventTypeRow
          key={entry}
          entry={entry}
          description={
            entry.endsWith('*')
              ? 'A wildcard; no event type stands under it yet'
              : 'Not in the catalogue any more'
          }
          deprecation={null}
          chosen
          includedBy={includedBy(entry, selection, parents)}
          readOnly={readOnly}
          error={errors[entry] ?? null}
          onToggle={toggle}
          example={null}
        />
      ))}
      {shown.map((group) => (
        <EventTypeGroup
          key={group.name}
          group={group}
          selection={selection}
          parents={parents}
          onChange={onChange}
          onToggle={toggle}
          onlyChosen={onlyChosen}
          errors={errors}
          example={example}
        />
      ))}
      {shown.length === 0 && text !== '' && (
        <Text c="dimmed" size="sm" p="md">
          No event type holds “{text}”.
        </Text>
      )}
      {hasWildcards && !readOnly && <EventTypeWildcard selection={selection} onAdd={toggle} />}
    </div>
  );
}

const noErrors: Readonly<Record<string, string>> = {};

function includedBy(
  entry: string,
  selection: Selection,
  parents: ReadonlyMap<string, string>,
): string | null {
  const state = stateOf(entry, selection, parents);
  return state.kind === 'included' ? state.by : null;
}
