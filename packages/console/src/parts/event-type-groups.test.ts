import { expect, test } from 'vitest';
import { entriesWithoutRow, groupsOf, searched, type TypeNode } from './event-type-groups.ts';
import type { SelectableType } from './event-type-selection.ts';

const contract = [
  row('Case', 'Case.Created'),
  row('Case', 'Case.Updated'),
  row('Case', 'Case.TagsUpdated', 'Case.Updated'),
  row('Note', 'Note.Created'),
];
const own = [
  'invoice',
  'invoice.created',
  'invoice.paid',
  'invoice.paid.early',
  'invoice.paid.late',
  'user.added',
].map((type) => row('', type));

test('sub-events stand under their parents, groups in the order of the catalogue', () => {
  expect(groupsOf(contract, false).map(({ name, nodes }) => [name, nodes.map(outline)])).toEqual([
    ['Case', ['Case.Created', { 'Case.Updated': ['Case.TagsUpdated'] }]],
    ['Note', ['Note.Created']],
  ]);
});

test('names with a common beginning stand under its wildcard', () => {
  const [group] = groupsOf(own, true);
  expect(group?.nodes.map(outline)).toEqual([
    'invoice',
    {
      'invoice.*': [
        'invoice.created',
        'invoice.paid',
        { 'invoice.paid.*': ['invoice.paid.early', 'invoice.paid.late'] },
      ],
    },
    'user.added',
  ]);
});

test('a search keeps what stands above a found row, and all below one that is found itself', () => {
  const groups = groupsOf(contract, false);
  const outlines = (text: string) => searched(groups, text).flatMap(({ nodes }) => nodes.map(outline));
  expect(outlines('tags')).toEqual([{ 'Case.Updated': ['Case.TagsUpdated'] }]);
  expect(outlines('case.updated')).toEqual([{ 'Case.Updated': ['Case.TagsUpdated'] }]);
  expect(outlines('NOTE created')).toEqual(['Note.Created']);
  expect(outlines('nothing')).toEqual([]);
  expect(searched(groups, '  ')).toBe(groups);
});

test('entries that no row stands for are told', () => {
  expect(entriesWithoutRow(['invoice.*', 'order.*', '*', 'user.gone'], groupsOf(own, true))).toEqual([
    'order.*',
    'user.gone',
  ]);
});

type Outline = string | { [entry: string]: readonly Outline[] };

function outline({ entry, children }: TypeNode<SelectableType>): Outline {
  return children.length === 0 ? entry : { [entry]: children.map(outline) };
}

function row(group: string, type: string, parent: string | null = null): SelectableType {
  return { type, group, description: `About ${type}.`, parent, deprecation: null };
}
