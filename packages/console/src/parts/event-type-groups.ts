import type { SelectableType } from './event-type-selection.ts';

/** A heading of the catalogue with its rows. */
export interface TypeGroup<Row extends SelectableType> {
  readonly name: string;
  readonly nodes: readonly TypeNode<Row>[];
  /** All types below, in order. */
  readonly types: readonly Row[];
}

/** A row that can be chosen: an event type, or a wildcard over those below it. */
export interface TypeNode<Row extends SelectableType> {
  readonly entry: string;
  /** Null for a wildcard. */
  readonly row: Row | null;
  readonly children: readonly TypeNode<Row>[];
}

/** A wildcard is worth a row where at least so many types stand under it. */
const typesUnderWildcardMin = 2;

/** The catalogue as it is shown: groups in the order of their first type, sub-events under their parents. */
export function groupsOf<Row extends SelectableType>(
  types: readonly Row[],
  hasWildcards: boolean,
): readonly TypeGroup<Row>[] {
  const byGroup = Map.groupBy(types, ({ group }) => group);
  return [...byGroup].map(([name, rows]) => ({
    name,
    types: rows,
    nodes: hasWildcards ? underWildcards(rows, '') : underParents(rows),
  }));
}

function underParents<Row extends SelectableType>(rows: readonly Row[]): readonly TypeNode<Row>[] {
  const known = new Set(rows.map(({ type }) => type));
  const children = Map.groupBy(rows, ({ parent }) => parent);
  return rows
    .filter(({ parent }) => parent === null || !known.has(parent))
    .map((row) => ({ ...leaf(row), children: (children.get(row.type) ?? []).map(leaf) }));
}

/** `prefix` is what all rows begin with, its full stop included. */
function underWildcards<Row extends SelectableType>(
  rows: readonly Row[],
  prefix: string,
): readonly TypeNode<Row>[] {
  const bySegment = Map.groupBy(rows, ({ type }) => segmentAfter(prefix, type));
  return [...bySegment].flatMap(([segment, ofSegment]): readonly TypeNode<Row>[] => {
    const deeper = `${prefix}${segment}.`;
    const below = ofSegment.filter(({ type }) => type.startsWith(deeper));
    const itself = ofSegment.filter(({ type }) => !type.startsWith(deeper)).map(leaf);
    if (below.length < typesUnderWildcardMin) return [...itself, ...below.map(leaf)];
    return [...itself, { entry: `${deeper}*`, row: null, children: underWildcards(below, deeper) }];
  });
}

function segmentAfter(prefix: string, type: string): string {
  const end = type.indexOf('.', prefix.length);
  return type.slice(prefix.length, end === -1 ? undefined : end);
}

function leaf<Row extends SelectableType>(row: Row): TypeNode<Row> {
  return { entry: row.type, row, children: [] };
}

/** The groups with the rows that hold every word of the text; what stands above a found row stays, as does what is below it. */
export function searched<Row extends SelectableType>(
  groups: readonly TypeGroup<Row>[],
  text: string,
): readonly TypeGroup<Row>[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return groups;
  return groups.flatMap((group) => {
    const nodes = group.nodes.flatMap((node) => found(node, words, group.name));
    return nodes.length === 0 ? [] : [{ ...group, nodes }];
  });
}

function found<Row extends SelectableType>(
  node: TypeNode<Row>,
  words: readonly string[],
  group: string,
): readonly TypeNode<Row>[] {
  const text = `${group} ${node.entry} ${node.row?.description ?? ''}`.toLowerCase();
  if (words.every((word) => text.includes(word))) return [node];
  const children = node.children.flatMap((child) => found(child, words, group));
  return children.length === 0 ? [] : [{ ...node, children }];
}

/** Entries that no row stands for: wildcards of their own, and types that were archived since. */
export function entriesWithoutRow<Row extends SelectableType>(
  entries: Iterable<string>,
  groups: readonly TypeGroup<Row>[],
): readonly string[] {
  const shown = new Set(groups.flatMap(({ nodes }) => nodes.flatMap(entriesOf)));
  return [...entries].filter((entry) => entry !== '*' && !shown.has(entry));
}

function entriesOf<Row extends SelectableType>({ entry, children }: TypeNode<Row>): readonly string[] {
  return [entry, ...children.flatMap(entriesOf)];
}
