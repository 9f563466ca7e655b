import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventTypeDefinition } from '../dialect.ts';
import { definitionProblems, exampleBytesMax } from './definition.ts';

const fit: EventTypeDefinition = {
  type: 'invoice.paid',
  group: 'Invoices',
  description: 'An invoice was paid.\nIn full.',
  deprecation: null,
  dataSchema: { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] },
  example: { amount: 12.5 },
  archived: false,
};

function pathsOf(change: Partial<EventTypeDefinition>): readonly string[] {
  return definitionProblems({ ...fit, ...change }).map(({ path }) => path);
}

test('a definition that is fit has no problems, with a schema or without', () => {
  expect(definitionProblems(fit)).toEqual([]);
  expect(pathsOf({ dataSchema: null, example: undefined, group: '', description: '' })).toEqual([]);
  expect(pathsOf({ dataSchema: null, example: null })).toEqual([]);
});

test('every part that is wrong is named by its path, all at once', () => {
  const wrong = {
    type: 'invoice..paid',
    group: 'x'.repeat(101),
    description: 'x'.repeat(2_001),
    deprecation: ' ',
    dataSchema: { type: 'strng' },
  };
  expect(pathsOf(wrong)).toEqual(['name', 'group', 'description', 'deprecation', 'schema.type']);
});

test('texts hold no control characters and no half of a pair', () => {
  expect(pathsOf({ group: 'a\nb' })).toEqual(['group']);
  expect(pathsOf({ description: 'a\u0000b' })).toEqual(['description']);
  expect(pathsOf({ deprecation: '\ud800' })).toEqual(['deprecation']);
});

describe('the example', () => {
  test('passes the schema, or each of its mistakes is named', () => {
    expect(definitionProblems({ ...fit, example: { amount: '12' } })).toEqual([
      { path: 'example.amount', message: 'Expected number.' },
    ]);
  });

  test('is needed where the schema does not take the {} that stands for it', () => {
    expect(definitionProblems({ ...fit, example: undefined })).toEqual([
      { path: 'example', message: expect.stringMatching(/^Is required/) },
    ]);
    expect(pathsOf({ dataSchema: { type: 'object' }, example: undefined })).toEqual([]);
  });

  test('is JSON of a bounded size without __proto__', () => {
    const dataSchema = null;
    expect(pathsOf({ dataSchema, example: 'x'.repeat(exampleBytesMax) })).toEqual(['example']);
    expect(pathsOf({ dataSchema, example: JSON.parse('{"a":{"__proto__":1}}') })).toEqual(['example']);
    expect(pathsOf({ dataSchema, example: 1n })).toEqual(['example']);
  });
});

test('no definition is thrown at', () => {
  const anything: fc.Arbitrary<EventTypeDefinition> = fc.record({
    type: fc.string({ unit: 'binary' }),
    group: fc.string({ unit: 'binary' }),
    description: fc.string({ unit: 'binary' }),
    deprecation: fc.option(fc.string({ unit: 'binary' })),
    dataSchema: fc.option(fc.dictionary(fc.string(), fc.anything())),
    example: fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }),
    archived: fc.boolean(),
  });
  fc.assert(
    fc.property(anything, (definition) => {
      expect(Array.isArray(definitionProblems(definition))).toBe(true);
    }),
  );
});
