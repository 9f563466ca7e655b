import { dialectNamed } from '@belfry/dialects';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../../test/dotfile/canonical.ts';
import { newRoot, type StoredRecord } from '../../../domain/record.ts';
import { createdCase } from './case-decisions.ts';
import { caseKind } from './case-record.ts';
import { entityUpdated, touchedGroups } from './entity-events.ts';
import { createdIndividual, individualProblem, patchedIndividual } from './individual-decisions.ts';
import { individualUpdate } from './individual-input.ts';
import { individuals } from './individual-kind.ts';
import type { IndividualDocument } from './individual-record.ts';

const id = '01a202b3-b05a-7000-8000-b0f00ca99c7e';
const at = Date.parse('2026-11-22T10:00:00.000Z');
const moment = { at, newId: () => id };
const holder = newRoot(
  caseKind,
  moment,
  createdCase({ name: 'Acme' }, { template: undefined, assignee: undefined, tags: undefined }, moment),
);

const text = fc.string({ unit: 'binary', maxLength: 10 });
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const country = fc.constantFrom('NO', 'SE', 'FR');
const percentage = fc.double({ min: 0, max: 100, noNaN: true });

/** Bodies of patches, each with some of the properties. */
const anyPatch = fc.record(
  {
    first_name: text,
    middle_name: orNull(text),
    last_name: text,
    email: orNull(fc.constantFrom('lea@example.com', 'ola@example.com')),
    is_business_contact: fc.boolean(),
    is_delegator: fc.boolean(),
    is_signatory: fc.boolean(),
    birth_date: orNull(fc.constantFrom('1980-01-31', '1879-03-14')),
    gender: orNull(fc.constantFrom('male', 'female', 'other')),
    nationalities: orNull(fc.array(country, { maxLength: 3 })),
    address: fc.record({ city: orNull(text), country: orNull(country) }, { requiredKeys: [] }),
    banking_information: orNull(fc.constant({ iban: 'no93 8601 1117 947', bic: null })),
    ownership_percentage: orNull(percentage),
    roles: fc.array(fc.constantFrom('legal_representative', 'shareholder'), { maxLength: 3 }),
    custom_properties: fc.dictionary(
      text.filter((name) => name !== '__proto__' && name !== ''),
      orNull(fc.oneof(text, fc.boolean(), fc.integer())),
    ),
  },
  { requiredKeys: [] },
);

/** As it is read from the database, after some patches. */
const anyIndividual = fc
  .tuple(fc.array(anyPatch, { maxLength: 3 }), fc.boolean())
  .map(([patches, relevant]) => {
    const blank = createdIndividual({ first_name: 'Lea', last_name: 'Berg' }, moment);
    const patched = patches.reduce<IndividualDocument>(
      (document, patch) => patchedIndividual(document, individualUpdate.parse(patch)),
      { ...blank, is_relevant: relevant },
    );
    const stored: IndividualDocument = JSON.parse(JSON.stringify(patched));
    return stored;
  });

const recordOf = (document: IndividualDocument): StoredRecord<IndividualDocument> => ({
  id,
  kind: 'individual',
  parentId: holder.id,
  rootId: holder.id,
  version: 1,
  updatedAt: at,
  document,
});

function eventsOf(before: IndividualDocument, after: IndividualDocument) {
  const image = individuals.image(recordOf(after), { checks: [], documentOrders: [] });
  return entityUpdated(individuals, recordOf(before), recordOf(after), image, holder);
}

describe('the events of a change', () => {
  test('pass the dialect, share one image and are each told once, whatever changed', () => {
    const dialect = dialectNamed('dotfile');
    fc.assert(
      fc.property(anyIndividual, anyIndividual, (before, after) => {
        const events = eventsOf(before, after);
        expect(new Set(events.map(({ draft }) => draft.sub_type)).size).toBe(events.length);
        for (const { draft, subject } of events) {
          expect(dialect?.validate(draft)).toMatchObject({ ok: true });
          expect(draft.data).toBe(events[0]?.draft.data);
          expect(subject).toEqual({ case_id: holder.id, individual_id: id });
        }
      }),
    );
  });

  test('are those of the details where anything but relevance and activity differs, and only then', () => {
    fc.assert(
      fc.property(anyIndividual, anyIndividual, (before, other) => {
        const after = { ...other, last_activity_at: new Date(at + 1).toISOString() };
        const details = ({ is_relevant: _, last_activity_at: __, ...rest }: IndividualDocument) => rest;
        const groups = touchedGroups(before, after);
        const differs = !Object.entries(details(before)).every(
          ([name, value]) => canonical(value) === canonical(Object(after)[name]),
        );
        expect(groups.includes('InfoUpdated')).toBe(differs);
        expect(groups.includes('MarkedAsRelevant')).toBe(!before.is_relevant && after.is_relevant);
        expect(groups.includes('MarkedAsNotRelevant')).toBe(before.is_relevant && !after.is_relevant);
      }),
    );
  });
});

describe('a patch', () => {
  test('changes what it names and nothing else, and changes nothing the second time', () => {
    fc.assert(
      fc.property(anyIndividual, anyPatch, (before, body) => {
        const patch = individualUpdate.parse(body);
        const after = patchedIndividual(before, patch);
        for (const name of Object.keys(before)) {
          if (!Object.hasOwn(patch, name)) expect(Object(after)[name]).toEqual(Object(before)[name]);
        }
        expect(eventsOf(after, patchedIndividual(after, patch))).toEqual([]);
      }),
    );
  });

  test('is refused by a problem exactly where the individual would be what none may be', () => {
    fc.assert(
      fc.property(anyIndividual, anyPatch, (before, body) => {
        const after = patchedIndividual(before, individualUpdate.parse(body));
        const { email, is_business_contact, is_signatory, is_delegator, is_relevant } = after;
        const fine =
          (email !== null || !(is_business_contact || is_signatory)) &&
          !(is_signatory && is_delegator) &&
          (is_relevant || !(is_signatory || is_delegator));
        expect(individualProblem(after) === null).toBe(fine);
      }),
    );
  });
});
