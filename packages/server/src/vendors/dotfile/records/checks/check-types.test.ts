import { dialectNamed } from '@belfry/dialects';
import { checkTypes } from '@belfry/dialects/dotfile';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hitNamed, samples } from '../../../../../test/dotfile/check-samples.ts';
import { idOf } from '../../../../domain/id.ts';
import { type ChangeMoment, newMember, newRoot, type StoredRecord } from '../../../../domain/record.ts';
import { accepted } from '../../../../domain/refusal.ts';
import { noAddress } from '../entity-record.ts';
import { parseBody } from '../input.ts';
import { reportedCheck, startedCheck, withFiles } from './check-decisions.ts';
import { checkImage } from './check-image.ts';
import { checkCreate, checkReport } from './check-input.ts';
import { type CheckDocument, checkKind } from './check-record.ts';
import { checkTypeRules } from './check-types.ts';
import { documentTypeImage, documentTypeKind, documentTypeNamed } from './document-type-record.ts';

const at = Date.parse('2026-11-22T10:00:00.000Z');
let sequence = 0;
const moment: ChangeMoment = { at, newId: () => idOf(at, sequence++, new Uint8Array(6)) };
const lastActivityAt = new Date(at).toISOString();

/** Somebody and something of whom nothing is known but the name. */
const holders: Readonly<Record<'individual' | 'company', StoredRecord>> = {
  individual: recordOf('individual', {
    first_name: 'Ingrid',
    last_name: 'Solberg',
    birth_date: null,
    email: null,
    phone_number: null,
  }),
  company: recordOf('company', {
    name: 'Acme',
    commercial_name: null,
    country: null,
    registration_number: null,
    website_url: null,
  }),
};

function recordOf(kind: string, document: object): StoredRecord {
  const held = { ...document, address: noAddress, is_relevant: true, last_activity_at: lastActivityAt };
  return {
    id: moment.newId(),
    kind,
    parentId: moment.newId(),
    rootId: moment.newId(),
    version: 1,
    updatedAt: at,
    document: held,
  };
}

function started(sample: (typeof samples)[number], body: object): CheckDocument {
  const rules = checkTypeRules[typeOf(sample.type)];
  const holder = holders[sample.on];
  const parsed = parseBody(checkCreate(rules), { [`${sample.on}_id`]: holder.id, ...body });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  const { settings: plan, files } = parsed.value;
  const key = plan.documentTypeKey;
  const documentType =
    key === null ? null : documentTypeImage(newRoot(documentTypeKind, moment, documentTypeNamed(key)));
  const document = startedCheck(rules, plan, holder, documentType, moment);
  const outcome = files === null ? accepted({ document }) : withFiles(document, files, moment);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.document;
}

function typeOf(name: string) {
  const type = checkTypes.find((candidate) => candidate === name);
  if (type === undefined) throw new Error(name);
  return type;
}

/** What the dialect finds wrong with the check; the context is left out, which it names as well. */
function faultsOf(document: CheckDocument): readonly string[] {
  const record = newMember(checkKind, holders.individual, moment, document);
  const judged = dialectNamed('dotfile')?.validate({ type: 'Check.Started', data: checkImage(record) });
  if (judged === undefined || judged.ok) throw new Error('Without a context nothing is valid.');
  return judged.issues
    .map(({ path, message }) => `${path} ${message}`)
    .filter((text) => !text.startsWith('context'));
}

/** The value with some parts left out, and some replaced by null, empty or odd ones. */
function mangled(value: unknown): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom(null, '', 0, -1, true, [], {}, 'ZZ', '2026-02-29', 'approved', '\0');
  const kept = Array.isArray(value)
    ? fc.tuple(...value.map(mangled))
    : typeof value === 'object' && value !== null
      ? fc.record(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mangled(inner)])), {
          requiredKeys: [],
        })
      : fc.constant(value);
  return fc.oneof({ weight: 12, arbitrary: kept }, { weight: 1, arbitrary: odd });
}

test('there is a sample of each type', () => {
  expect(samples.map(({ type }) => type).sort()).toEqual([...checkTypes].sort());
});

describe.each(samples)('a check of the type $type', (sample) => {
  const settings = sample.settings === undefined ? {} : { settings: sample.settings };
  const report = checkReport(checkTypeRules[typeOf(sample.type)]);

  test('starts as the contract says, with and without settings and files', () => {
    const document = started(sample, settings);
    expect(faultsOf(document)).toEqual([]);
    expect(faultsOf({ ...document, details: {} })).not.toEqual([]);
    const bare = {
      document: { document_type_key: 'a' },
      electronic_signature: { document_template_key: 'a' },
    };
    const needed =
      sample.type === 'document' || sample.type === 'electronic_signature' ? bare[sample.type] : {};
    expect(faultsOf(started(sample, { settings: needed }))).toEqual([]);
  });

  test('stays as the contract says, whatever of a result is taken', () => {
    const before = started(sample, settings);
    const hits = sample.type === 'aml' ? { hits: [hitNamed('a'), hitNamed('b')] } : {};
    let taken = 0;
    const bodies = mangled({ result: 'approved', expiration_date: '2027-01-01', data: sample.data, ...hits });
    fc.assert(
      fc.property(fc.array(bodies, { minLength: 1, maxLength: 3 }), (reports) => {
        let document = before;
        for (const body of reports) {
          const parsed = parseBody(report, body);
          if (!parsed.ok) continue;
          const outcome = reportedCheck({ ...document, status: 'processing' }, parsed.value, moment);
          if (!outcome.ok) throw new Error(outcome.refusal.message);
          document = outcome.value.document;
          taken++;
        }
        expect(faultsOf(document)).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(taken).toBeGreaterThan(20);
  });
});
