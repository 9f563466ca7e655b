import fc from 'fast-check';
import { expect, test } from 'vitest';
import { madeOnce } from './made-once.ts';

test('a value is made where its key is not among the last that one was made for', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', '');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(key, { maxLength: 40 }), (max, asked) => {
      const made: string[] = [];
      const get = madeOnce(max, (each) => {
        made.push(each);
        return { of: each };
      });
      for (const each of asked) {
        const expected = made.slice(-max).includes(each) ? [...made] : [...made, each];
        expect(get(each)).toEqual({ of: each });
        expect(made).toEqual(expected);
      }
    }),
  );
});

test('what is held is the very same, and what could not be made is not held', () => {
  let fails = true;
  const get = madeOnce(2, () => {
    if (fails) throw new Error('no');
    return {};
  });
  expect(() => get('a')).toThrow('no');
  fails = false;
  expect(get('a')).toBe(get('a'));
});
