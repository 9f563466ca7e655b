import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, percentile, ratio } from './numbers.ts';

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });

test('as many values lie above the median as below it', () => {
  fc.assert(
    fc.property(values, (list) => {
      const middle = median(list) ?? Number.NaN;
      const above = list.filter((value) => value > middle).length;
      const below = list.filter((value) => value < middle).length;
      expect(above).toBeLessThanOrEqual(list.length / 2);
      expect(below).toBeLessThanOrEqual(list.length / 2);
    }),
  );
});

test('a percentile is a value of the list that the share of the list does not exceed', () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
      const value = percentile(list, share) ?? Number.NaN;
      expect(list).toContain(value);
      expect(list.filter((one) => one <= value).length).toBeGreaterThanOrEqual(list.length * share);
      expect(list.filter((one) => one < value).length).toBeLessThanOrEqual(list.length * share);
    }),
  );
});

test('nothing is known of an empty list, and no ratio to nothing', () => {
  expect([median([]), percentile([], 0.5), ratio(1, 0), ratio(null, 1), ratio(1, null)]).toStrictEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
