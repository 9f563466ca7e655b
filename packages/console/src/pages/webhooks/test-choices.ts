import { parentsOf, type SelectableType, stateOf } from '../../parts/event-type-selection.ts';

export interface TestChoices {
  /** For a select: what the webhook gets first, then the rest of the catalogue. */
  readonly groups: readonly { readonly group: string; readonly items: string[] }[];
  /** What the API would choose; null: there is no event type. */
  readonly first: string | null;
}

/** The event types that a test may send. */
export function testChoices(types: readonly SelectableType[], events: readonly string[]): TestChoices {
  const selection = new Set(events);
  const parents = parentsOf(types);
  const isChosen = ({ type }: SelectableType) => stateOf(type, selection, parents).kind !== 'off';
  const chosen = types.filter(isChosen).map(({ type }) => type);
  const others = types.filter((row) => !isChosen(row)).map(({ type }) => type);
  return {
    groups: [
      { group: 'Subscribed', items: chosen },
      { group: 'Not subscribed', items: others },
    ].filter(({ items }) => items.length > 0),
    first: chosen[0] ?? others[0] ?? null,
  };
}
