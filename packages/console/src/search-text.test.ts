import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from './search-text.ts';

test('what stands in an address is read as it was written, whatever it is', () => {
  const text = fc.string({ minLength: 1, unit: 'binary' }).filter((value) => value.isWellFormed());
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('text', 'type', 'state'), text), (search) => {
      expect(parseSearch(stringifySearch(search))).toEqual({ ...search });
    }),
  );
});

test('what is not set is left out', () => {
  expect(stringifySearch({ state: undefined, type: '', text: 'a b&c', page: 2 })).toBe(
    '?text=a+b%26c&page=2',
  );
  expect(stringifySearch({ state: undefined })).toBe('');
});
