import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judged, patternOf } from './pattern.ts';

test.each([
  '^[A-Z]{2}-\\d{4}$',
  '^(?:red|green|blue)$',
  '^[^\\s@]+@[^\\s@]+\\.[a-z]{2,}$',
  '^\\p{Lu}\\p{Ll}*$',
  '^\\u00e6\\/[\\w-]*$',
  '(?<year>\\d{4})-\\d\\d',
])('%s matches what it matches in ECMAScript', (source) => {
  expect(judged(source)).toMatchObject({ fit: true });
  const pattern = patternOf(source);
  const reference = new RegExp(source, 'u');
  const near = fc.stringMatching(reference);
  fc.assert(
    fc.property(
      fc.oneof(
        near,
        near.map((text) => `${text} `),
        fc.string(),
      ),
      (text) => {
        expect(pattern.test(text)).toBe(reference.test(text));
      },
    ),
  );
});

test('no text of a pattern is thrown at, and one that is fit can be matched with', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: 'binary' })),
      fc.string({ unit: 'binary' }),
      (source, text) => {
        if (judged(source).fit) expect(typeof patternOf(source).test(text)).toBe('boolean');
      },
    ),
  );
});
