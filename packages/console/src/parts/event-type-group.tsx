import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useCallback, useId, useState } from 'react';
import type { TypeGroup, TypeNode } from './event-type-groups.ts';
import { EventTypeRow } from './event-type-row.tsx';
import {
  chosenCount,
  groupState,
  groupToggled,
  type SelectableType,
  type Selection,
  stateOf,
} from './event-type-selection.ts';
import classes from './event-type-tree.module.css';

export interface EventTypeGroupProps<Row extends SelectableType> {
  readonly group: TypeGroup<Row>;
  readonly selection: Selection;
  readonly parents: ReadonlyMap<string, string>;
  readonly onChange: ((selection: Selection) => void) | undefined;
  readonly onToggle: (entry: string) => void;
  readonly onlyChosen: boolean;
  readonly errors: Readonly<Record<string, string>>;
  readonly example: ((row: Row) => ReactNode) | null;
}

/** A heading with a toggle for all of its types, which folds. */
export function EventTypeGroup<Row extends SelectableType>(props: EventTypeGroupProps<Row>) {
  const { group, selection, parents, onChange, onlyChosen } = props;
  const [closed, setClosed] = useState(false);
  const id = useId();
  const state = groupState(group.types, selection, parents);
  const count = chosenCount(group.types, selection, parents);
  const name = group.name === '' ? 'Other event types' : group.name;
  if (onlyChosen && state === 'off' && !group.nodes.some(({ entry }) => selection.has(entry))) return null;
  return (
    <section className={classes['group']} aria-labelledby={`${id}-name`}>
      <div className={classes['heading']}>
        <Checkbox
          size="xs"
          checked={state === 'on'}
          indeterminate={state === 'some'}
          disabled={onChange === undefined}
          onChange={() => onChange?.(groupToggled(group.types, selection, parents))}
          aria-label={`All of ${name}`}
        />
        <UnstyledButton
          className={classes['fold'] ?? ''}
          onClick={() => setClosed(!closed)}
          aria-expanded={!closed}
          aria-controls={`${id}-types`}
        >
          <span id={`${id}-name`}>{name}</span>
          <span className={classes['count']}>
            {count} of {group.types.length}
          </span>
          <IconChevronDown size={16} aria-hidden data-closed={closed || undefined} />
        </UnstyledButton>
      </div>
      <div id={`${id}-types`}>{!closed && <Nodes {...props} nodes={group.nodes} />}</div>
    </section>
  );
}

interface NodesProps<Row extends SelectableType> extends EventTypeGroupProps<Row> {
  readonly nodes: readonly TypeNode<Row>[];
}

function Nodes<Row extends SelectableType>({ nodes, ...props }: NodesProps<Row>) {
  return (
    <ul className={classes['list']}>
      {nodes.map((node) => (
        <Node key={node.entry} {...props} node={node} />
      ))}
    </ul>
  );
}

function Node<Row extends SelectableType>({
  node,
  ...props
}: EventTypeGroupProps<Row> & { readonly node: TypeNode<Row> }) {
  const { row, entry, children } = node;
  const { selection, parents, onlyChosen, example } = props;
  const state = stateOf(entry, selection, parents);
  const draw = useCallback(() => (row === null ? null : example?.(row)), [row, example]);
  const unchosen = state.kind === 'off' && !children.some((child) => hasChosen(child, selection, parents));
  if (onlyChosen && unchosen) return null;
  return (
    <li>
      <EventTypeRow
        entry={entry}
        description={row?.description ?? `All of ${entry.slice(0, -2)}, those to come too`}
        deprecation={row?.deprecation ?? null}
        chosen={state.kind === 'on'}
        includedBy={state.kind === 'included' ? state.by : null}
        readOnly={props.onChange === undefined}
        error={props.errors[entry] ?? null}
        onToggle={props.onToggle}
        example={row === null || example === null ? null : draw}
      />
      {children.length > 0 && <Nodes {...props} nodes={children} />}
    </li>
  );
}

function hasChosen<Row extends SelectableType>(
  { entry, children }: TypeNode<Row>,
  selection: Selection,
  parents: ReadonlyMap<string, string>,
): boolean {
  return (
    stateOf(entry, selection, parents).kind !== 'off' ||
    children.some((child) => hasChosen(child, selection, parents))
  );
}
