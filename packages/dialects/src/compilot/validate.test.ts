import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recorded, rowOf } from '../../test/compilot-calls.ts';
import type { Issue } from '../dialect.ts';
import { catalogue } from './catalogue.ts';
import { validate } from './validate.ts';

function issuesOf(type: string, changes: Readonly<Record<string, unknown>>): readonly Issue[] {
  const validation = validate({ type, data: { ...Object(rowOf(type).example.data), ...changes } });
  return validation.ok ? [] : validation.issues;
}

const enums = {
  'customer.updated': {
    status: 'Active, Rejected, Dormant, To be reviewed, Failed, Escalated, Terminated, No status',
    riskScore: 'Low, Medium, High, No risk',
    type: 'Individual, Company',
    onboardingLevel: 'Started, Sign-up, AML screening, KYC, Questionaire, Onboarded, Onboarding, KYB',
  },
  'alert.updated': {
    severity: 'Low, Medium, High',
    status: 'Open, Under Investigation, Pending, Closed, Escalated',
  },
  'send.scenario': { result: 'valid, not-valid, skipped, error, unknown' },
};

describe.each(Object.entries(enums))('%s', (type, properties) => {
  test.each(Object.entries(properties))('%s takes the values of the contract and no others', (name, list) => {
    const values = list.split(', ');
    for (const value of values) expect(issuesOf(type, { [name]: value })).toEqual([]);
    const expected = `Expected ${values.map((value) => `"${value}"`).join(' or ')}.`;
    for (const unfit of [values[0]?.toUpperCase(), '', 1]) {
      expect(issuesOf(type, { [name]: unfit })).toEqual([{ path: `data.${name}`, message: expected }]);
    }
  });
});

test('a verification flow takes the providers of the contract and no others', () => {
  const providers = [
    'scorechain',
    'integratedScorechain',
    'big',
    'merkleScience',
    'chainalysis',
    'trmLabs',
    'crystal',
    'ipQualityScore',
    'integratedIpqualityscore',
    'complyAdvantage',
    'integratedComplyAdvantage',
  ];
  const result = providers.map((type) => ({ type, data: {} }));
  expect(issuesOf('send.verification.flow', { result })).toEqual([]);
  expect(issuesOf('send.verification.flow', { result: [{ type: 'scoreChain', data: {} }] })).toMatchObject([
    { path: 'data.result[0].type' },
  ]);
  expect(issuesOf('send.verification.flow', { result: [{ type: 'big', data: [1] }] })).toEqual([]);
  expect(issuesOf('send.verification.flow', { result: [{ type: 'big', data: 'x' }] })).toEqual([
    { path: 'data.result[0].data', message: 'Expected an object or a list.' },
  ]);
});

describe('a property that may be missing', () => {
  const maybe: readonly (readonly [string, readonly string[]])[] = [
    [
      'customer.deleted',
      [
        'externalCustomerId',
        'riskScore',
        'type',
        'onboardingLevel',
        'status',
        'updatedAt',
        'reason',
        'deletedBy',
        'deletedAt',
      ],
    ],
    [
      'alert.updated',
      ['externalCustomerId', 'scenarioAlertCount', 'workflowName', 'workflowId', 'reason', 'updatedAt'],
    ],
    ['send.scenario', ['externalCustomerId', 'address']],
    ['send.verification.flow', ['address']],
  ];

  test.each(maybe)('of %s is null or absent', (type, names) => {
    for (const name of names) {
      expect(issuesOf(type, { [name]: null })).toEqual([]);
      expect(validate({ type, data: without(type, name) }).ok).toBe(true);
    }
  });

  test('is absent and never null in the one place where the contract says so', () => {
    const type = 'send.verification.flow';
    expect(validate({ type, data: without(type, 'externalCustomerId') }).ok).toBe(true);
    expect(issuesOf(type, { externalCustomerId: null })).toEqual([
      { path: 'data.externalCustomerId', message: 'Expected string; where there is none, leave it out.' },
    ]);
  });
});

test('what is required is required by name, null included', () => {
  for (const name of ['cmsProjectId', 'customerId', 'createdBy', 'updatedBy', 'createdAt']) {
    const validation = validate({ type: 'customer.created', data: without('customer.created', name) });
    expect(validation.ok ? [] : validation.issues).toMatchObject([
      { path: `data.${name}`, message: expect.stringMatching(/^Is required\. /) },
    ]);
    expect(issuesOf('customer.created', { [name]: null })).toMatchObject([{ path: `data.${name}` }]);
  }
});

test('the newer events name a workspace where those of a customer name a project, and no type', () => {
  for (const type of ['individual.created', 'company.created']) {
    expect(issuesOf(type, { cmsProjectId: 'p', type: 'Company' }).map(({ path }) => path)).toEqual([
      'data.cmsProjectId',
      'data.type',
    ]);
  }
  expect(issuesOf('customer.created', { workspaceId: 'w' })).toMatchObject([{ path: 'data.workspaceId' }]);
});

test('an id that a publisher states for a customer is not kept: it is the id of the event', () => {
  for (const type of ['customer.updated', 'individual.updated', 'company.updated']) {
    const data = Object(rowOf(type).example.data);
    const plain = recorded({ type, data });
    for (const id of ['7a91e4d3-58b0-4c26-9f17-2d8c6b0e5fa4', 'anything', null]) {
      expect(recorded({ type, data: { id, ...data } })).toEqual(plain);
    }
    expect(issuesOf(type, { id: 7 })).toMatchObject([{ path: 'data.id' }]);
  }
});

test('an alert keeps the id that is its own', () => {
  const { data } = recorded(rowOf('alert.created').example);
  expect(JSON.parse(data)).toHaveProperty('id');
});

test('any example is recorded as it was stated, in its own order of properties', () => {
  fc.assert(
    fc.property(fc.constantFrom(...catalogue), (row) => {
      const shuffled = Object.fromEntries(Object.entries(Object(row.example.data)).toReversed());
      expect(recorded({ type: row.type, data: shuffled }).data).toBe(JSON.stringify(shuffled));
    }),
  );
});

describe('an event that the contract does not know is refused with what is wrong', () => {
  test.each(['', 'customer', 'customer.*', 'Customer.Created', '__proto__', 'constructor'])('%j', (type) => {
    expect(validate({ type, data: {} })).toEqual({
      ok: false,
      issues: [{ path: 'type', message: `${JSON.stringify(type)} is no event type of this dialect.` }],
    });
  });

  test('a sub-event and a context are named', () => {
    const draft = { ...rowOf('alert.created').example, sub_type: 'alert.closed', context: { case: 1 } };
    expect(validate(draft)).toEqual({
      ok: false,
      issues: [
        { path: 'sub_type', message: 'This dialect has no sub-events: leave sub_type out.' },
        { path: 'context.case', message: 'Unknown property "case".' },
      ],
    });
    expect(validate({ ...rowOf('alert.created').example, context: {} }).ok).toBe(true);
  });

  test('whatever the data is, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.constantFrom(...catalogue), fc.anything(), (row, data) => {
        expect(validate({ type: row.type, data }).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('a property named __proto__ and nesting without end are refused', () => {
    const credential = JSON.parse('{"__proto__":{"admin":true}}');
    expect(issuesOf('send.scenario', { data: [credential] })).not.toEqual([]);
    let nested: unknown = {};
    for (let depth = 0; depth < 20_000; depth += 1) nested = { nested };
    expect(issuesOf('send.scenario', { data: [nested] })).not.toEqual([]);
  });
});

function without(type: string, name: string): Record<string, unknown> {
  const { [name]: _, ...rest } = Object(rowOf(type).example.data);
  return rest;
}
