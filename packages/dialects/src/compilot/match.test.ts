import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilot } from './compilot.ts';
import { match } from './match.ts';
import { subscriptionProblem } from './subscription.ts';

const types = compilot.catalogue.map((row) => row.type);

test('a webhook gets the events that it subscribes to by name, under that name, and no others', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...types)), fc.constantFrom(...types), (subscribed, type) => {
      const event = { type, subType: null };
      expect(match(new Set(subscribed), event)).toEqual(subscribed.includes(type) ? event : null);
    }),
    { numRuns: 500 },
  );
});

test('every row of the catalogue may be subscribed to', () => {
  for (const type of types) expect(subscriptionProblem(type)).toBeNull();
});

test.each(['*', 'customer.*', 'send.**', '*.created'])(
  'the wildcard %s is refused, with what to do',
  (wildcard) => {
    expect(subscriptionProblem(wildcard)).toBe(
      `The compilot dialect has no wildcards: in place of ${wildcard}, name each event type.`,
    );
    expect(match(new Set([wildcard]), { type: 'customer.created', subType: null })).toBeNull();
  },
);

test.each(['', 'customer', 'Case.Created', 'CUSTOMER.CREATED', 'toString'])(
  '%j is no event type',
  (unknown) => {
    expect(subscriptionProblem(unknown)).toBe(`No event type of the compilot catalogue: ${unknown}`);
  },
);

test('secrets are those of v1 alone', () => {
  expect(compilot.secrets.schemes).toEqual(['v1']);
  expect(compilot.secrets.problem('whsk_AAAA')).toBe('A secret has the prefix "whsec_".');
  expect(compilot.ownEventTypes).toBeNull();
});
