import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expireCheck } from '../../src/vendors/dotfile/records/checks/check-changes.ts';
import { granted } from '../engine-rig.ts';
import { type ChecksRig, checkEvents, checksRig, type Subjects } from './check-rig.ts';
import { hitNamed, samples } from './check-samples.ts';

const startMs = Date.parse('2026-11-22T10:00:00.250Z');
const noReview = { comment: null, reviewed_at: null, reviewer_type: null, user: null };

let rig: ChecksRig;
let subjects: Subjects;
beforeAll(async () => {
  rig = await checksRig({ startMs });
  await rig.subscribe('all', checkEvents);
  subjects = await rig.subjects();
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

/** The one call that a change of a check caused: its event, with the check as the request answered it. */
async function expectEvent(event: string, check: Readonly<Record<string, unknown>>): Promise<void> {
  const [call] = await rig.calls(1);
  expect(call?.body).toEqual(await rig.checkBody(event, subjects, check));
}

const sampleOf = (type: string) => {
  const sample = samples.find((one) => one.type === type);
  if (sample === undefined) throw new Error(type);
  return sample;
};
const now = () => new Date(rig.clock.now()).toISOString();

describe.each(samples)('a check of the type $type', (sample) => {
  const { type, path, on, starts, data } = sample;

  it('is told of when it starts, needs a review and is decided on, each time as it is answered', async () => {
    const started = await rig.startSample(sample, subjects);
    expect(started).toMatchObject({
      type,
      status: starts,
      is_internal: starts === 'processing',
      [`${on}_id`]: subjects[on],
      last_activity_at: now(),
      data: { result: null, review: noReview, ...(sample.settings && { settings: sample.settings }) },
    });
    expect(await rig.read(path, started.id)).toEqual(started);
    await expectEvent('Check.Started', started);
    const reported = await rig.report(started.id, { result: 'error', data });
    expect(reported).toMatchObject({ status: 'need_review', data: { ...data, result: 'error' } });
    expect(await rig.read(path, started.id)).toEqual(reported);
    await expectEvent('Check.ReviewNeeded', reported);
    const approved = await rig.review(path, started.id, { action: 'approve', comment: 'Fine.' });
    const review = { comment: 'Fine.', reviewed_at: now(), reviewer_type: 'api', user: null };
    expect(approved).toEqual({
      ...reported,
      status: 'approved',
      last_activity_at: now(),
      data: { ...reported.data, result: 'approved', review },
    });
    await expectEvent('Check.Approved', approved);
    const rejected = await rig.review(path, started.id, { action: 'reject', override: true });
    expect(rejected).toMatchObject({ status: 'rejected', data: { result: 'rejected' } });
    await expectEvent('Check.Rejected', rejected);
  });

  it('is told of with what names it when it is deleted, and is gone', async () => {
    const { id, status, subtype } = await rig.startSample(sample, subjects);
    await rig.calls(1);
    expect((await rig.call('DELETE', `/checks/${id}`)).status).toBe(204);
    await expectEvent('Check.Deleted', {
      id,
      type,
      status,
      subtype,
      individual_id: on === 'individual' ? subjects.individual : null,
      company_id: on === 'company' ? subjects.company : null,
      ...(type === 'document' ? { document_type_key: 'registration_certificate' } : {}),
    });
    expect(await rig.refusal('GET', `/checks/${path}/${id}`)).toMatchObject({ status: 404 });
  });

  for (const setting of sample.automatic ?? []) {
    it(`is decided on by its result where ${setting} is set`, async () => {
      const { id } = await rig.startSample(sample, subjects, { [setting]: true });
      await rig.calls(1);
      const result = setting === 'automatic_approval' ? 'approved' : 'rejected';
      const decided = await rig.report(id, { result });
      expect(decided).toMatchObject({ status: result, data: { result } });
      expect(decided.data.review).toEqual({ ...noReview, reviewed_at: now(), reviewer_type: 'system' });
      await expectEvent(result === 'approved' ? 'Check.Approved' : 'Check.Rejected', decided);
    });
  }

  it('tells once that its approval has ended, with the end of its expiration date', async () => {
    const { id } = await rig.startSample(sample, subjects);
    const date = new Date(rig.clock.now()).toISOString().slice(0, 10);
    const reported = await rig.report(id, { result: 'error', expiration_date: date });
    if (reported.data.information !== undefined && 'expiration_date' in reported.data.information)
      expect(reported.data.information['expiration_date']).toBe(date);
    const approved = await rig.review(path, id, { action: 'approve' });
    await rig.calls(3);
    const expire = async () => granted(await expireCheck(rig.changeRecords, rig.workspaceId, id));
    await expire();
    expect(await rig.read(path, id)).toEqual(approved);
    rig.clock.advance(Date.parse(date) + 86_400_000 - rig.clock.now());
    await expire();
    await expire();
    const expired = await rig.read(path, id);
    expect(expired).toEqual({ ...approved, status: 'expired', last_activity_at: now() });
    await expectEvent('Check.Expired', expired);
  });
});

describe('an AML check', () => {
  it('without hits is approved by itself', async () => {
    const { id } = await rig.startSample(sampleOf('aml'), subjects);
    await rig.calls(1);
    const approved = await rig.report(id, { result: 'approved' });
    expect(approved).toMatchObject({ status: 'approved', data: { match_status: 'no_match', hits: [] } });
    await expectEvent('Check.Approved', approved);
  });

  it('with hits needs a review of each before its own, and its state follows from theirs', async () => {
    const { id } = await rig.startSample(sampleOf('aml'), subjects);
    await rig.calls(1);
    const found = await rig.report(id, { result: 'approved', hits: [hitNamed('a'), hitNamed('b')] });
    expect(found).toMatchObject({
      status: 'need_review',
      data: { match_status: 'potential_match', hits_list_types: ['pep', 'sanction'] },
    });
    await expectEvent('Check.ReviewNeeded', found);
    const [first, second] = found.data.hits ?? [];
    const ignored = await rig.reviewHits(id, {
      action: 'ignore',
      hit_ids: [first?.id],
      comment: 'Another year.',
    });
    const review = { comment: 'Another year.', reviewed_at: now(), reviewer_type: 'api', user: null };
    expect(ignored.data.hits).toEqual([{ ...first, status: 'false_positive', review }, second]);
    const { message } = await rig.refusal('PATCH', `/checks/aml/${id}/review`, {
      body: { action: 'approve' },
    });
    expect(message).toContain("1 of the check's hits are still in status potential_match");
    const confirmed = await rig.reviewHits(id, { action: 'confirm', hit_ids: [second?.id] });
    expect(confirmed).toMatchObject({ status: 'need_review', data: { match_status: 'true_positive' } });
    const rejected = await rig.review('aml', id, { action: 'reject' });
    await expectEvent('Check.Rejected', rejected);
    expect(rejected.data.hits).toEqual(confirmed.data.hits);
  });

  it('knows its hits again by the vendor, and keeps their reviews', async () => {
    const { id } = await rig.startSample(sampleOf('aml'), subjects);
    const found = await rig.report(id, { hits: [hitNamed('a')] });
    const hitIds = (found.data.hits ?? []).map((hit) => hit.id);
    await rig.reviewHits(id, { action: 'ignore', hit_ids: hitIds });
    const again = await rig.report(id, {
      hits: [{ ...hitNamed('a'), updated_by_monitoring_status: 'updated' }, hitNamed('b')],
    });
    expect(again.data.hits).toMatchObject([
      { id: hitIds[0], status: 'false_positive', vendor: { updated_by_monitoring_status: 'updated' } },
      { status: 'potential_match', vendor: { hit_id: 'b', updated_by_monitoring_status: null } },
    ]);
    await rig.calls(3);
  });
});

it('a webhook of the older edition receives decisions as Check.Completed', async () => {
  const older = await checksRig({ startMs });
  await older.subscribe('older', ['Check.Completed']);
  const around = await older.subjects();
  const { id } = await older.startSample(sampleOf('ekyc'), around, { automatic_rejection: true });
  const rejected = await older.report(id, { result: 'rejected' });
  const [call] = await older.calls(1);
  expect(call?.body).toEqual(await older.checkBody('Check.Completed', around, rejected));
  await older.close();
});

it('a result that says what is known already is not told of again', async () => {
  const { id } = await rig.startSample(sampleOf('ekyc'), subjects);
  const reported = await rig.report(id, { result: 'error' });
  await rig.calls(2);
  const events = await rig.eventCount();
  rig.clock.advance(1_000);
  expect(await rig.report(id, { result: 'error' })).toEqual(reported);
  expect(await rig.eventCount()).toBe(events);
});
