import { expect, test } from 'vitest';
import { changesOf } from './changes.ts';

test('each property that either side names is one change, and what one side lacks is null', () => {
  expect(changesOf({ before: { url: 'a', events: ['x'] }, after: { url: 'b', name: null } })).toEqual([
    { property: 'events', before: '[\n  "x"\n]', after: null },
    { property: 'name', before: null, after: 'null' },
    { property: 'url', before: 'a', after: 'b' },
  ]);
});

test('what came into being has no before, and what went has no after', () => {
  expect(changesOf({ before: null, after: { name: 'Orders' } })).toEqual([
    { property: 'name', before: null, after: 'Orders' },
  ]);
  expect(changesOf({ before: null, after: null })).toEqual([]);
});
