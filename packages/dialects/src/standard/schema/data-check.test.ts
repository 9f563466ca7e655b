import { describe, expect, test } from 'vitest';
import { dataCheckOf } from './data-check.ts';
import { dataSchemaProblems } from './problems.ts';
import type { SchemaObject } from './subschemas.ts';

function messagesOf(schema: SchemaObject, value: unknown): readonly string[] {
  expect(dataSchemaProblems(schema)).toEqual([]);
  return dataCheckOf(schema)(value, JSON.stringify(value).length, 'data').map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

const tooMuchWork = ['data: Takes too much work to check against the schema.'];

describe('messages', () => {
  test.each<[SchemaObject, unknown, string]>([
    [{ type: ['string', 'null'] }, 1, 'data: Expected string or null.'],
    [{ anyOf: [{ type: 'string' }, { const: 3 }] }, 1, 'data: Expected string or 3.'],
    [{ oneOf: [{ minimum: 1 }, { maximum: 5 }] }, 3, 'data: Matches more than one of the alternatives.'],
    [{ enum: ['a', { b: 1 }] }, 1, 'data: Expected "a" or {"b":1}.'],
    [{ pattern: '^a$' }, 'b', 'data: Expected a text that matches ^a$.'],
    [{ format: 'date-time' }, '2026-03-02', 'data: Expected a text of the format "date-time".'],
    [{ minItems: 1 }, [], 'data: Must not have fewer than 1 items.'],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, 'data.b: Is required beside "a".'],
    [{ properties: { a: false } }, { a: 1 }, 'data.a: Is not allowed.'],
    [{ unevaluatedProperties: false }, { '0': 1 }, 'data["0"]: Unknown property "0".'],
    [{ prefixItems: [{ properties: { '0': false } }] }, [{ '0': 1 }], 'data[0]["0"]: Is not allowed.'],
    [{ required: ['toString', 'a'] }, { a: 1 }, 'data.toString: Is required.'],
  ])('%j', (schema, value, expected) => {
    expect(messagesOf(schema, value)).toEqual([expected]);
  });

  test('the name of a property that is not to be is shown', () => {
    expect(messagesOf({ propertyNames: { maxLength: 2 } }, { long: 1 })[0]).toMatch(
      /^data: The name "long": /,
    );
  });

  test('a thousand mistakes yield fifty', () => {
    const values = Array.from({ length: 1000 }, (_, index) => index);
    expect(messagesOf({ items: { type: 'string' } }, values)).toHaveLength(50);
  });

  test('a schema with an identifier finds its own parts', () => {
    const schema = {
      $id: 'https://example.com/a',
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      items: { $ref: '#/$defs/a' },
      $defs: { a: { type: 'string' } },
    };
    expect(messagesOf(schema, ['x', 1])).toEqual(['data[1]: Expected string.']);
  });
});

describe('work is bounded', () => {
  test('references that double at every step are broken off', () => {
    const $defs: Record<string, unknown> = { a60: { type: 'object' } };
    for (let step = 0; step < 60; step += 1) {
      const $ref = `#/$defs/a${step + 1}`;
      $defs[`a${step}`] = { allOf: [{ $ref }, { $ref }] };
    }
    expect(messagesOf({ $ref: '#/$defs/a0', $defs }, {})).toEqual(tooMuchWork);
  });

  test('a schema that refers to itself without end is broken off', () => {
    expect(messagesOf({ $ref: '#' }, {})).toEqual(tooMuchWork);
    expect(messagesOf({ anyOf: [{ $ref: '#' }, { $ref: '#' }] }, {})).toEqual(tooMuchWork);
  });

  test('a pattern is matched in linear time, and one that asks for too many steps is broken off', () => {
    expect(messagesOf({ pattern: '^(a+)+$' }, `${'a'.repeat(50_000)}!`)).toHaveLength(1);
    const text = 'ab'.repeat(100_000);
    expect(messagesOf({ pattern: '^(a|b)*a(a|b){300}[cd]$' }, text)).toEqual(tooMuchWork);
    expect(messagesOf({ pattern: '^[a-z]+$' }, text)).toEqual([]);
  });

  test('lists of unique objects are compared up to some thousands', () => {
    const list = (length: number) => Array.from({ length }, (_, id) => ({ id }));
    expect(messagesOf({ uniqueItems: true }, list(500))).toEqual([]);
    expect(messagesOf({ uniqueItems: true }, list(20_000))).toEqual(tooMuchWork);
    const numbers = Array.from({ length: 20_000 }, (_, id) => id);
    expect(messagesOf({ uniqueItems: true, items: { type: 'integer' } }, numbers)).toEqual([]);
  });

  test('a long list of ordinary objects is checked whole', () => {
    const items = {
      type: 'object',
      properties: { sku: { type: 'string', pattern: '^[A-Z]{2}-\\d{4}$' }, count: { type: 'integer' } },
      required: ['sku', 'count'],
      additionalProperties: false,
    };
    const lines = Array.from({ length: 8_000 }, (_, count) => ({ sku: 'AB-1234', count }));
    expect(messagesOf({ type: 'array', items }, lines)).toEqual([]);
  });
});

test('a schema that is read again is not compiled again', () => {
  const schema = { type: 'object', title: 'kept' };
  expect(dataCheckOf(structuredClone(schema))).toBe(dataCheckOf(schema));
});
