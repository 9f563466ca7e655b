import { Checkbox } from '@mantine/core';
import type { KeyboardEvent, MouseEvent } from 'react';
import classes from './data-list.module.css';
import type { DataListProps } from './data-list.tsx';

export interface DataListRowProps<Row> {
  readonly list: DataListProps<Row>;
  readonly row: Row;
  readonly index: number;
  /** In px, within the list. */
  readonly top: number;
  readonly measure: (element: HTMLElement | null) => void;
  /** Whether Tab leads to this row: it does to one. */
  readonly focusable: boolean;
  readonly onFocus: () => void;
}

/** One row: opened by a click or Enter, chosen by its box or Space. What is in it keeps its own clicks. */
export function DataListRow<Row>({
  list,
  row,
  index,
  top,
  measure,
  focusable,
  onFocus,
}: DataListRowProps<Row>) {
  const id = list.idOf(row);
  const { selection } = list;
  const selected = selection?.has(id) ?? false;

  function toggle(): void {
    const next = new Set(selection);
    if (!next.delete(id)) next.add(id);
    list.onSelectionChange?.(next);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && list.onOpen !== undefined) list.onOpen(row);
    else if (event.key === ' ' && selection !== undefined) toggle();
    else return;
    event.preventDefault();
  }
  return (
    <div
      ref={measure}
      role="row"
      data-index={index}
      data-open={list.openId === id}
      data-selected={selected}
      data-opens={list.onOpen !== undefined}
      aria-rowindex={index + 2}
      aria-selected={selection === undefined ? undefined : selected}
      aria-label={list.nameOf?.(row)}
      tabIndex={focusable ? 0 : -1}
      className={classes['row']}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (!isOwnClick(event)) list.onOpen?.(row);
      }}
    >
      {selection !== undefined && (
        <span role="gridcell" className={classes['choice']}>
          <Checkbox
            size="xs"
            checked={selected}
            onChange={toggle}
            tabIndex={-1}
            aria-label={`Choose ${list.nameOf?.(row) ?? `row ${index + 1}`}`}
          />
        </span>
      )}
      {list.columns.map(({ key, cell, align, phone = 'line' }) => (
        <span key={key} role="gridcell" className={classes['cell']} data-align={align} data-phone={phone}>
          {cell(row)}
        </span>
      ))}
    </div>
  );
}

/** A click on a button or link in the row, or the end of choosing text with the mouse. */
function isOwnClick({ target, currentTarget }: MouseEvent): boolean {
  const control = target instanceof Element ? target.closest('a, button, input, label') : null;
  if (control !== null && currentTarget.contains(control)) return true;
  return getSelection()?.type === 'Range';
}
