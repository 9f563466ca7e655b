import { dialectNamed } from '@belfry/dialects';
import { caseFlags, riskLevels } from '@belfry/dialects/dotfile';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../../test/dotfile/canonical.ts';
import { caseEvents } from './case-events.ts';
import { caseImage } from './case-image.ts';
import { caseMembers } from './case-members.ts';
import type { CaseDocument } from './case-record.ts';

const at = Date.parse('2026-11-22T10:00:00.000Z');
const recordId = '01a202b3-b05a-7000-8000-b0f00ca99c7e';
const uuid = fc.uuid();
const text = fc.string({ unit: 'binary', maxLength: 20 });
const key = text.filter((name) => name !== '__proto__');
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const date = instant.map((iso) => iso.slice(0, 10));
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });

const anyDocument: fc.Arbitrary<CaseDocument> = fc.record({
  name: text,
  status: fc.constantFrom('draft', 'open', 'approved', 'rejected', 'closed'),
  external_id: orNull(text),
  space_slug: fc.constant(null),
  template: orNull(fc.record({ id: uuid, name: text, key: text })),
  assignee: orNull(
    fc.record({ id: uuid, first_name: text, last_name: text, email: fc.constant('lea@example.com') }),
  ),
  flags: fc.subarray([...caseFlags]),
  contact_has_actions: fc.boolean(),
  reviewer_has_actions: fc.boolean(),
  tags: fc.uniqueArray(text, { maxLength: 3 }),
  risk: orNull(
    fc.record({
      id: uuid,
      mode: fc.constantFrom('automatic', 'manual'),
      level: fc.constantFrom(...riskLevels),
      comment: orNull(text),
      score: orNull(fc.integer()),
      components: fc.constant(null),
      flags: fc.constant(null),
      created_at: instant,
      updated_at: instant,
    }),
  ),
  review: orNull(
    fc.record({
      id: uuid,
      status: fc.constantFrom('approved', 'rejected', 'closed'),
      comment: orNull(text),
      reviewer_type: fc.constant('api'),
      user: fc.constant(null),
      reviewed_at: instant,
      next_review_at: orNull(date),
    }),
  ),
  review_due_told: fc.constant(null),
  custom_properties: fc.dictionary(key, fc.oneof(text, fc.boolean(), fc.integer(), fc.array(text))),
  metadata: orNull(fc.dictionary(key, text)),
  last_activity_at: instant,
  last_contact_action_at: orNull(instant),
  client_portal: fc.constant(null),
});
/** As it is read from the database. */
const anyCase = anyDocument.map((document): CaseDocument => JSON.parse(JSON.stringify(document)));

/** Which sub-events a property belongs to; what is not here has events of its own, or none. */
const tellers: Readonly<Partial<Record<keyof CaseDocument, string>>> = {
  status: 'Case.StatusUpdated',
  flags: 'Case.FlagsUpdated',
  name: 'Case.InfoUpdated',
  external_id: 'Case.InfoUpdated',
  custom_properties: 'Case.InfoUpdated',
  template: 'Case.TemplateUpdated',
  risk: 'Case.RiskUpdated',
  metadata: 'Case.MetadataUpdated',
  tags: 'Case.TagsUpdated',
  assignee: 'Case.AssigneeUpdated',
  contact_has_actions: 'Case.ContactHasActionsUpdated',
  reviewer_has_actions: 'Case.ReviewerHasActionsUpdated',
};

function eventsOf(before: CaseDocument, after: CaseDocument) {
  const record = { id: recordId, kind: 'case', parentId: null, rootId: recordId, version: 2, updatedAt: at };
  const image = caseImage({ ...record, document: after }, caseMembers([]));
  return caseEvents(before, after, image, at);
}

const subTypes = (events: ReturnType<typeof eventsOf>) =>
  events.flatMap(({ draft }) => (draft.sub_type === undefined ? [] : [draft.sub_type]));

describe('the events of a change', () => {
  test('pass the dialect, share one image and are each told once, whatever changed', () => {
    const dialect = dialectNamed('dotfile');
    fc.assert(
      fc.property(anyCase, anyCase, (before, after) => {
        const events = eventsOf(before, after);
        const names = events.map(({ draft }) => draft.sub_type ?? draft.type);
        expect(new Set(names).size).toBe(names.length);
        for (const { draft, subject } of events) {
          expect(dialect?.validate(draft)).toMatchObject({ ok: true });
          expect(draft.data).toBe(events[0]?.draft.data);
          expect(subject).toEqual({ case_id: recordId });
        }
      }),
    );
  });

  test('tell of each property by its own group, and of that group alone', () => {
    const properties = fc.constantFrom(...Object.entries(tellers));
    fc.assert(
      fc.property(anyCase, anyCase, properties, (before, other, [property, teller]) => {
        const name = property as keyof CaseDocument; // The keys of `tellers` are such.
        const after = { ...before, [name]: other[name] };
        const same = canonical(before[name]) === canonical(other[name]);
        fc.pre(!same || before[name] === other[name]);
        expect(eventsOf(before, after).map(({ draft }) => draft.sub_type)).toEqual(same ? [] : [teller]);
      }),
    );
  });

  test('are none where nothing changed', () => {
    fc.assert(
      fc.property(anyCase, (document) => {
        expect(eventsOf(document, structuredClone(document))).toEqual([]);
      }),
    );
  });

  test('are never none where something changed that clients see, apart from times of activity', () => {
    fc.assert(
      fc.property(anyCase, anyCase, (before, other) => {
        const { last_activity_at, last_contact_action_at } = before;
        const after = { ...other, last_activity_at, last_contact_action_at };
        const changes = JSON.stringify(before) !== JSON.stringify(after);
        if (changes && subTypes(eventsOf(before, after)).length === 0) {
          expect(before.review?.id).not.toBe(after.review?.id);
        }
        if (before.review?.id !== after.review?.id) expect(eventsOf(before, after)).not.toEqual([]);
      }),
    );
  });
});
