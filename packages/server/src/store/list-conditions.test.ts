import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { idOf, idTime } from '../domain/id.ts';
import type { Condition, SortKey } from '../domain/listing.ts';
import { instant } from './database.ts';
import { conditionsSql, type ListColumn, orderSql } from './list-conditions.ts';

type Field = 'name' | 'owner' | 'active' | 'tags' | 'seen_at' | 'made_at' | 'case';

const columns: Readonly<Record<Field, ListColumn>> = {
  name: { kind: 'column', name: 'i.name' },
  owner: { kind: 'column', name: 'i.owner' },
  active: { kind: 'column', name: 'i.active' },
  tags: { kind: 'column', name: 'i.tags' },
  seen_at: { kind: 'instant', name: 'i.seen_at' },
  made_at: { kind: 'id_time', name: 'i.id' },
  case: { kind: 'json_text', name: 'i.subject', key: 'case_id' },
};
const columnOf = (field: Field) => columns[field];

interface Item {
  readonly id: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly active: boolean | null;
  readonly tags: readonly string[] | null;
  readonly seenAt: number | null;
  readonly subject: { readonly case_id?: string } | null;
}

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.sql`
    create table items (id uuid primary key, name text, owner uuid, active boolean, tags text[],
      seen_at timestamptz, subject jsonb)`;
});
afterAll(() => database.close());
beforeEach(() => database.sql`truncate items`);

describe('conditions in SQL', () => {
  it('select the very rows for which they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        items,
        fc.array(condition, { minLength: 1, maxLength: 3 }),
        async (rows, conditions) => {
          await store(rows);
          const { sql } = database;
          const found = await sql<{ id: string }[]>`
          select i.id from items i where ${conditionsSql(sql, columnOf, conditions)} order by i.id`;
          const expected = rows.filter((row) => conditions.every((each) => holds(each, row)));
          expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id).sort());
        },
      ),
      { numRuns: 300 },
    );
  });

  it('take nothing from a value for SQL or for a pattern', async () => {
    await store([{ ...blank, id: idOf(1, 0, new Uint8Array(8)), name: "a'; drop table items; --\\" }]);
    const { sql } = database;
    for (const text of ["'", "a'; drop table items; --\\", '\\', '$1', '%\\']) {
      for (const operator of ['like', 'ilike'] as const) {
        const conditions: Condition<Field>[] = [{ kind: 'pattern', field: 'name', operator, pattern: text }];
        await sql`select from items i where ${conditionsSql(sql, columnOf, conditions)}`;
      }
    }
    expect(await sql`select from items`).toHaveLength(1);
  });
});

describe('an order in SQL', () => {
  it('puts every row on exactly one page, however many rows have equal values', async () => {
    const keys = fc.uniqueArray(
      fc.record({
        field: fc.constantFrom<Field>('name', 'seen_at', 'made_at', 'active'),
        descending: fc.boolean(),
      }),
      { minLength: 1, selector: (key) => key.field },
    );
    await fc.assert(
      fc.asyncProperty(items, keys, fc.integer({ min: 1, max: 4 }), async (rows, sort, size) => {
        await store(rows);
        const paged = await readPages(sort, size, rows.length);
        expect([...paged].sort()).toEqual(rows.map(({ id }) => id).sort());
        expect(paged).toEqual(await readPages(sort, Math.max(rows.length, 1), rows.length));
      }),
      { numRuns: 100 },
    );
  });

  it('goes from the first key to the next, each ascending or descending as said', async () => {
    const item = (time: number, name: string): Item => ({
      ...blank,
      id: idOf(time, 0, new Uint8Array(8)),
      name,
    });
    const [b1, a2, b3] = [item(1, 'b'), item(2, 'a'), item(3, 'b')];
    await store([b1, a2, b3]);
    const sort: SortKey<Field>[] = [
      { field: 'name', descending: false },
      { field: 'made_at', descending: true },
    ];
    expect(await readPages(sort, 3, 3)).toEqual([a2.id, b3.id, b1.id]);
  });
});

async function readPages(sort: readonly SortKey<Field>[], size: number, count: number): Promise<string[]> {
  const { sql } = database;
  const ids: string[] = [];
  for (let offset = 0; offset < count; offset += size) {
    const rows = await sql<{ id: string }[]>`
      select i.id from items i order by ${orderSql(sql, columnOf, sort, 'i.id')} limit ${size} offset ${offset}`;
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

async function store(rows: readonly Item[]): Promise<void> {
  const { sql } = database;
  await sql`truncate items`;
  for (const { id, name, owner, active, tags, seenAt, subject } of rows) {
    await sql`
      insert into items (id, name, owner, active, tags, seen_at, subject) values (
        ${id}, ${name}, ${owner}, ${active}, ${tags === null ? null : [...tags]}, ${instant(seenAt)},
        ${subject === null ? null : sql.json(subject)})`;
  }
}

// Few different values, so that rows and conditions meet.
const names = fc.constantFrom('a', 'A', 'ab', 'aB%', 'a_b', 'b\\', '', '☃');
const patterns = fc.constantFrom('a', 'A%', '%b%', 'a_', '_', '%', '', 'b\\', '%\\%', '☃');
const owners = fc.constantFrom(
  'aaaaaaaa-0000-4000-8000-000000000001',
  'AAAAAAAA-0000-4000-8000-000000000001',
  'bbbbbbbb-0000-4000-8000-000000000002',
);
const tag = fc.constantFrom('x', 'y', 'z', 'a"b,{}', '');
const ms = fc.constantFrom(0, 1, 1_700_000_000_000, 1_700_000_000_001, 1_700_000_000_002);
const cases = fc.constantFrom('c1', 'c2', 'C1', '7');

const blank: Omit<Item, 'id'> = {
  name: null,
  owner: null,
  active: null,
  tags: null,
  seenAt: null,
  subject: null,
};

const items: fc.Arbitrary<Item[]> = fc.uniqueArray(
  fc.record({
    id: fc
      .tuple(ms, fc.integer({ min: 0, max: 4095 }), fc.uint8Array({ minLength: 8, maxLength: 8 }))
      .map(([time, sequence, random]) => idOf(time, sequence, random)),
    name: fc.option(names),
    owner: fc.option(owners),
    active: fc.option(fc.boolean()),
    tags: fc.option(fc.array(tag, { maxLength: 3 })),
    seenAt: fc.option(ms),
    subject: fc.option(fc.record({ case_id: cases }, { requiredKeys: [] })),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
);

const equality = fc.constantFrom('eq' as const, 'not_eq' as const);
const comparison = fc.constantFrom(...(['eq', 'not_eq', 'lt', 'lte', 'gt', 'gte'] as const));
const membership = fc.constantFrom('in' as const, 'not_in' as const);
const condition: fc.Arbitrary<Condition<Field>> = fc.oneof(
  compare('name', equality, names),
  compare('owner', equality, owners),
  compare('active', equality, fc.boolean()),
  compare('seen_at', comparison, ms),
  compare('made_at', comparison, ms),
  compare('case', equality, cases),
  fc.record({
    kind: fc.constant('pattern' as const),
    field: fc.constant('name' as const),
    operator: fc.constantFrom('like' as const, 'ilike' as const),
    pattern: patterns,
  }),
  member('name', names),
  member('owner', owners),
  member('case', cases),
  fc.record({
    kind: fc.constant('array' as const),
    field: fc.constant('tags' as const),
    operator: fc.constantFrom(...(['array_contains', 'array_not_contains', 'array_overlap'] as const)),
    values: fc.array(tag, { minLength: 1, maxLength: 2 }),
  }),
);

function compare<Name extends Field>(
  field: Name,
  operator: typeof comparison | typeof equality,
  value: fc.Arbitrary<string | number | boolean>,
) {
  return fc.record({ kind: fc.constant('comparison' as const), field: fc.constant(field), operator, value });
}

function member<Name extends Field>(field: Name, value: fc.Arbitrary<string>) {
  const values = fc.array(value, { minLength: 1, maxLength: 3 });
  return fc.record({
    kind: fc.constant('membership' as const),
    field: fc.constant(field),
    operator: membership,
    values,
  });
}

/** What the conditions mean, said once more without SQL. */
function holds(each: Condition<Field>, item: Item): boolean {
  if (each.kind === 'array') {
    const has = (value: string) => item.tags?.includes(value) ?? false;
    if (each.operator === 'array_contains') return item.tags !== null && each.values.every(has);
    return each.values.some(has) === (each.operator === 'array_overlap');
  }
  const value = valueIn(each.field, item);
  switch (each.kind) {
    case 'pattern':
      return typeof value === 'string' && like(value, each.pattern, each.operator === 'ilike');
    case 'membership': {
      const wanted = each.values.map((text) => (each.field === 'owner' ? text.toLowerCase() : text));
      return wanted.some((text) => text === value) === (each.operator === 'in');
    }
    case 'comparison':
      return compared(
        value,
        each.operator,
        each.field === 'owner' ? String(each.value).toLowerCase() : each.value,
      );
  }
}

function compared(
  value: string | number | boolean | null,
  operator: 'eq' | 'not_eq' | 'lt' | 'lte' | 'gt' | 'gte',
  wanted: string | number | boolean,
): boolean {
  if (operator === 'eq') return value === wanted;
  if (operator === 'not_eq') return value !== wanted;
  if (value === null) return false;
  if (operator === 'lt') return value < wanted;
  if (operator === 'lte') return value <= wanted;
  return operator === 'gt' ? value > wanted : value >= wanted;
}

function valueIn(field: Field, item: Item): string | number | boolean | null {
  switch (field) {
    case 'name':
      return item.name;
    case 'owner':
      return item.owner?.toLowerCase() ?? null;
    case 'active':
      return item.active;
    case 'seen_at':
      return item.seenAt;
    case 'made_at':
      return idTime(item.id);
    case 'case':
      return item.subject?.case_id ?? null;
    case 'tags':
      throw new Error('A list has no single value');
  }
}

function like(text: string, pattern: string, ignoreCase: boolean): boolean {
  const source = [...pattern].map((sign) => {
    if (sign === '%') return '.*';
    return sign === '_' ? '.' : sign.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, ignoreCase ? 'sui' : 'su').test(text);
}
