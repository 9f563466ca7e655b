import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expireCheck } from '../../src/vendors/dotfile/records/checks/check-changes.ts';
import { granted } from '../engine-rig.ts';
import { type ChecksRig, checkEvents, checksRig, type Subjects } from './check-rig.ts';
import { hitNamed } from './check-samples.ts';

let rig: ChecksRig;
let subjects: Subjects;
beforeAll(async () => {
  rig = await checksRig();
  await rig.subscribe('all', checkEvents);
});
beforeEach(async () => {
  rig.clock.advance(60_000);
  subjects = await rig.subjects();
});
afterAll(() => rig.close());

const times = <Value>(count: number, act: (index: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)));
/** What was told, by name: the clock stands, so that events of one moment have no order. */
const expectTold = async (...events: readonly string[]) => {
  const told = (await rig.calls(events.length)).map(({ body }) => body['event']);
  expect(told.sort()).toEqual([...events].sort());
};
const inReview = async () => {
  const { id } = await rig.start('ekyc', { individual_id: subjects.individual });
  return (await rig.report(id, { result: 'error' })).id;
};

describe('of many at once', () => {
  it('who review a check one does, and the others are told that it is decided', async () => {
    const id = await inReview();
    const answers = await times(10, (index) =>
      rig.call('PATCH', `/checks/ekyc/${id}/review`, {
        body: { action: index % 2 === 0 ? 'approve' : 'reject', comment: String(index) },
      }),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    const check = await rig.read('ekyc', id);
    expect(won.map(({ text }) => JSON.parse(text))).toEqual([check]);
    for (const { error } of answers.filter((answer) => !won.includes(answer))) {
      expect(error).toMatchObject({
        status_code: 400,
        message: expect.stringContaining(`The check is ${check.status} already: set override`),
      });
    }
    const told = check.status === 'approved' ? 'Check.Approved' : 'Check.Rejected';
    await expectTold('Check.Started', 'Check.ReviewNeeded', told);
  });

  it('who review and delete a check nobody deletes it while it is in review', async () => {
    const id = await inReview();
    const [review, ...deletions] = await Promise.all([
      rig.call('PATCH', `/checks/ekyc/${id}/review`, { body: { action: 'approve' } }),
      ...Array.from({ length: 5 }, () => rig.call('DELETE', `/checks/${id}`)),
    ]);
    expect(review?.status).toBe(200);
    const deleted = deletions.filter(({ status }) => status === 204).length;
    expect(deleted).toBeLessThanOrEqual(1);
    for (const { status } of deletions) expect([204, 400, 404]).toContain(status);
    const told = ['Check.Started', 'Check.ReviewNeeded', 'Check.Approved', 'Check.Deleted'];
    await expectTold(...told.slice(0, 3 + deleted));
  });

  it('who report hits of one search each hit is kept once', async () => {
    const { id } = await rig.start('aml', { individual_id: subjects.individual });
    await times(10, (index) =>
      rig.call('POST', `/checks/${id}/result`, {
        body: { hits: [hitNamed('shared'), hitNamed(String(index))] },
      }),
    );
    const { hits = [] } = (await rig.read('aml', id)).data;
    expect(new Set(hits.map(({ vendor }) => vendor.hit_id)).size).toBe(11);
    expect(hits).toHaveLength(11);
    await expectTold('Check.Started', ...Array.from({ length: 10 }, () => 'Check.ReviewNeeded'));
  });

  it('clocks an approval ends once', async () => {
    const { id } = await rig.start('aml', { individual_id: subjects.individual });
    await rig.report(id, { result: 'approved', expiration_date: '2020-01-01' });
    await times(8, async () => granted(await expireCheck(rig.changeRecords, rig.workspaceId, id)));
    await expectTold('Check.Started', 'Check.Approved', 'Check.Expired');
    await rig.start('aml', { individual_id: subjects.individual });
    await expectTold('Check.Started');
  });

  it('checks of one case all count, and a new document type is one', async () => {
    const settings = { document_type_key: 'wanted_by_all' };
    const bodies = await times(12, (index) =>
      rig.call('POST', '/checks/document', {
        body: {
          [index % 2 === 0 ? 'individual_id' : 'company_id']:
            subjects[index % 2 === 0 ? 'individual' : 'company'],
          settings,
        },
      }),
    );
    const started = bodies.map(({ text }) => JSON.parse(text));
    expect(new Set(started.map(({ id }) => id)).size).toBe(12);
    expect(new Set(started.map(({ data }) => data.settings.document_type.id)).size).toBe(1);
    const image = await rig.readCase(subjects.caseId);
    expect([...image.individuals, ...image.companies].flatMap(({ checks }) => checks)).toHaveLength(12);
    await rig.calls(12);
  });
});
