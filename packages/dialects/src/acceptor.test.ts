import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { acceptorOf } from './acceptor.ts';
import { eventTypeRows } from './dotfile/event-types.ts';
import { exampleOf } from './dotfile/examples/example.ts';
import { publishedSchemasOf } from './dotfile/schemas/published.ts';

const rows = eventTypeRows.map((row) => ({ ...publishedSchemasOf(row), example: exampleOf(row) }));

describe('what is accepted without the schema', () => {
  test('every example of the catalogue is, so that nearly no event pays for parsing', () => {
    for (const { data, context, example } of rows) {
      expect(acceptorOf(data)(example.data)).toBe(true);
      expect(acceptorOf(context)(example.context ?? {})).toBe(true);
    }
  });

  test('the schema takes as well, and answers an equal value, wherever an example was changed', () => {
    const changed = fc.nat(rows.length - 1).chain((row) =>
      fc.tuple(fc.nat(), replacement).map(([at, value]) => ({
        row,
        value: replaced(structuredClone(rows[row]?.example.data), at, value),
      })),
    );
    let accepted = 0;
    fc.assert(
      fc.property(changed, ({ row, value }) => {
        const { data: schema } = rows[row] ?? never();
        if (!acceptorOf(schema)(value)) return;
        accepted++;
        const parsed = schema.safeParse(value);
        expect(parsed.error?.issues ?? []).toEqual([]);
        expect(parsed.data).toEqual(value);
      }),
      { numRuns: 2_000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test.each([
    ['a text with a check that is no pattern', z.string().max(3), 'abcd', 'abc'],
    ['a number with a bound', z.number().min(3), 2, 3],
    ['a list with a length', z.array(z.string()).max(1), ['a', 'b'], ['a']],
    [
      'a refined object',
      z.strictObject({ a: z.string() }).refine(({ a }) => a === 'x'),
      { a: 'y' },
      { a: 'x' },
    ],
    ['a record with checked keys', z.record(z.string().max(1), z.boolean()), { ab: true }, { a: true }],
    ['a kind of schema that is not known here', z.tuple([z.string()]), [1], ['a']],
    ['a named format', z.ipv4(), '1.2.3', '1.2.3.4'],
  ])('%s is left to the schema', (_what, schema, bad, good) => {
    expect(acceptorOf(schema)(bad)).toBe(false);
    expect(acceptorOf(schema)(good)).toBe(true);
  });

  test('what an object inherits is no property of it', () => {
    const accepts = acceptorOf(z.strictObject({ name: z.string() }));
    expect(accepts(Object.create({ name: 'inherited' }))).toBe(false);
    expect(accepts({ name: 'own' })).toBe(true);
    expect(accepts(['own'])).toBe(false);
  });
});

function never(): never {
  throw new Error('The row is one of them.');
}

const replacement = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    '',
    'x',
    [],
    {},
    '2026-02-30',
    '2026-02-28',
    '2026-01-05T09:00:00.000Z',
    'FR',
  ),
  fc.constant(undefined),
  fc.uuid(),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The value with the leaf, or the property, number `at` replaced; undefined removes it. */
function replaced(value: unknown, at: number, by: unknown): unknown {
  const places: { readonly of: object; readonly name: string }[] = [];
  const visit = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return;
    for (const [name, inner] of Object.entries(each)) {
      places.push({ of: each, name });
      visit(inner);
    }
  };
  visit(value);
  const place = places[at % places.length];
  if (place === undefined) return by;
  if (by === undefined) Reflect.deleteProperty(place.of, place.name);
  else Reflect.set(place.of, place.name, by);
  return value;
}
