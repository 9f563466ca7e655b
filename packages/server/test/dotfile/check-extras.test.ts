import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as resources from './check-resources.ts';
import { type ChecksRig, checksRig, type Subjects } from './check-rig.ts';

let rig: ChecksRig;
let subjects: Subjects;
beforeAll(async () => {
  rig = await checksRig();
  await rig.subscribe('all', ['Check.Started', 'Check.ReviewNeeded']);
  subjects = await rig.subjects();
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

const events = async (count: number) => (await rig.calls(count)).map(({ body }) => body['event']);
const post = (path: string, status: number, body?: unknown) => {
  rig.clock.advance(1_000);
  return rig.answer('POST', `/checks/${path}`, resources.check, {
    status,
    ...(body === undefined ? {} : { body }),
  });
};
const document = (more: object, analysed = false) =>
  rig.start('document', {
    company_id: subjects.company,
    settings: { document_type_key: 'kbis', ...(analysed ? { document_analysis: analysis } : {}) },
    ...more,
  });
const analysis = {
  automatic_approval: true,
  automatic_rejection: true,
  parameters: { model: 'prompt', prompt: 'Is this a Kbis?' },
};
const files = (count: number) => ({ files: Array.from({ length: count }, () => ({ upload_ref: 'ref' })) });

describe('a document check', () => {
  it('with files goes to a reviewer at once', async () => {
    const started = await document({ data: files(2) });
    expect(started).toMatchObject({ status: 'need_review' });
    expect(new Set(Object(started.data)['document_file_ids']).size).toBe(2);
    const calls = await rig.calls(2);
    expect(calls.map(({ body }) => body)).toEqual([
      await rig.checkBody('Check.Started', subjects, started),
      await rig.checkBody('Check.ReviewNeeded', subjects, started),
    ]);
  });

  it('with files and an analysis goes to the machine first', async () => {
    expect(await document({ data: files(1) }, true)).toMatchObject({ status: 'processing' });
    expect(await events(1)).toEqual(['Check.Started']);
  });

  it('gets its files later, and then an analysis that decides', async () => {
    const { id } = await document({ data: files(0) });
    expect(await events(1)).toEqual(['Check.Started']);
    const settings = { document_analysis: analysis };
    const added = await post(`document/${id}/add_files`, 201, { ...files(1), settings });
    expect(added).toMatchObject({ status: 'processing', data: { settings } });
    expect(await rig.report(id, { result: 'approved' })).toMatchObject({ status: 'approved' });
    expect(await rig.refusal('POST', `/checks/document/${id}/add_files`, { body: files(1) })).toEqual({
      status: 400,
      message: expect.stringContaining('The check is approved already'),
    });
  });

  it('is forced into review once it has files, which is told of once', async () => {
    const { id } = await document({}, true);
    const refusal = await rig.refusal('POST', `/checks/document/${id}/force_review`);
    expect(refusal).toEqual({ status: 400, message: expect.stringContaining('no files') });
    await post(`document/${id}/add_files`, 201, files(1));
    const forced = await post(`document/${id}/force_review`, 200);
    expect(forced).toMatchObject({ status: 'need_review' });
    expect(await post(`document/${id}/force_review`, 200)).toEqual(forced);
    expect(await events(2)).toEqual(['Check.Started', 'Check.ReviewNeeded']);
  });
});

it('an ID document check goes on once it has its sides', async () => {
  const on = { individual_id: subjects.individual };
  const { id } = await rig.start('id_document', on);
  const added = await post(`id_document/${id}/add_files`, 201, { front_upload_ref: 'front' });
  expect(added).toMatchObject({ status: 'processing', data: { information: { back_file_id: null } } });
  const data = { front_upload_ref: 'front', back_upload_ref: 'back' };
  const whole = await rig.start('id_document', { ...on, data });
  expect(whole).toMatchObject({
    status: 'processing',
    data: { information: { back_file_id: expect.any(String) } },
  });
  expect(await events(2)).toEqual(['Check.Started', 'Check.Started']);
});

it('the link of an ID verification is renewed without telling anybody', async () => {
  const started = await rig.start('id_verification', { individual_id: subjects.individual });
  const renewed = await post(`id_verification/${started.id}/refresh_url`, 201);
  expect(renewed.data.vendor?.['verification_url']).not.toBe(started.data.vendor?.['verification_url']);
  expect({ ...renewed, data: 0, last_activity_at: 0 }).toEqual({ ...started, data: 0, last_activity_at: 0 });
  expect(await events(1)).toEqual(['Check.Started']);
});

it('the monitoring of an AML check is switched on and off without telling anybody', async () => {
  const { id } = await rig.start('aml', { company_id: subjects.company });
  for (const isMonitored of [true, true, false]) {
    const body = { is_monitored: isMonitored };
    const set = await rig.answer('PATCH', `/checks/aml/${id}/monitoring`, resources.check, { body });
    expect(set.data.vendor).toMatchObject({ is_search_monitored: isMonitored });
  }
  expect(await events(1)).toEqual(['Check.Started']);
});

it('every text comes back as it went in, whatever characters it has', async () => {
  const odd = 'nul \0 sep \u001e مرحبا \u202e 👩🏽‍⚖️ "\\ \ud800 \r\n';
  const { id } = await rig.start('online_reputation', { company_id: subjects.company });
  const data = { information: { report: odd, sources: [{ title: odd, url: odd }] } };
  expect(await rig.report(id, { data })).toMatchObject({ data });
  const approved = await rig.review('online_reputation', id, { action: 'approve', comment: odd });
  expect(approved.data.review.comment).toBe(odd);
  expect(await rig.read('online_reputation', id)).toEqual(approved);
});
