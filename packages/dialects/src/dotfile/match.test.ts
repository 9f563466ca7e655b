import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventName } from '../dialect.ts';
import { eventTypeRows } from './event-types.ts';
import { match } from './match.ts';

const types = eventTypeRows.map((row) => row.type);
const events: readonly EventName[] = eventTypeRows.map((row) =>
  row.parent === null ? { type: row.type, subType: null } : { type: row.parent, subType: row.type },
);
const anyEvent = fc.constantFrom(...events);
const anySubscription = fc.uniqueArray(fc.constantFrom(...types));

/** Everything that an event may be called on the wire, best first. */
function formsOf(event: EventName): readonly { readonly subscribed: string; readonly wire: EventName }[] {
  const forms = [{ subscribed: event.type, wire: event }];
  if (event.subType !== null) {
    forms.push({ subscribed: event.subType, wire: { type: event.subType, subType: null } });
  }
  if (event.type === 'Check.Approved' || event.type === 'Check.Rejected') {
    forms.push({ subscribed: 'Check.Completed', wire: { type: 'Check.Completed', subType: null } });
  }
  return forms;
}

test('a webhook gets the first form that it subscribes to, and nothing if it subscribes to none', () => {
  fc.assert(
    fc.property(anySubscription, anyEvent, (subscribed, event) => {
      const best = formsOf(event).find((form) => subscribed.includes(form.subscribed));
      expect(match(new Set(subscribed), event)).toEqual(best?.wire ?? null);
    }),
    { numRuns: 2000 },
  );
});

test('a webhook that subscribes to everything gets the top-level form of every event', () => {
  for (const event of events) expect(match(new Set(types), event)).toEqual(event);
});

test('a webhook that subscribes to both levels gets the top-level form, once', () => {
  const subscribed = new Set(['Case.Updated', 'Case.StatusUpdated']);
  const event = { type: 'Case.Updated', subType: 'Case.StatusUpdated' };
  expect(match(subscribed, event)).toEqual(event);
});

test('a webhook that subscribes to a sub-event alone gets it as an event of its own', () => {
  const subscribed = new Set(['Case.StatusUpdated']);
  expect(match(subscribed, { type: 'Case.Updated', subType: 'Case.StatusUpdated' })).toEqual({
    type: 'Case.StatusUpdated',
    subType: null,
  });
  expect(match(subscribed, { type: 'Case.Updated', subType: 'Case.TagsUpdated' })).toBeNull();
});

test.each(['Check.Approved', 'Check.Rejected'])('%s reaches a subscriber of Check.Completed', (type) => {
  const event = { type, subType: null };
  const legacy = { type: 'Check.Completed', subType: null };
  expect(match(new Set(['Check.Completed']), event)).toEqual(legacy);
  expect(match(new Set(['Check.Completed', type]), event)).toEqual(event);
});

test('Check.Completed, published itself, reaches its own subscribers alone', () => {
  const event = { type: 'Check.Completed', subType: null };
  expect(match(new Set(['Check.Completed']), event)).toEqual(event);
  expect(match(new Set(['Check.Approved', 'Check.Rejected']), event)).toBeNull();
});
