import type { Page } from '@belfry/api';
import { expect, test } from 'vitest';
import { merged } from './merged-pages.ts';

const page = (ids: string, next: string | null): Page<{ id: string }> => ({
  data: [...ids].map((id) => ({ id })),
  next_cursor: next,
});
const shown = (...pages: Page<{ id: string }>[]) => ({
  pages,
  pageParams: [undefined, ...pages.slice(0, -1).map(({ next_cursor: next }) => next)],
});
const open = { open: true, pageItems: 3 };
const idsOf = ({ pages }: { pages: Page<{ id: string }>[] }) =>
  pages.map(({ data }) => data.map(({ id }) => id).join(''));

test('a search that found something only further down keeps it, and where to go on, while live data arrives', () => {
  const before = shown(page('', 'after 1'), page('c', 'after 2'));
  const after = merged(before, page('', 'after 0'), open);
  expect(idsOf(after)).toEqual(['', 'c']);
  expect(after.pages.at(-1)?.next_cursor).toBe('after 2');
});

test('what a search finds since goes on top of what it found further down', () => {
  const before = shown(page('', 'after 1'), page('c', null));
  expect(idsOf(merged(before, page('x', 'after 0'), open))).toEqual(['x', 'c']);
});

test('a full first page that shares nothing with the shown ones replaces them: between the two there may be more', () => {
  const before = shown(page('abc', 'after c'), page('d', null));
  expect(idsOf(merged(before, page('xyz', 'after z'), open))).toEqual(['xyz']);
});

test('a first page that is everything replaces what it shares nothing with', () => {
  expect(idsOf(merged(shown(page('ab', null)), page('', null), open))).toEqual(['']);
});

test('new items go on top, and what left the filter goes', () => {
  const before = shown(page('abc', 'after c'), page('de', null));
  expect(idsOf(merged(before, page('xac', 'after c'), open))).toEqual(['xac', 'de']);
});

test('nothing moves while the list is held', () => {
  const before = shown(page('abc', 'after c'));
  expect(idsOf(merged(before, page('xyz', 'after z'), { ...open, open: false }))).toEqual(['abc']);
});
