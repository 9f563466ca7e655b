import fc from 'fast-check';
import { expect, test } from 'vitest';
import { match } from './match.ts';

const segment = fc.constantFrom('a', 'b', 'ab', 'a-b');
const name = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('.'));
const entry = fc.oneof(
  name,
  name.map((text) => `${text}.*`),
  fc.constant('*'),
);

/** Segment by segment, as one would explain it. */
function takes(subscribed: string, type: string): boolean {
  if (subscribed === '*') return true;
  const wanted = subscribed.split('.');
  const given = type.split('.');
  if (wanted.at(-1) !== '*') return subscribed === type;
  return given.length >= wanted.length && wanted.slice(0, -1).every((text, index) => text === given[index]);
}

test('a webhook gets an event that any of its entries takes, always under its own type', () => {
  fc.assert(
    fc.property(fc.uniqueArray(entry, { maxLength: 4 }), name, (subscribed, type) => {
      const event = { type, subType: null };
      const expected = subscribed.some((each) => takes(each, type)) ? event : null;
      expect(match(new Set(subscribed), event)).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});

test('a wildcard takes everything below, at every depth, and not what it stands below', () => {
  const subscribed = new Set(['invoice.*']);
  for (const type of ['invoice.paid', 'invoice.paid.late']) {
    expect(match(subscribed, { type, subType: null })).toEqual({ type, subType: null });
  }
  for (const type of ['invoice', 'invoices.paid', 'customer.invoice.paid']) {
    expect(match(subscribed, { type, subType: null })).toBeNull();
  }
});
