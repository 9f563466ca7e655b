import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from './check-resources.ts';
import { type ChecksRig, checksRig, type Subjects } from './check-rig.ts';
import { hitNamed } from './check-samples.ts';

const nobody = '01a202b3-b05a-7000-8000-b0f00ca99c7e';

let rig: ChecksRig;
let subjects: Subjects;
/** In review with one open hit, in review, approved, rejected, expected of the contact, looked at by a vendor. */
let checks: Record<'hits' | 'review' | 'approved' | 'rejected' | 'started' | 'processing', Check>;
let untouched: unknown;
let events: number;
beforeAll(async () => {
  rig = await checksRig();
  subjects = await rig.subjects();
  const { individual, company } = subjects;
  const aml = await rig.start('aml', { company_id: company });
  const ekyc = () => rig.start('ekyc', { individual_id: individual });
  const inReview = async () => rig.report((await ekyc()).id, { result: 'error' });
  checks = {
    hits: await rig.report(aml.id, { hits: [hitNamed('a')] }),
    review: await inReview(),
    approved: await rig.review('ekyc', (await inReview()).id, { action: 'approve' }),
    rejected: await rig.review('ekyc', (await inReview()).id, { action: 'reject' }),
    started: await rig.start('id_verification', { individual_id: individual }),
    processing: await ekyc(),
  };
  untouched = await state();
  events = await rig.eventCount();
});
afterAll(() => rig.close());

async function state(): Promise<unknown> {
  const listed: unknown = JSON.parse((await rig.call('GET', '/checks?limit=100')).text);
  return [await rig.readCase(subjects.caseId), listed, await rig.read('aml', checks.hits.id)];
}

/** Refused with the status and a message that names the field; nothing is changed, and nothing told. */
async function expectRefused(method: string, path: string, body: unknown, status: number, field: string) {
  const refusal = await rig.refusal(method, path, body === undefined ? {} : { body });
  expect(refusal).toEqual({ status, message: expect.stringContaining(field) });
  expect(await rig.eventCount()).toBe(events);
  expect(await state()).toEqual(untouched);
}

describe('starting is refused by name, with nothing changed and nothing sent:', () => {
  const on = (kind: 'individual' | 'company') => ({ [`${kind}_id`]: subjects[kind] });
  const cases: readonly [string, string, () => object, string][] = [
    ['an unknown property', 'aml', () => ({ ...on('company'), surname: 'x' }), 'surname: Is not known'],
    ['an unknown setting', 'ekyc', () => ({ ...on('individual'), settings: { a: 1 } }), 'settings.a'],
    [
      'a vendor that is none',
      'ekyc',
      () => ({ ...on('individual'), settings: { vendor: 'x' } }),
      'settings.vendor: Expected one of gbg',
    ],
    [
      'a company, on a person alone',
      'ekyc',
      () => on('company'),
      'company_id: An eKYC check is on an individual',
    ],
    [
      'a person, on a company alone',
      'online_reputation',
      () => on('individual'),
      'individual_id: An online reputation check is on a company',
    ],
    ['nobody', 'document', () => ({ settings: { document_type_key: 'a' } }), 'individual_id'],
    ['nobody, on a company alone', 'company-monitoring', () => ({}), 'company_id'],
    ['both', 'aml', () => ({ ...on('company'), ...on('individual') }), 'company_id: Cannot be set'],
    [
      'somebody unknown',
      'aml',
      () => ({ individual_id: nobody }),
      'individual_id: There is no such individual',
    ],
    [
      'an id of another kind',
      'aml',
      () => ({ company_id: subjects.individual }),
      'company_id: There is no such company',
    ],
    ['an id that is none', 'aml', () => ({ company_id: 'x' }), 'company_id'],
    [
      'fuzziness out of bounds',
      'aml',
      () => ({ ...on('company'), settings: { fuzziness: 1.1 } }),
      'settings.fuzziness',
    ],
    [
      'a list that is none',
      'aml',
      () => ({ ...on('company'), settings: { list_types: ['law_enforcement'] } }),
      'settings.list_types',
    ],
    ['no document type', 'document', () => on('company'), 'settings.document_type_key'],
    [
      'a key of another form',
      'document',
      () => ({ ...on('company'), settings: { document_type_key: 'Kbis' } }),
      'settings.document_type_key',
    ],
    [
      'an analysis without a model',
      'document',
      () => ({
        ...on('company'),
        settings: {
          document_type_key: 'a',
          document_analysis: { automatic_approval: true, automatic_rejection: true, parameters: {} },
        },
      }),
      'settings.document_analysis.parameters',
    ],
    [
      'eleven files',
      'document',
      () => ({
        ...on('company'),
        settings: { document_type_key: 'a' },
        data: { files: Array.from({ length: 11 }, () => ({ upload_ref: 'x' })) },
      }),
      'data.files',
    ],
    [
      'a back without a front',
      'id_document',
      () => ({ ...on('individual'), data: { back_upload_ref: 'x' } }),
      'data.front_upload_ref',
    ],
    [
      'files where there are none',
      'ekyc',
      () => ({ ...on('individual'), data: {} }),
      'data: Is not known here',
    ],
    [
      'a mode of another vendor',
      'id_verification',
      () => ({ ...on('individual'), settings: { mode: 'liveness' } }),
      'settings.mode',
    ],
    ['no template to sign', 'electronic_signature', () => on('individual'), 'settings.document_template_key'],
    ['a body that is no object', 'fraud-database', () => [], 'body'],
  ];
  it.each(cases)('%s', (_, path, body, field) =>
    expectRefused('POST', `/checks/${path}`, body(), 400, field),
  );

  it('on somebody of another workspace', async () => {
    const options = { body: { individual_id: subjects.individual }, key: rig.otherKey };
    const refusal = await rig.refusal('POST', '/checks/ekyc', options);
    expect(refusal).toEqual({ status: 400, message: expect.stringContaining('individual_id') });
  });
});

describe('a review is refused', () => {
  it.each([
    ['without an action', 'review', {}, 'action'],
    [
      'with an action that is none',
      'review',
      { action: 'confirm' },
      'action: Expected one of approve, reject',
    ],
    ['with an unknown property', 'review', { action: 'approve', status: 'approved' }, 'status'],
    ['with a comment that is no text', 'review', { action: 'approve', comment: 1 }, 'comment'],
    ['a second time', 'approved', { action: 'approve' }, 'already: set override'],
    ['the other way round', 'rejected', { action: 'approve', override: false }, 'status'],
    ['before there is a result', 'processing', { action: 'approve' }, 'The check is processing'],
    ['also with override', 'processing', { action: 'approve', override: true }, 'status'],
  ] as const)('%s', (_, name, body, field) =>
    expectRefused('PATCH', `/checks/ekyc/${checks[name].id}/review`, body, 400, field),
  );

  it('while hits are open, also with override', () =>
    expectRefused(
      'PATCH',
      `/checks/aml/${checks.hits.id}/review`,
      { action: 'approve', override: true },
      400,
      'data.hits',
    ));

  it('by the path of another type', () =>
    expectRefused(
      'PATCH',
      `/checks/aml/${checks.review.id}/review`,
      { action: 'approve' },
      404,
      'no such check',
    ));
});

describe('a review of hits is refused', () => {
  it.each([
    ['without hits', () => ({ action: 'ignore', hit_ids: [] }), 'hit_ids'],
    ['with an action that is none', () => ({ action: 'approve', hit_ids: [nobody] }), 'action'],
    [
      'with an unknown hit among them',
      () => ({ action: 'ignore', hit_ids: [checks.hits.data.hits?.[0]?.id, nobody] }),
      `hit_ids: The check has no hit ${nobody}`,
    ],
    [
      'with more than a hundred',
      () => ({ action: 'ignore', hit_ids: Array.from({ length: 101 }, () => nobody) }),
      'hit_ids',
    ],
  ])('%s', (_, body, field) =>
    expectRefused('PATCH', `/checks/aml/${checks.hits.id}/hits/review`, body(), 400, field),
  );
});

describe('a result is refused', () => {
  it.each([
    [
      'that is none',
      'processing',
      { result: 'need_review' },
      'result: Expected one of approved, rejected, error',
    ],
    ['with an unknown part', 'processing', { data: { settings: {} } }, 'data.settings'],
    ['with an unknown detail', 'processing', { data: { vendor: { name: 'x' } } }, 'data.vendor.name'],
    [
      'with a detail of another type',
      'processing',
      { data: { vendor: { score: '91' } } },
      'data.vendor.score',
    ],
    ['with hits, but for an AML check', 'processing', { hits: [] }, 'hits'],
    ['with a hit without a name', 'hits', { hits: [{ hit_id: 'x', list_types: [] }] }, 'hits[0].name'],
    [
      'with a list that is none',
      'hits',
      { hits: [{ ...hitNamed('x'), list_types: ['x'] }] },
      'hits[0].list_types',
    ],
    ['with a day that no month has', 'processing', { expiration_date: '2027-02-30' }, 'expiration_date'],
    ['with a status', 'processing', { status: 'approved' }, 'status'],
    ['once it is approved', 'approved', { result: 'rejected' }, 'The check is approved already'],
    ['once it is rejected', 'rejected', { result: 'approved' }, 'The check is rejected already'],
  ] as const)('%s', (_, name, body, field) =>
    expectRefused('POST', `/checks/${checks[name].id}/result`, body, 400, field),
  );
});

describe('refused are also', () => {
  it('deleting while in review', () =>
    expectRefused('DELETE', `/checks/${checks.review.id}`, undefined, 400, 'status'));
  it('monitoring that is neither on nor off', () =>
    expectRefused(
      'PATCH',
      `/checks/aml/${checks.hits.id}/monitoring`,
      { is_monitored: 1 },
      400,
      'is_monitored',
    ));
  it('a status of its own for a list', () =>
    expectRefused('GET', '/checks?status=open', undefined, 400, 'status'));
  it('an operator that a list has not', () =>
    expectRefused('GET', '/checks?type.in=aml', undefined, 400, 'type.in'));
  it('a switch that is neither', () =>
    expectRefused('GET', '/checks?exclude_internal=yes', undefined, 400, 'exclude_internal'));
});

const requests = (id: string): [string, string, unknown][] => [
  ['GET', `/checks/ekyc/${id}`, undefined],
  ['DELETE', `/checks/${id}`, undefined],
  ['PATCH', `/checks/ekyc/${id}/review`, { action: 'approve' }],
  ['PATCH', `/checks/aml/${id}/hits/review`, { action: 'ignore', hit_ids: [nobody] }],
  ['PATCH', `/checks/aml/${id}/monitoring`, { is_monitored: true }],
  ['POST', `/checks/${id}/result`, { result: 'approved' }],
  ['POST', `/checks/document/${id}/force_review`, undefined],
  ['POST', `/checks/document/${id}/add_files`, { files: [{ upload_ref: 'x' }] }],
  ['POST', `/checks/id_verification/${id}/refresh_url`, undefined],
];

it('not found is a check that nobody has, and one of another workspace', async () => {
  for (const [method, path, body] of requests(nobody)) {
    await expectRefused(method, path, body, 404, 'There is no such check.');
  }
  for (const [method, path, body] of requests(checks.review.id)) {
    const options = { ...(body === undefined ? {} : { body }), key: rig.otherKey };
    expect(await rig.refusal(method, path, options)).toEqual({
      status: 404,
      message: 'There is no such check.',
    });
  }
});

it('an id that is no UUID is refused', async () => {
  for (const [method, path, body] of requests('x'))
    await expectRefused(method, path, body, 400, 'id: Expected a UUID');
});
