import { expect, test } from 'vitest';
import { daysOf } from './timeline.ts';

/** In the zone of whoever runs the test. */
const at = (day: number, hour: number) => ({ created_at: new Date(2026, 10, day, hour).toISOString() });

test('what happened stands under its day, in the order in which it came', () => {
  const days = daysOf([at(22, 11), at(22, 1), at(21, 23), at(19, 8)], new Date(2026, 10, 22, 12).getTime());
  expect(days.map(({ label, entries }) => [label, entries.length])).toEqual([
    ['Today', 2],
    ['Yesterday', 1],
    ['Thu, 19 Nov 2026', 1],
  ]);
  expect(daysOf([], 0)).toEqual([]);
});
