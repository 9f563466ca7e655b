import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  chosenCount,
  groupState,
  groupToggled,
  inOrder,
  parentsOf,
  type SelectableType,
  stateOf,
  toggled,
} from './event-type-selection.ts';

const types = [
  row('Case.Created'),
  row('Case.Updated'),
  row('Case.StatusUpdated', 'Case.Updated'),
  row('Case.TagsUpdated', 'Case.Updated'),
  row('Case.Old', null, 'Use Case.Updated.'),
];
const parents = parentsOf(types);

test('a sub-event is chosen with its parent and says so', () => {
  const selection = new Set(['Case.Updated']);
  expect(stateOf('Case.TagsUpdated', selection, parents)).toEqual({ kind: 'included', by: 'Case.Updated' });
  expect(stateOf('Case.Created', selection, parents)).toEqual({ kind: 'off' });
  expect(chosenCount(types, selection, parents)).toBe(3);
});

test('a parent that is chosen takes the place of its sub-events', () => {
  const selection = toggled('Case.Updated', new Set(['Case.TagsUpdated', 'Case.Created']), parents);
  expect([...selection].sort()).toEqual(['Case.Created', 'Case.Updated']);
});

test('a wildcard includes what stands under it, not its own name', () => {
  const selection = new Set(['invoice.*']);
  const kindOf = (entry: string) => stateOf(entry, selection, new Map()).kind;
  expect(kindOf('invoice.paid')).toBe('included');
  expect(kindOf('invoice.paid.late')).toBe('included');
  expect(kindOf('invoice.paid.*')).toBe('included');
  expect(kindOf('invoice')).toBe('off');
  expect(kindOf('invoices.paid')).toBe('off');
  expect(kindOf('invoice.*')).toBe('on');
  expect(stateOf('invoice.*', new Set(['*']), new Map())).toEqual({ kind: 'included', by: '*' });
});

test('a group is chosen without its deprecated types, and given up with them', () => {
  const all = groupToggled(types, new Set(), parents);
  expect([...all]).toEqual(['Case.Created', 'Case.Updated']);
  expect(groupState(types, all, parents)).toBe('on');
  expect([...groupToggled(types, new Set([...all, 'Case.Old', 'Note.Created']), parents)]).toEqual([
    'Note.Created',
  ]);
  expect(groupState(types, new Set(['Case.Old']), parents)).toBe('some');
});

test('whatever is toggled twice is as it was, but for what it took the place of', () => {
  const entry = fc.constantFrom(...types.map(({ type }) => type));
  fc.assert(
    fc.property(fc.array(entry), entry, (chosen, one) => {
      const before = chosen.reduce<ReadonlySet<string>>(
        (all, next) => toggled(next, all, parents),
        new Set(),
      );
      fc.pre(stateOf(one, before, parents).kind === 'off');
      const on = toggled(one, before, parents);
      expect(stateOf(one, on, parents)).toEqual({ kind: 'on' });
      for (const other of before) expect(stateOf(other, on, parents).kind).not.toBe('off');
      expect(toggled(one, on, parents).has(one)).toBe(false);
    }),
  );
});

test('entries keep the order of the catalogue whatever was clicked first', () => {
  expect(inOrder(new Set(['x.*', 'Case.Updated', '*', 'Case.Created']), types)).toEqual([
    'Case.Created',
    'Case.Updated',
    '*',
    'x.*',
  ]);
});

function row(type: string, parent: string | null = null, deprecation: string | null = null): SelectableType {
  return { type, group: 'Case', description: `About ${type}.`, parent, deprecation };
}
