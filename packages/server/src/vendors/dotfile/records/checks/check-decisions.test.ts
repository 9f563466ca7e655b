import { checkStatuses } from '@belfry/dialects/dotfile';
import { describe, expect, test } from 'vitest';
import { idOf } from '../../../../domain/id.ts';
import type { ChangeMoment } from '../../../../domain/record.ts';
import type { ReportedHit } from './aml-hits.ts';
import { expiredCheck, merged, reportedCheck, withFiles } from './check-decisions.ts';
import { type CheckDocument, expiresAt, noReview } from './check-record.ts';

const at = Date.parse('2026-11-22T10:00:00.000Z');
let sequence = 0;
const momentAt = (now: number): ChangeMoment => ({
  at: now,
  newId: () => idOf(now, sequence++, new Uint8Array(6)),
});
const moment = momentAt(at);

const check: CheckDocument = {
  type: 'aml',
  entity: { kind: 'company', id: '01a202b3-b05a-7000-8000-b0f00ca99c7e' },
  is_relevant: true,
  is_internal: true,
  status: 'processing',
  subtype: null,
  document_type_key: null,
  expiration_date: '2026-11-22',
  result: null,
  review: noReview,
  automatic: { approval: true, rejection: false },
  details: {},
  file_ids: null,
  hits: [],
  last_activity_at: '2026-11-22T10:00:00.000Z',
};

describe('an approval', () => {
  const approved: CheckDocument = { ...check, status: 'approved' };
  const end = Date.parse('2026-11-23T00:00:00.000Z');

  test('ends with its expiration date, not before, and leaves a check that is not due', () => {
    expect(expiresAt(approved)).toBe(end);
    expect(expiredCheck(approved, momentAt(end - 1))).toEqual({
      ok: true,
      value: { document: approved, event: null },
    });
    const ended = expiredCheck(approved, momentAt(end));
    expect(ended).toEqual({
      ok: true,
      value: { document: { ...approved, status: 'expired' }, event: 'Check.Expired' },
    });
    expect(ended.ok && expiresAt(ended.value.document)).toBe(null);
  });

  test('is the only thing that ends', () => {
    const others = checkStatuses.filter((status) => status !== 'approved');
    for (const status of others) expect(expiresAt({ ...check, status })).toBe(null);
    expect(expiresAt({ ...approved, expiration_date: null })).toBe(null);
  });
});

describe('a check has limits:', () => {
  const hitsFrom = (first: number, count: number): ReportedHit[] =>
    Array.from({ length: count }, (_, index) => ({
      hit_id: String(first + index),
      name: 'x',
      list_types: [],
    }));

  test('1,000 hits, however many results they come in', () => {
    const full = reportedCheck(check, { hits: hitsFrom(0, 1_000) }, moment);
    if (!full.ok) throw new Error(full.refusal.message);
    expect(reportedCheck(full.value.document, { hits: hitsFrom(0, 5) }, moment)).toMatchObject({ ok: true });
    expect(reportedCheck(full.value.document, { hits: hitsFrom(999, 2) }, moment)).toMatchObject({
      refusal: { code: 'validation_failed', details: [{ path: 'hits' }] },
    });
  });

  test('100 files, however they are added', () => {
    const document: CheckDocument = { ...check, type: 'document', hits: null, file_ids: [] };
    const add = (before: CheckDocument, count: number) =>
      withFiles(before, () => ({ fileIds: Array.from({ length: count }, String), details: {} }), moment);
    const full = add(document, 100);
    if (!full.ok) throw new Error(full.refusal.message);
    expect(add(full.value.document, 1)).toMatchObject({ refusal: { details: [{ path: 'files' }] } });
  });
});

test('what is reported of a part leaves the rest of it, and fraud signals are taken as a whole', () => {
  const before = { vendor: { a: 1, b: 2 }, fraud_signals: { trust: 1 }, decision: null, list: [1] };
  const said = { vendor: { b: null }, fraud_signals: { other: 2 }, decision: 'match', list: [] };
  expect(merged(before, said)).toEqual({
    vendor: { a: 1, b: null },
    fraud_signals: { other: 2 },
    decision: 'match',
    list: [],
  });
});
