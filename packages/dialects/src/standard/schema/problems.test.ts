import { describe, expect, test } from 'vitest';
import { dataSchemaBytesMax, dataSchemaNestingMax, dataSchemaProblems } from './problems.ts';

function nested(levels: number): Record<string, unknown> {
  let schema: Record<string, unknown> = {};
  for (let level = 1; level < levels; level += 1) schema = { not: schema };
  return schema;
}

test('a schema that uses what draft 2020-12 has is fit', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://example.com/invoice',
    title: 'Invoice',
    'x-owner': { team: 'billing' },
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      number: { $ref: '#number' },
      'a/b~c': { $ref: '#/properties/a~1b~0c/anyOf/0' },
      tree: { $dynamicRef: '#tree' },
    },
    patternProperties: { '^x_\\p{L}+$': true },
    unevaluatedProperties: false,
    definitions: { number: { $anchor: 'number', type: 'string', pattern: '^[A-Z]{2}-\\d{4}$' } },
    $defs: { tree: { $dynamicAnchor: 'tree', items: { $dynamicRef: '#tree' }, prefixItems: [true] } },
  };
  const properties = { ...schema.properties, 'a/b~c': { anyOf: [{ type: 'null' }] } };
  expect(dataSchemaProblems({ ...schema, properties })).toEqual([]);
  expect(dataSchemaProblems(null)).toEqual([]);
});

describe('what is wrong is named with its path', () => {
  test.each([
    [{ properties: { amount: { type: 'strng' } } }, 'schema.properties.amount.type', /Expected .*"string"/],
    [{ properties: { 'a b': { minimum: '1' } } }, 'schema.properties["a b"].minimum', /Expected number/],
    [{ minimum: { $data: '1/max' } }, 'schema.minimum', /Expected number/],
    [{ items: [{}] }, 'schema.items', /Expected object or boolean/],
    [{ enum: [] }, 'schema.enum', /at least one/],
    [{ requird: ['a'] }, 'schema.requird', /Unknown keyword "requird"/],
    [{ allOf: [{ $async: true }] }, 'schema.allOf[0].$async', /Unknown keyword/],
    [{ nullable: true }, 'schema.nullable', /Unknown keyword/],
    [{ belfryWork: {} }, 'schema.belfryWork', /Unknown keyword/],
    [{ format: 'emial' }, 'schema.format', /Unknown format/],
    [{ $schema: 'http://json-schema.org/draft-07/schema#' }, 'schema.$schema', /2020-12/],
    [{ not: { $id: 'x' } }, 'schema.not.$id', /Only the outermost/],
    [{ anyOf: [{ $anchor: 'a' }, { $dynamicAnchor: 'a' }] }, 'schema.anyOf[1].$dynamicAnchor', /twice/],
    [{ properties: JSON.parse('{"__proto__":{}}') }, 'schema', /__proto__/],
    [{ description: 'x'.repeat(dataSchemaBytesMax) }, 'schema', /at most 65536 bytes/],
    [nested(dataSchemaNestingMax + 1), 'schema', /64 levels/],
    [{ allOf: Array.from({ length: 500 }, () => ({})) }, 'schema', /at most 500 schemas/],
  ])('%j', (schema, path, message) => {
    expect(dataSchemaProblems(schema)).toEqual([{ path, message: expect.stringMatching(message) }]);
  });
});

describe('references', () => {
  test.each(['https://example.com/s.json', 'other.json', '//example.com/a', 'file:///etc/passwd', 'urn:x'])(
    '%s leads out of the schema and is refused',
    ($ref) => {
      for (const keyword of ['$ref', '$dynamicRef']) {
        expect(dataSchemaProblems({ items: { [keyword]: $ref } })).toEqual([
          { path: `schema.items.${keyword}`, message: expect.stringMatching(/stays within the schema/) },
        ]);
      }
    },
  );

  test.each(['#/nowhere', '#nowhere', '#/enum/0', '#/x-own', '#/properties', '#/%', '#/properties/a/'])(
    '%s leads to no schema and is refused',
    ($ref) => {
      const schema = { enum: [{}], 'x-own': {}, properties: { a: {}, b: { $ref } } };
      expect(dataSchemaProblems(schema)).toEqual([
        { path: 'schema.properties.b.$ref', message: expect.stringMatching(/^There is no schema at/) },
      ]);
    },
  );
});

describe('patterns', () => {
  test.each([
    ['(a', /no regular expression/],
    ['\\Qa\\E', /no regular expression/],
    ['(?=a)b', /linear time/],
    ['(a)\\1', /linear time/],
    ['a{2000}', /linear time/],
    ['x'.repeat(513), /at most 512/],
    [`(${'ab'.repeat(20)}){900}`, /too large/],
  ])('%j is refused, as a pattern and as a name of properties', (pattern, message) => {
    const expected = expect.stringMatching(message);
    expect(dataSchemaProblems({ pattern })).toEqual([{ path: 'schema.pattern', message: expected }]);
    expect(dataSchemaProblems({ patternProperties: { [pattern]: true } })).toEqual([
      { path: expect.stringMatching(/^schema\.patternProperties/), message: expected },
    ]);
  });

  test('are bounded in number', () => {
    const anyOf = Array.from({ length: 101 }, (_, index) => ({ pattern: `${index}` }));
    expect(dataSchemaProblems({ anyOf })).toEqual([
      { path: 'schema', message: expect.stringMatching(/100 patterns/) },
    ]);
  });
});
