import { Button, VisuallyHidden } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './data-list.module.css';
import { DataListRow } from './data-list-row.tsx';
import { nextRow } from './row-keys.ts';
import { LoadingRows } from './states.tsx';

export interface Column<Row> {
  readonly key: string;
  /** Empty: the row's buttons, which needs no words to be seen. */
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** A track of a CSS grid: "minmax(0, 2fr)", "7rem". Absent: "minmax(0, 1fr)". */
  readonly width?: string;
  readonly align?: 'start' | 'end';
  /** On phones a row is a card: its title, at the title's right, in the line below (the usual), or left out. */
  readonly phone?: 'title' | 'end' | 'line' | 'hidden';
}

export interface DataListProps<Row> {
  /** What it lists, for screen readers: "Deliveries". */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** What a row is called by screen readers; absent: its cells are read. */
  readonly nameOf?: (row: Row) => string;
  /** A click, or Enter. */
  readonly onOpen?: (row: Row) => void;
  /** The row whose sidebar is open. */
  readonly openId?: string | undefined;
  /** Ids of the rows that are chosen; absent: rows cannot be chosen. Space does, on the row with the focus. */
  readonly selection?: ReadonlySet<string>;
  readonly onSelectionChange?: (selection: ReadonlySet<string>) => void;
  readonly isPending?: boolean;
  /** Stands where there are no rows: an EmptyState or an ErrorState. */
  readonly empty: ReactNode;
  readonly hasMore?: boolean;
  readonly isLoadingMore?: boolean;
  readonly onMore?: () => void;
  /** Rows that came since and are not shown: a pill says how many. */
  readonly newCount?: number;
  readonly onShowNew?: () => void;
}

const rowHeight = 45;
/** The next page is asked for when so few rows are left below. */
const rowsLeftMin = 15;

/**
 * Rows in columns, as cards on phones. Only those in sight are drawn, however many there are. Arrow keys move the
 * focus, Enter opens, Space chooses; more is loaded while the reader scrolls.
 */
export function DataList<Row>(props: DataListProps<Row>) {
  const { rows, columns, idOf, newCount = 0, selection } = props;
  const top = useRef<HTMLDivElement>(null);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top.current?.offsetTop ?? 0,
    getItemKey: (index) => (rows[index] === undefined ? index : idOf(rows[index])),
  });
  const items = virtual.getVirtualItems();
  useMore(props, items.at(-1)?.index ?? 0);
  const [activeId, setActiveId] = useState<string | null>(null);
  const active = rows.findIndex((row) => idOf(row) === activeId);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (isOfField(event)) return;
    const next = nextRow(event, active, rows.length);
    const row = rows[next ?? -1];
    if (next === null || row === undefined) return;
    event.preventDefault();
    setActiveId(idOf(row));
    virtual.scrollToIndex(next);
    focusRow(event.currentTarget, next);
  }

  if (props.isPending === true) return <LoadingRows rows={10} rowHeight={rowHeight} />;
  if (rows.length === 0) return props.empty;
  const tracks = [
    ...(selection === undefined ? [] : ['2.25rem']),
    ...columns.map(({ width }) => width ?? 'minmax(0, 1fr)'),
  ].join(' ');
  return (
    <div className={classes['list']} style={{ '--tracks': tracks }}>
      {newCount > 0 && <NewPill count={newCount} hasMore={newCount >= 50} onShow={props.onShowNew} />}
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={props.hasMore === true ? -1 : rows.length + 1}
        aria-multiselectable={selection !== undefined}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <HeaderRow columns={columns} selectable={selection !== undefined} />
        <div ref={top} role="rowgroup" className={classes['body']} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <DataListRow
                key={key}
                list={props}
                row={row}
                index={index}
                top={start - virtual.options.scrollMargin}
                measure={virtual.measureElement}
                focusable={index === Math.max(active, 0)}
                onFocus={() => setActiveId(idOf(row))}
              />
            );
          })}
        </div>
      </div>
      <div role="status" className={classes['more']}>
        {props.isLoadingMore === true ? 'Loading more…' : ''}
      </div>
    </div>
  );
}

function HeaderRow<Row>({
  columns,
  selectable,
}: {
  readonly columns: readonly Column<Row>[];
  readonly selectable: boolean;
}) {
  return (
    <div role="row" className={classes['header']}>
      {selectable && (
        <span role="columnheader">
          <span className={classes['unseen']}>Chosen</span>
        </span>
      )}
      {columns.map(({ key, header, align }) => (
        <span key={key} role="columnheader" data-align={align}>
          {header === '' ? <VisuallyHidden>Actions</VisuallyHidden> : header}
        </span>
      ))}
    </div>
  );
}

interface NewPillProps {
  readonly count: number;
  readonly hasMore: boolean;
  readonly onShow: (() => void) | undefined;
}

function NewPill({ count, hasMore, onShow }: NewPillProps) {
  return (
    <div className={classes['pill']} role="status">
      <Button
        size="compact-sm"
        radius="xl"
        leftSection={<IconArrowUp size={14} aria-hidden />}
        onClick={() => {
          onShow?.();
          scrollTo({ top: 0 });
        }}
      >
        {`${count}${hasMore ? '+' : ''} new`}
      </Button>
    </div>
  );
}

function useMore<Row>({ rows, hasMore, isLoadingMore, onMore }: DataListProps<Row>, lastDrawn: number): void {
  const wanted = hasMore === true && isLoadingMore !== true && lastDrawn >= rows.length - rowsLeftMin;
  useEffect(() => {
    if (wanted) onMore?.();
  }, [wanted, onMore]);
}

/** A key in a field of a row, or in a list or dialog that it opened, which React has bubble here too. */
function isOfField({ target, currentTarget }: KeyboardEvent): boolean {
  if (!(target instanceof Element) || !currentTarget.contains(target)) return true;
  return target.closest('input:not([type="checkbox"]), textarea, select') !== null;
}

/** At once, so that the next key is for that row; one that is out of sight is drawn only after the list is scrolled. */
function focusRow(grid: HTMLElement, index: number): void {
  const rowNow = () => grid.querySelector<HTMLElement>(`[data-index="${index}"]`);
  const drawn = rowNow();
  if (drawn === null) requestAnimationFrame(() => rowNow()?.focus({ preventScroll: true }));
  else drawn.focus({ preventScroll: true });
}
