import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Listing } from '../../domain/listing.ts';
import { type ListRules, parseListQuery } from './list-query.ts';

type Field = 'name' | 'owner_id' | 'status' | 'created_at' | 'tags' | 'active';

const rules: ListRules<Field, 'name' | 'created_at'> = {
  filters: {
    name: { type: 'text', operators: ['eq', 'not_eq', 'like', 'ilike'] },
    owner_id: { type: 'uuid', operators: ['eq', 'not_eq'] },
    status: { type: 'enum', values: ['open', 'closed'], operators: ['eq', 'not_eq', 'in', 'not_in'] },
    created_at: { type: 'instant', operators: ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] },
    tags: { type: 'list', operators: ['array_contains', 'array_not_contains', 'array_overlap'] },
    active: { type: 'boolean', operators: ['eq', 'not_eq'] },
  },
  sortFields: ['name', 'created_at'],
  sortDefault: [{ field: 'created_at', descending: false }],
  limitMax: 100,
};

function read(search: string): Listing<Field, 'name' | 'created_at'> {
  const result = parseListQuery(rules, new URLSearchParams(search));
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

function problem(search: string): string {
  const result = parseListQuery(rules, new URLSearchParams(search));
  expect(result, search).toMatchObject({ ok: false, refusal: { code: 'invalid_request' } });
  return result.ok ? '' : result.refusal.message;
}

describe('an empty query', () => {
  it('means the first page of 20 in the order that the endpoint declares, without conditions', () => {
    expect(read('')).toEqual({
      conditions: [],
      sort: [{ field: 'created_at', descending: false }],
      page: { number: 1, size: 20 },
    });
  });
});

describe('a filter', () => {
  it.each([
    ['name=Ann', { kind: 'comparison', field: 'name', operator: 'eq', value: 'Ann' }],
    ['name.not_eq=Ann', { kind: 'comparison', field: 'name', operator: 'not_eq', value: 'Ann' }],
    ['name.ilike=%25an_%25', { kind: 'pattern', field: 'name', operator: 'ilike', pattern: '%an_%' }],
    [
      'status.in=open,closed',
      { kind: 'membership', field: 'status', operator: 'in', values: ['open', 'closed'] },
    ],
    ['tags=a,b', { kind: 'array', field: 'tags', operator: 'array_contains', values: ['a', 'b'] }],
    [
      'tags.array_overlap=a, b',
      { kind: 'array', field: 'tags', operator: 'array_overlap', values: ['a', ' b'] },
    ],
    ['active=false', { kind: 'comparison', field: 'active', operator: 'eq', value: false }],
    [
      'created_at.gte=2023-01-31',
      { kind: 'comparison', field: 'created_at', operator: 'gte', value: Date.UTC(2023, 0, 31) },
    ],
  ])('%s becomes a typed condition', (search, condition) => {
    expect(read(search).conditions).toEqual([condition]);
  });

  it.each([
    ['colour=red', 'colour'],
    ['colour.eq=red', 'colour.eq'],
    ['toString=1', 'toString'],
    ['__proto__.eq=1', '__proto__.eq'],
    ['name.gt=Ann', 'name.gt'],
    ['name.contains=Ann', 'name.contains'],
    ['name.=Ann', 'name.'],
    ['.eq=Ann', '.eq'],
    ['tags.eq=a', 'tags.eq'],
    ['name=Ann&name=Bob', 'name.eq'],
    ['name=Ann&name.eq=Ann', 'name.eq'],
    ['owner_id=7', 'owner_id.eq'],
    ['status=', 'status.eq'],
    ['status.in=open, closed', 'status.in'],
    ['active=yes', 'active.eq'],
    ['name=a%00b', 'name.eq'],
    ['name.like=a%00b', 'name.like'],
    ['tags=a,b%00', 'tags.array_contains'],
    [`name=${'x'.repeat(1001)}`, 'name.eq'],
    [`tags=${'x,'.repeat(100)}x`, 'tags.array_contains'],
    ['created_at=yesterday', 'created_at.eq'],
    ['created_at=2023-02-30', 'created_at.eq'],
    ['created_at=2023-13-01', 'created_at.eq'],
    ['created_at=2023-01-31T13:30', 'created_at.eq'],
    ['created_at=0999-12-31', 'created_at.eq'],
    ['created_at=9999-12-31T23:59:59-01:00', 'created_at.eq'],
  ])('%s is refused, by name', (search, name) => {
    expect(problem(search)).toContain(`"${name}"`);
  });

  it('may be given several times on one field with different operators, and all must hold', () => {
    expect(read('created_at.gte=2023-01-01&created_at.lt=2023-02-01').conditions).toHaveLength(2);
  });
});

describe('a date', () => {
  it.each([
    ['2023-01-31T13:30:00Z', '2023-01-31T13:30:00.000Z'],
    ['2023-01-31T13:30:00', '2023-01-31T13:30:00.000Z'],
    ['2023-01-31T13:30:00.5Z', '2023-01-31T13:30:00.500Z'],
    ['2023-01-31T13:30:00%2B02:00', '2023-01-31T11:30:00.000Z'],
    ['2023-01-31T13:30:00+02:00', '2023-01-31T11:30:00.000Z'],
    ['2023-01-31T13:30:00-02:00', '2023-01-31T15:30:00.000Z'],
  ])('%s is read as %s', (text, iso) => {
    expect(read(`created_at=${text}`).conditions).toMatchObject([{ value: Date.parse(iso) }]);
  });

  it('survives the way through a query, for every instant of four-digit years', () => {
    const instants = fc.date({
      min: new Date('1000-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(read(`created_at.lt=${instant.toISOString()}`).conditions).toMatchObject([
          { value: instant.getTime() },
        ]);
      }),
    );
  });
});

describe('sort', () => {
  it('takes several fields from left to right, ascending unless said otherwise', () => {
    expect(read('sort=name,created_at.desc').sort).toEqual([
      { field: 'name', descending: false },
      { field: 'created_at', descending: true },
    ]);
    expect(read('sort=name.asc').sort).toEqual([{ field: 'name', descending: false }]);
  });

  it.each([
    'sort=',
    'sort=status',
    'sort=name.up',
    'sort=name,',
    'sort=name,name.desc',
    'sort=name&sort=name',
  ])('%s is refused', (search) => {
    expect(problem(search)).toContain('"sort"');
  });
});

describe('page and limit', () => {
  it('are taken as given within their bounds', () => {
    expect(read('page=3&limit=100').page).toEqual({ number: 3, size: 100 });
  });

  it.each(['page=0', 'page=-1', 'page=1.5', 'page=', 'page=1e3', 'page=1000001', 'page=1&page=2'])(
    '%s is refused',
    (search) => {
      expect(problem(search)).toContain('"page"');
    },
  );

  it.each(['limit=0', 'limit=101', 'limit=all', 'limit=5&limit=5'])('%s is refused', (search) => {
    expect(problem(search)).toContain('"limit"');
  });
});

describe('any query', () => {
  it('is answered with a listing or a refusal, never an exception, and a listing is within its rules', () => {
    const parameter = fc.oneof(
      fc.constantFrom(...Object.keys(rules.filters), 'page', 'limit', 'sort'),
      fc.tuple(fc.constantFrom(...Object.keys(rules.filters)), fc.string()).map((parts) => parts.join('.')),
      fc.string(),
    );
    const value = fc.oneof(fc.string(), fc.constantFrom('open', 'true', '2023-01-31', 'name.desc', '7'));
    fc.assert(
      fc.property(fc.array(fc.tuple(parameter, value), { maxLength: 5 }), (pairs) => {
        const result = parseListQuery(rules, new URLSearchParams(pairs));
        if (!result.ok) return result.refusal.message.length > 0;
        const { conditions, sort, page } = result.value;
        const allowed = conditions.every(({ field, operator }) =>
          rules.filters[field].operators.some((candidate) => candidate === operator),
        );
        return allowed && sort.length > 0 && page.size <= rules.limitMax && page.number >= 1;
      }),
    );
  });

  it('with several problems gets all of them in one answer', () => {
    const message = problem('colour=red&page=0&sort=status');
    expect(message).toContain('"colour"');
    expect(message).toContain('"page"');
    expect(message).toContain('"sort"');
  });
});
