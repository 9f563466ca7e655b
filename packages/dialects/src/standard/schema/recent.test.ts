import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRecent } from './recent.ts';

test('a value is made where its key is not among the last that were asked for', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', '');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(key, { maxLength: 40 }), (max, asked) => {
      const recent = createRecent<string>(max);
      let lately: readonly string[] = [];
      for (const each of asked) {
        let made = false;
        const value = recent.get(each, () => {
          made = true;
          return `value of ${each}`;
        });
        expect(value).toBe(`value of ${each}`);
        expect(made).toBe(!lately.includes(each));
        lately = [each, ...lately.filter((other) => other !== each)].slice(0, max);
      }
    }),
  );
});

test('what could not be made is not held', () => {
  const recent = createRecent<number>(2);
  const fail = () => {
    throw new Error('no');
  };
  expect(() => recent.get('a', fail)).toThrow('no');
  expect(recent.get('a', () => 1)).toBe(1);
});
