import { expect, test } from 'vitest';
import { eachBounded } from './bounded.ts';

/** Counts what is under way at once, and lets each go when the next turn comes. */
function watched() {
  const seen = { running: 0, runningMost: 0, done: [] as number[] };
  const run = async (item: number): Promise<void> => {
    seen.running += 1;
    seen.runningMost = Math.max(seen.runningMost, seen.running);
    await Promise.resolve();
    seen.running -= 1;
    seen.done.push(item);
  };
  return { seen, run };
}

test('every item is run once, and never more at a time than allowed', async () => {
  const { seen, run } = watched();
  const items = Array.from({ length: 25 }, (_, item) => item);
  await eachBounded(items, 4, run);
  expect(seen.done.toSorted((a, b) => a - b)).toEqual(items);
  expect(seen.runningMost).toBe(4);
});

test('after a stop nothing begins, and what is under way ends', async () => {
  const { seen, run } = watched();
  await eachBounded([1, 2, 3, 4, 5, 6], 2, run, () => seen.done.length >= 2);
  expect(seen.running).toBe(0);
  expect(seen.done).toEqual([1, 2]);
});
