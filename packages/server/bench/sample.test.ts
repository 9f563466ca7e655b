import { dialectNamed, dialectNames } from '@belfry/dialects';
import { expect, test } from 'vitest';
import { sampleOf } from './sample.ts';

const choices = dialectNames.flatMap((dialect) =>
  (dialectNamed(dialect)?.secrets.schemes ?? []).map((scheme) => ({ dialect, scheme })),
);

test.each(choices)(
  'the sample of $dialect is signed by the bare loop as $scheme signs it, and has about 2 KB',
  ({ dialect, scheme }) => {
    const sample = sampleOf(dialect, scheme);
    expect(Buffer.byteLength(sample.body)).toBeGreaterThan(1_700);
    expect(Buffer.byteLength(sample.body)).toBeLessThan(2_100);
    expect(sample.idHeaders.map((name) => sample.headers[name])).toEqual(
      sample.idHeaders.map(() => sample.id),
    );
  },
);

test('a scheme that the dialect has not is refused with those that it has', () => {
  expect(() => sampleOf('compilot', 'v9')).toThrow('compilot has no signature scheme "v9", but v1.');
});
