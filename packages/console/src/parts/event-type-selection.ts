/** The entries of a webhook's `events`: names of event types and, where the workspace has them, wildcards. */
export type Selection = ReadonlySet<string>;

/** What is needed of a row of the catalogue. */
export interface SelectableType {
  readonly type: string;
  readonly group: string;
  readonly description: string;
  readonly parent: string | null;
  readonly deprecation: string | null;
}

/** `included`: something else that is chosen, `by`, brings it along. */
export type EntryState =
  | { readonly kind: 'on' }
  | { readonly kind: 'off' }
  | { readonly kind: 'included'; readonly by: string };

/** What brings an entry along, nearest first: its parent, and the wildcards that it stands under. */
export function coversOf(entry: string, parents: ReadonlyMap<string, string>): readonly string[] {
  const parent = parents.get(entry);
  return [...(parent === undefined ? [] : [parent]), ...wildcardsOver(entry)];
}

/** Parent by sub-event. */
export function parentsOf(types: readonly SelectableType[]): ReadonlyMap<string, string> {
  return new Map(types.flatMap(({ type, parent }) => (parent === null ? [] : [[type, parent] as const])));
}

export function stateOf(
  entry: string,
  selection: Selection,
  parents: ReadonlyMap<string, string>,
): EntryState {
  const by = coversOf(entry, parents).find((cover) => selection.has(cover));
  if (by !== undefined) return { kind: 'included', by };
  return { kind: selection.has(entry) ? 'on' : 'off' };
}

/** The selection with the entry turned on or off. Turned on, it takes the place of what it brings along. */
export function toggled(
  entry: string,
  selection: Selection,
  parents: ReadonlyMap<string, string>,
): Selection {
  if (selection.has(entry)) return new Set([...selection].filter((other) => other !== entry));
  const kept = [...selection].filter((other) => !coversOf(other, parents).includes(entry));
  return new Set([...kept, entry]);
}

/** "invoice.paid" stands under "invoice.*" and "*". */
function wildcardsOver(entry: string): readonly string[] {
  if (entry === '*') return [];
  const wildcards: string[] = [];
  for (let dot = entry.lastIndexOf('.'); dot > 0; dot = entry.lastIndexOf('.', dot - 1)) {
    const wildcard = `${entry.slice(0, dot)}.*`;
    if (wildcard !== entry) wildcards.push(wildcard);
  }
  return [...wildcards, '*'];
}

export type GroupState = 'on' | 'some' | 'off';

/** Of the types of a group. `on`: every current one is chosen; deprecated ones are chosen one by one only. */
export function groupState(
  types: readonly SelectableType[],
  selection: Selection,
  parents: ReadonlyMap<string, string>,
): GroupState {
  const isChosen = ({ type }: SelectableType) => stateOf(type, selection, parents).kind !== 'off';
  if (!types.some(isChosen)) return 'off';
  return types.filter(({ deprecation }) => deprecation === null).every(isChosen) ? 'on' : 'some';
}

/** Chooses every current type of the group, sub-events by their parents; or none, where all were chosen. */
export function groupToggled(
  types: readonly SelectableType[],
  selection: Selection,
  parents: ReadonlyMap<string, string>,
): Selection {
  const ofGroup = new Set(types.map(({ type }) => type));
  if (groupState(types, selection, parents) === 'on') {
    return new Set([...selection].filter((entry) => !ofGroup.has(entry)));
  }
  return types
    .filter(({ parent, deprecation }) => deprecation === null && (parent === null || !ofGroup.has(parent)))
    .reduce<Selection>(
      (chosen, { type }) =>
        stateOf(type, chosen, parents).kind === 'off' ? toggled(type, chosen, parents) : chosen,
      selection,
    );
}

/** How many of the types the selection brings. */
export function chosenCount(
  types: readonly SelectableType[],
  selection: Selection,
  parents: ReadonlyMap<string, string>,
): number {
  return types.filter(({ type }) => stateOf(type, selection, parents).kind !== 'off').length;
}

/** The entries in the order of the catalogue, what is not in it last: the order does not tell what was clicked when. */
export function inOrder(selection: Selection, types: readonly SelectableType[]): readonly string[] {
  const place = new Map(types.map(({ type }, index) => [type, index]));
  const placeOf = (entry: string) => place.get(entry) ?? types.length;
  return [...selection].sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
}
