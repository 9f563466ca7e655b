import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tellReviewDue } from '../../src/vendors/dotfile/records/case-changes.ts';
import { granted } from '../engine-rig.ts';
import { untilSettled } from '../settled.ts';
import * as resources from './case-resources.ts';
import { plantTemplate, plantUser, type ReceivedCall, type RecordsRig, recordsRig } from './records-rig.ts';

const startMs = Date.parse('2026-11-22T10:00:00.250Z');
const topLevel = [
  'Case.Created',
  'Case.Updated',
  'Case.ReviewUpdated',
  'Case.ReviewDue',
  'Case.ReviewConfirmed',
  'Case.Deleted',
];

let rig: RecordsRig;
beforeAll(async () => {
  rig = await recordsRig({ startMs });
  await rig.subscribe('all', topLevel);
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

/** A case whose creation was received. */
async function newCase(body: Readonly<Record<string, unknown>> = {}): Promise<resources.DetailedCase> {
  const created = await rig.createCase(body);
  const [call] = await rig.calls(1);
  const { assignee_id: _, ...image } = resources.createdCase.parse(created);
  expect(call?.body).toEqual(rig.bodyOf('Case.Created', null, { case: image }));
  return created;
}

/** The one update that the case's change caused, and nothing else. */
async function expectUpdates(id: string, ...subEvents: readonly string[]): Promise<void> {
  const image = await rig.readCase(id);
  const calls = await rig.calls(subEvents.length);
  expect(calls.map(({ body }) => body)).toEqual(
    subEvents.map((subEvent) => rig.bodyOf('Case.Updated', subEvent, { case: image })),
  );
}

const idOfEvent = ({ body }: ReceivedCall) => Object(body['context']).event_id;
const patch = (id: string, body: unknown) =>
  rig.answer('PATCH', `/cases/${id}`, resources.flatCase, { body });
const review = (id: string, body: unknown) =>
  rig.answer('POST', `/cases/${id}/reviews`, resources.caseReview, { status: 201, body });

describe('a case that is created', () => {
  it('is told of with all that it was created with', async () => {
    const assigneeId = await plantUser(rig);
    await plantTemplate(rig, 'kyb');
    rig.clock.advance(10);
    const created = await newCase({
      name: 'Fjordline Coffee AS',
      status: 'draft',
      external_id: 'customer-1',
      template_key: 'kyb',
      assignee_id: assigneeId,
      space_slug: 'space_aB3dE5gH7jK9',
      metadata: { plan: 'growth' },
      custom_properties: { sector: ['a', 'b'], score: -0, gone: null },
      tags: ['Nordics', 'Food', 'Nordics'],
    });
    expect(created).toMatchObject({
      status: 'draft',
      external_id: 'customer-1',
      template: { key: 'kyb' },
      assignee: { id: assigneeId, first_name: 'Lea' },
      custom_properties: { sector: ['a', 'b'], score: 0 },
      tags: ['Nordics', 'Food'],
      created_at: new Date(rig.clock.now()).toISOString(),
    });
  });
});

describe('a patch', () => {
  it.each([
    ['Case.StatusUpdated', { status: 'draft' }],
    ['Case.InfoUpdated', { name: 'Renamed' }],
    ['Case.InfoUpdated', { external_id: 'customer-of-patch' }],
    ['Case.InfoUpdated', { custom_properties: { color: 'green' } }],
    ['Case.RiskUpdated', { risk: { level: 'high', comment: 'Adverse media.' } }],
    ['Case.MetadataUpdated', { metadata: { plan: 'growth' } }],
    ['Case.TagsUpdated', { tags: ['Priority'] }],
  ])('causes %s by %j', async (subEvent, body) => {
    const { id } = await newCase();
    await patch(id, body);
    await expectUpdates(id, subEvent);
  });

  it('causes Case.TemplateUpdated and Case.AssigneeUpdated, also by taking them away', async () => {
    const { id } = await newCase();
    const templateId = await plantTemplate(rig, `template of ${id}`);
    const patched = await patch(id, { template_id: templateId, assignee_id: await plantUser(rig) });
    expect(patched).toMatchObject({ template_id: templateId, template: { id: templateId } });
    await expectUpdates(id, 'Case.TemplateUpdated', 'Case.AssigneeUpdated');
    await patch(id, { template_key: null, assignee_id: null });
    await expectUpdates(id, 'Case.TemplateUpdated', 'Case.AssigneeUpdated');
  });

  it('of status, tags and metadata reaches each kind of subscriber in its form, once for each group', async () => {
    const other = await recordsRig({ startMs });
    await other.subscribe('top', ['Case.Updated']);
    await other.subscribe('sub', ['Case.TagsUpdated']);
    await other.subscribe('both', ['Case.Updated', 'Case.TagsUpdated']);
    const { id } = await other.createCase();
    await other.answer('PATCH', `/cases/${id}`, resources.flatCase, {
      body: { status: 'draft', tags: ['VIP'], metadata: { a: 'b' } },
    });
    const image = { case: await other.readCase(id) };
    const calls = await other.calls(7);
    const groups = ['Case.StatusUpdated', 'Case.MetadataUpdated', 'Case.TagsUpdated'];
    for (const name of ['top', 'both']) {
      const bodies = calls.filter((call) => call.name === name).map(({ body }) => body);
      expect(bodies).toEqual(groups.map((group) => other.bodyOf('Case.Updated', group, image)));
    }
    const subOnly = calls.filter((call) => call.name === 'sub').map(({ body }) => body);
    expect(subOnly).toEqual([other.bodyOf('Case.TagsUpdated', null, image)]);
    // Of an event, whoever receives it is told the same id; and nothing more was recorded to be sent.
    const eventIds = ['top', 'both'].map((name) => calls.filter((call) => call.name === name).map(idOfEvent));
    expect(eventIds[0]).toEqual(eventIds[1]);
    expect(calls.filter(({ name }) => name === 'sub').map(idOfEvent)).toEqual(eventIds[0]?.slice(2));
    await untilSettled(other.database.sql, other.workspaceId);
    expect(other.sink.received).toHaveLength(7);
    await other.close();
  });

  it('that changes nothing yields nothing', async () => {
    const created = await newCase({ metadata: { a: '1', b: '2' }, custom_properties: { n: 1 } });
    const before = await rig.eventCount();
    rig.clock.advance(1_000);
    await patch(created.id, {});
    await patch(created.id, {
      name: created.name,
      status: 'open',
      metadata: { b: '2', a: '1' },
      custom_properties: { n: 1, absent: null },
      tags: [],
      assignee_id: null,
      external_id: null,
    });
    expect(await rig.readCase(created.id)).toEqual(resources.detailedCase.strip().parse(created));
    expect(await rig.eventCount()).toBe(before);
  });
});

describe('a review', () => {
  it('approves, and plans the next one', async () => {
    const { id } = await newCase();
    const given = await review(id, { status: 'approved', comment: 'Fine.', next_review_at: '2027-11-22' });
    const image = await rig.readCase(id);
    expect(image).toMatchObject({ status: 'approved', review: given });
    const calls = await rig.calls(2);
    expect(calls.map(({ body }) => body)).toEqual([
      rig.bodyOf('Case.Updated', 'Case.StatusUpdated', { case: image }),
      rig.bodyOf('Case.ReviewUpdated', null, { case: image }),
    ]);
  });

  it.each(['rejected', 'closed'])('that has %s the case tells of the status', async (status) => {
    const { id } = await newCase();
    expect(await review(id, { status, reviewed_at: '2026-01-02T03:04:05+02:00' })).toMatchObject({
      status,
      comment: null,
      reviewed_at: '2026-01-02T01:04:05.000Z',
      next_review_at: null,
    });
    await expectUpdates(id, 'Case.StatusUpdated');
  });

  it('like the last one tells of the review itself', async () => {
    const { id } = await newCase();
    await review(id, { status: 'rejected' });
    await rig.calls(1);
    await review(id, { status: 'rejected', comment: 'Still.' });
    const [call] = await rig.calls(1);
    expect(call?.body).toEqual(rig.bodyOf('Case.ReviewUpdated', null, { case: await rig.readCase(id) }));
  });

  it('comes due once for each date, and is confirmed by the next approval', async () => {
    const { id } = await newCase();
    await review(id, { status: 'approved', next_review_at: '2026-11-23' });
    await rig.calls(2);
    const tell = async () => granted(await tellReviewDue(rig.changeRecords, rig.workspaceId, id));
    const before = await rig.eventCount();
    await tell();
    expect(await rig.eventCount()).toBe(before);
    rig.clock.set(Date.parse('2026-11-23T00:00:00.000Z'));
    await Promise.all([tell(), tell(), tell()]);
    const [due] = await rig.calls(1);
    expect(due?.body).toEqual(rig.bodyOf('Case.ReviewDue', null, { case: await rig.readCase(id) }));
    await review(id, { status: 'approved', next_review_at: '2027-11-23' });
    const image = await rig.readCase(id);
    expect((await rig.calls(2)).map(({ body }) => body)).toEqual([
      rig.bodyOf('Case.ReviewUpdated', null, { case: image }),
      rig.bodyOf('Case.ReviewConfirmed', null, { case: image }),
    ]);
    expect(await rig.eventCount()).toBe(before + 3);
  });

  it('of a case whose review is due is told after that, though the clock was late', async () => {
    const { id } = await newCase();
    await review(id, { status: 'approved', next_review_at: '2026-01-01' });
    await rig.calls(2);
    await review(id, { status: 'approved' });
    const calls = await rig.calls(3);
    const [due, updated] = ['Case.ReviewDue', 'Case.ReviewUpdated'].map(
      (type) => calls.find(({ body }) => body['event'] === type)?.body['case'],
    );
    expect(calls.map(({ body }) => body['event'])).toContain('Case.ReviewConfirmed');
    expect(due).toMatchObject({ status: 'approved', review: { next_review_at: '2026-01-01' } });
    expect(updated).toEqual(await rig.readCase(id));
    expect(
      resources.detailedCase.parse(due).updated_at < resources.detailedCase.parse(updated).updated_at,
    ).toBe(true);
  });
});

describe('risks and tags', () => {
  it('a risk is told of, and answered', async () => {
    const { id } = await newCase();
    const body = { level: 'medium', score: 42, components: { geography: 12.5 }, flags: { cash: true } };
    const risk = await rig.answer('POST', `/cases/${id}/risks`, resources.risk, { status: 201, body });
    expect(risk).toMatchObject({ ...body, mode: 'automatic', comment: null });
    expect((await rig.readCase(id)).risk).toEqual(risk);
    await expectUpdates(id, 'Case.RiskUpdated');
  });

  it('tags are put on and taken off, by the id or the external id', async () => {
    const { id } = await newCase({ external_id: 'tagged/case' });
    const path = '/cases/tagged%2Fcase/tags';
    const add = (tags: readonly string[]) =>
      rig.answer('POST', path, resources.tagList, { status: 201, body: { tags } });
    const added = await add(['VIP', 'Nordics']);
    expect(added.tags.map(({ label }) => label)).toEqual(['VIP', 'Nordics']);
    await expectUpdates(id, 'Case.TagsUpdated');
    const before = await rig.eventCount();
    expect(await add(['VIP'])).toEqual(added);
    expect(await rig.eventCount()).toBe(before);
    const left = await rig.answer('DELETE', path, resources.tagList, { body: { tags: ['VIP'] } });
    expect(left.tags).toEqual(added.tags.slice(1));
    await expectUpdates(id, 'Case.TagsUpdated');
    expect(await rig.answer('GET', path, resources.tagList)).toEqual(left);
  });
});

it('a case that is deleted is told of with what names it, and is gone', async () => {
  const { id, name } = await newCase({ external_id: 'short-lived' });
  expect((await rig.call('DELETE', '/cases/short-lived?permanent=true')).status).toBe(204);
  const [call] = await rig.calls(1);
  const stub = { id, name, external_id: 'short-lived' };
  expect(call?.body).toEqual(rig.bodyOf('Case.Deleted', null, { case: stub }));
  expect(await rig.refusal('GET', `/cases/${id}`)).toMatchObject({ status: 404 });
  await newCase({ external_id: 'short-lived' });
});

it('events are found by their case', async () => {
  const { id } = await newCase();
  // A call is received before its outcome is recorded, and listed with it.
  await untilSettled(rig.database.sql, rig.workspaceId);
  const { data } = await rig.logs(`?case_id=${id}`);
  expect(data.map(({ event, case_id }) => ({ event, case_id }))).toEqual([
    { event: 'Case.Created', case_id: id },
  ]);
});
