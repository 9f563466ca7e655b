import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { otherChecks } from '../../test/other-checks.ts';
import type { EventDraft, Issue } from '../dialect.ts';
import { catalogue } from './catalogue.ts';
import { validate } from './validate.ts';

const caseData = exampleOf('Case.StatusUpdated').data;

function exampleOf(type: string): EventDraft {
  const row = catalogue.find((each) => each.type === type);
  if (row === undefined) throw new Error(`${type} is not in the catalogue`);
  return structuredClone(row.example);
}

function issuesOf(draft: EventDraft): readonly Issue[] {
  const validation = validate(draft);
  return validation.ok ? [] : validation.issues;
}

function pathsOf(draft: EventDraft): readonly string[] {
  return issuesOf(draft).map((issue) => issue.path);
}

describe('names', () => {
  test('an unknown type is an issue at type, and the only one', () => {
    const issues = issuesOf({ type: 'Case.Exploded', sub_type: 'x', data: 1 });
    expect(issues).toEqual([{ path: 'type', message: '"Case.Exploded" is no event type of this dialect.' }]);
    for (const type of ['', 'case.created', '__proto__', 'toString', 'Case.Created ']) {
      expect(pathsOf({ type, data: {} })).toEqual(['type']);
    }
  });

  test('a sub-event in type means its parent with that sub-event', () => {
    const expected = { type: 'Case.Updated', subType: 'Case.StatusUpdated' };
    expect(validate({ type: 'Case.StatusUpdated', data: caseData })).toMatchObject({
      ok: true,
      event: { name: expected },
    });
    const both = { type: 'Case.Updated', sub_type: 'Case.StatusUpdated', data: caseData };
    expect(validate(both)).toMatchObject({ ok: true, event: { name: expected } });
  });

  test('an update of a case needs a sub-event; one of an individual or a company may have one', () => {
    expect(issuesOf({ type: 'Case.Updated', data: caseData })).toEqual([
      { path: 'sub_type', message: expect.stringMatching(/^Is required\..*Case\.StatusUpdated/) },
    ]);
    for (const type of ['Individual.Updated', 'Company.Updated']) {
      const { data, context } = exampleOf(type);
      expect(validate({ type, data, context })).toMatchObject({
        ok: true,
        event: { name: { type, subType: null } },
      });
      const subType = type.replace('Updated', 'InfoUpdated');
      expect(validate({ type, sub_type: subType, data, context })).toMatchObject({
        ok: true,
        event: { name: { type, subType } },
      });
    }
  });

  test('a sub-event of another parent, of none, or beside a sub-event is an issue at sub_type', () => {
    const wrong = [
      { type: 'Case.Updated', sub_type: 'Individual.InfoUpdated' },
      { type: 'Case.Updated', sub_type: 'Case.Created' },
      { type: 'Case.Updated', sub_type: '' },
      { type: 'Case.Created', sub_type: 'Case.StatusUpdated' },
      { type: 'Case.StatusUpdated', sub_type: 'Case.TagsUpdated' },
    ];
    for (const name of wrong) expect(pathsOf({ ...name, data: caseData })).toEqual(['sub_type']);
  });
});

describe('texts', () => {
  test('an event is serialised as the publisher wrote it, properties in their order', () => {
    const draft = exampleOf('Company.InfoUpdated');
    const data = Object.fromEntries(Object.entries(Object(draft.data)).toReversed());
    const validation = validate({ ...draft, data });
    expect(validation).toMatchObject({
      ok: true,
      event: { context: JSON.stringify(draft.context), data: JSON.stringify(data) },
    });
  });

  test('an event without a context of its own has an empty one', () => {
    expect(validate({ type: 'Case.StatusUpdated', data: caseData })).toMatchObject({
      ok: true,
      event: { context: '{}' },
    });
  });
});

describe('objects', () => {
  test('every check type and variant passes', () => {
    const { context } = exampleOf('Check.Started');
    for (const check of otherChecks) {
      expect(issuesOf({ type: 'Check.ReviewNeeded', context, data: check })).toEqual([]);
    }
  });

  test('a context that the contract demands is required, and one that it does not know is refused', () => {
    const { data, context } = exampleOf('Check.Started');
    expect(pathsOf({ type: 'Check.Started', data })).toEqual([
      'context.case',
      'context.individual',
      'context.company',
    ]);
    expect(pathsOf({ type: 'Check.Started', data, context: { ...context, workspace: {} } })).toEqual([
      'context.workspace',
    ]);
    expect(pathsOf({ type: 'Case.StatusUpdated', data: caseData, context })).toContain('context.case');
  });

  test('what is wrong is named with its path and with what was expected', () => {
    const draft = exampleOf('Case.StatusUpdated');
    const wrong = structuredClone(Object(draft.data));
    wrong.companies[0].country = 'Norway';
    wrong.companies[1].custom_properties = { 'risk score': {} };
    wrong.status = 'done';
    wrong.individuals[0].birth_date = '05/11/1984';
    delete wrong.tags;
    expect(
      issuesOf({ ...draft, data: wrong }).toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    ).toEqual([
      { path: 'data.companies[0].country', message: expect.stringContaining('two capital letters') },
      {
        path: 'data.companies[1].custom_properties["risk score"]',
        message: expect.stringContaining('list of strings'),
      },
      { path: 'data.individuals[0].birth_date', message: 'Expected a date such as "2026-03-02".' },
      {
        path: 'data.status',
        message: 'Expected "draft" or "open" or "approved" or "rejected" or "closed".',
      },
      { path: 'data.tags', message: 'Is required. Expected array.' },
    ]);
  });
});

describe('bad input is refused and never thrown at', () => {
  test('anything at all in the place of an object', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...catalogue),
        fc.anything(),
        fc.dictionary(fc.string(), fc.anything()),
        (row, data, context) => {
          expect(validate({ type: row.type, data, context }).ok).toBe(false);
        },
      ),
    );
  });

  test('values that JSON cannot hold, or that are nested past all sense', () => {
    const draft = exampleOf('Company.InfoUpdated');
    const cycle: unknown[] = [];
    cycle.push(cycle);
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    for (const value of [cycle, deep, [1n]]) {
      const data = structuredClone(Object(draft.data));
      data.data_lineage.name.current_value = value;
      expect(issuesOf({ ...draft, data })).toEqual([
        { path: 'data', message: 'Cannot be written as JSON, or is nested too deeply.' },
      ]);
    }
  });

  test('a property named __proto__, though not a text that mentions it', () => {
    const draft = exampleOf('Case.StatusUpdated');
    const metadata: unknown = JSON.parse('{"__proto__":{"polluted":"yes"}}');
    expect(pathsOf({ ...draft, data: { ...Object(draft.data), metadata } })).toEqual(['data']);
    const mention = { note: '"__proto__":1', other: '__proto__' };
    expect(pathsOf({ ...draft, data: { ...Object(draft.data), metadata: mention } })).toEqual([]);
  });

  test('a thousand mistakes yield fifty issues', () => {
    const { type, sub_type, data } = exampleOf('Case.StatusUpdated');
    const tags = Array.from({ length: 1000 }, (_, index) => index);
    expect(issuesOf({ type, sub_type, data: { ...Object(data), tags } })).toHaveLength(50);
  });
});
