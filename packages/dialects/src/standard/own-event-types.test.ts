import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dialect, EventTypeDefinition, Issue } from '../dialect.ts';
import { compiledSchema } from './schema/compiled-schema.ts';
import { standard } from './standard.ts';

const line = { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] };
const paid: EventTypeDefinition = {
  type: 'invoice.paid',
  group: 'Invoices',
  description: 'An invoice was paid.',
  deprecation: null,
  dataSchema: {
    $defs: { line },
    type: 'object',
    properties: { id: { type: 'string' }, lines: { type: 'array', items: { $ref: '#/$defs/line' } } },
    required: ['id'],
    additionalProperties: false,
  },
  example: { id: 'in_1', lines: [{ amount: 1 }] },
  archived: false,
};
const anyJson: EventTypeDefinition = { ...paid, type: 'note', dataSchema: null, example: undefined };
const archived: EventTypeDefinition = { ...anyJson, type: 'invoice.lost', archived: true };
const dialect = withTypes([paid, anyJson, archived]);

function withTypes(definitions: readonly EventTypeDefinition[]): Dialect {
  const { ownEventTypes } = standard;
  if (ownEventTypes === null) throw new Error("Event types of this dialect are the workspace's own");
  return ownEventTypes.withEventTypes(definitions);
}

function issuesOf(draft: Parameters<Dialect['validate']>[0]): readonly Issue[] {
  const validation = dialect.validate(draft);
  return validation.ok ? [] : validation.issues;
}

describe('the dialect before types are put in', () => {
  test("has none, and says that they are the workspace's own", () => {
    expect(standard.catalogue).toEqual([]);
    expect(standard.validate({ type: 'invoice.paid', data: {} })).toMatchObject({
      ok: false,
      issues: [{ path: 'type', message: expect.stringContaining("workspace's own") }],
    });
  });
});

describe('the catalogue', () => {
  test('holds the types that may be published, each with an example that validates', () => {
    expect(dialect.catalogue.map(({ type }) => type)).toEqual(['invoice.paid', 'note']);
    for (const { example } of dialect.catalogue)
      expect(dialect.validate(example)).toMatchObject({ ok: true });
    expect(Object.isFrozen(dialect)).toBe(true);
    expect(dialect.name).toBe('standard');
  });

  test('has the schema of the whole body, in which references still lead to where they led', () => {
    const schema = dialect.catalogue[0]?.bodySchema ?? {};
    const { $schema: _, ...rest } = schema;
    const check = compiledSchema(rest, true);
    const body = { type: 'invoice.paid', timestamp: '2026-03-02T09:30:07.005Z', data: paid.example };
    expect(check(body, 10_000)).toEqual([]);
    const wrong = { ...body, timestamp: 'now', data: { id: 'in_1', lines: [{}] } };
    expect(
      check(wrong, 10_000)
        .map(({ instancePath }) => instancePath)
        .sort(),
    ).toEqual(['/data/lines/0', '/timestamp']);
  });
});

describe('subscribing', () => {
  test('goes to a type of the workspace and to any wildcard, also to one that takes no type yet', () => {
    for (const entry of ['invoice.paid', 'note', '*', 'invoice.*', 'customer.*']) {
      expect(dialect.subscriptionProblem(entry)).toBeNull();
    }
  });

  test('goes to no unknown type, no archived one, and nothing that is malformed', () => {
    expect(dialect.subscriptionProblem('customer.created')).toBe(
      'No event type of this workspace: customer.created',
    );
    expect(dialect.subscriptionProblem('invoice.lost')).toMatch(/archived/);
    expect(dialect.subscriptionProblem('invoice*')).toMatch(/^A wildcard/);
  });
});

describe('publishing', () => {
  test('takes what passes the schema, as it was written', () => {
    const data = { lines: [], id: 'in_2' };
    expect(dialect.validate({ type: 'invoice.paid', data })).toEqual({
      ok: true,
      event: {
        name: { type: 'invoice.paid', subType: null },
        context: '{}',
        data: '{"lines":[],"id":"in_2"}',
      },
    });
  });

  test('names each mistake with its path and with what was expected', () => {
    const data = { id: 5, lines: [{ amount: 'x' }, {}], total: 1 };
    const byPath = issuesOf({ type: 'invoice.paid', data }).toSorted((a, b) => (a.path < b.path ? -1 : 1));
    expect(byPath).toEqual([
      { path: 'data.id', message: 'Expected string.' },
      { path: 'data.lines[0].amount', message: 'Expected number.' },
      { path: 'data.lines[1].amount', message: 'Is required.' },
      { path: 'data.total', message: 'Unknown property "total".' },
    ]);
  });

  test('refuses unknown and archived types and says which it is', () => {
    expect(issuesOf({ type: 'invoice.lost', data: {} })).toEqual([
      { path: 'type', message: '"invoice.lost" is archived: it can no longer be published.' },
    ]);
    for (const type of ['', 'invoice', 'invoice.*', '*', '__proto__', 'toString']) {
      expect(issuesOf({ type, data: {} })).toEqual([
        { path: 'type', message: `${JSON.stringify(type)} is no event type of this workspace.` },
      ]);
    }
  });

  test('refuses a sub-event and a context: Standard Webhooks have none', () => {
    const issues = issuesOf({ type: 'note', sub_type: 'x', context: {}, data: 1 });
    expect(issues.map(({ path }) => path)).toEqual(['sub_type', 'context']);
  });

  test('takes any JSON where there is no schema, but for __proto__ and what is nested past all sense', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        fc.pre(!JSON.stringify(data).includes('"__proto__":'));
        expect(dialect.validate({ type: 'note', data })).toMatchObject({
          ok: true,
          event: { data: JSON.stringify(data) },
        });
      }),
    );
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    for (const data of [deep, JSON.parse('{"__proto__":1}'), undefined]) {
      expect(issuesOf({ type: 'note', data }).map(({ path }) => path)).toEqual(['data']);
    }
  });

  test('never throws, whatever stands in the place of an event', () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true });
    fc.assert(
      fc.property(fc.constantFrom('invoice.paid', 'note'), anything, (type, data) => {
        expect(typeof dialect.validate({ type, data }).ok).toBe('boolean');
      }),
    );
  });
});

test('a definition that is no definition is a bug: twice the same name, a name that is none', () => {
  expect(() => withTypes([paid, paid])).toThrow(/twice/);
  expect(() => withTypes([{ ...paid, type: 'a b' }])).toThrow(/a b/);
  const schemaless = withTypes([{ ...paid, dataSchema: { type: 'strng' } }]);
  expect(() => schemaless.validate({ type: 'invoice.paid', data: {} })).toThrow();
});
