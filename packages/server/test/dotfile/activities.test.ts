import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseKey } from '../../src/domain/api-key.ts';
import { prune } from '../../src/engine/pruner.ts';
import { ensurePartitions } from '../../src/store/partitions.ts';
import { withActivities } from '../../src/vendors/dotfile/records/activity-recording.ts';
import { tellReviewDue } from '../../src/vendors/dotfile/records/case-changes.ts';
import { granted } from '../engine-rig.ts';
import { activity, extraActivity } from './activity-resources.ts';
import * as resources from './case-resources.ts';
import { plantTemplate, plantUser, type RecordsRig, recordsRig } from './records-rig.ts';
import { listOf } from './resources.ts';

const startMs = Date.parse('2026-11-22T10:00:00.250Z');
const dayMs = 86_400_000;

let rig: RecordsRig;
let keyId: string;
beforeAll(async () => {
  rig = await recordsRig({ startMs });
  keyId = parseKey(rig.key)?.id ?? '';
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

const list = (query: string) => rig.answer('GET', `/activities?${query}`, listOf(activity));
const listAll = (query: string) =>
  rig.answer('GET', `/activities?include_extra_types=true&${query}`, listOf(extraActivity));
const patch = (id: string, body: unknown) =>
  rig.answer('PATCH', `/cases/${id}`, resources.flatCase, { body });

/** What was recorded of a case after its creation, by type. */
async function deedsOn(id: string): Promise<Record<string, unknown>> {
  const { data } = await list(`case_id=${id}`);
  expect(data[0]?.type).toBe('api__created__case');
  return Object.fromEntries(data.slice(1).map(({ type, changes }) => [type, changes]));
}

describe('each change of a case is remembered', () => {
  it('with who made it, when, and the case as it was then', async () => {
    const { id, created_at } = await rig.createCase({ status: 'draft' });
    expect((await list(`case_id=${id}`)).data).toEqual([
      {
        id: expect.any(String),
        case_id: id,
        individual_id: null,
        company_id: null,
        type: 'api__created__case',
        author_type: 'api',
        author_id: keyId,
        user: null,
        context: { case: { status: 'draft' } },
        changes: null,
        created_at,
      },
    ]);
  });

  it.each([
    ['api__updated_status__case', { status: 'draft' }, [['status', 'open', 'draft']]],
    ['api__updated_info__case', { name: 'Renamed' }, [['name', 'Acme', 'Renamed']]],
    [
      'api__updated_info__case',
      { custom_properties: { color: 'green', sizes: ['s', 'm'] } },
      [
        ['custom_properties.color', null, 'green'],
        ['custom_properties.sizes', null, '["s","m"]'],
      ],
    ],
    ['api__updated_metadata__case', { metadata: { plan: 'growth' } }, [['metadata.plan', null, 'growth']]],
    ['api__added_tags__case', { tags: ['Priority'] }, [['tags', '[]', '["Priority"]']]],
  ])('as %s for %j', async (type, body, changes) => {
    const { id } = await rig.createCase();
    await patch(id, body);
    expect(await deedsOn(id)).toEqual({
      [type]: changes.map(([name, previous, next]) => ({ name, previous, next })),
    });
  });

  it('once for each group of properties that one patch touches', async () => {
    const { id } = await rig.createCase({ tags: ['Old'] });
    const template_id = await plantTemplate(rig, `template of ${id}`);
    const assignee_id = await plantUser(rig);
    await patch(id, { template_id, assignee_id, tags: ['New'], risk: { level: 'high' } });
    expect(Object.keys(await deedsOn(id))).toEqual([
      'api__updated_template__case',
      'api__updated_risk__case',
      'api__added_tags__case',
      'api__removed_tags__case',
      'api__updated_assignee__case',
    ]);
    const { data } = await list(`case_id=${id}&type.in=api__updated_template__case,api__updated_risk__case`);
    expect(data.map(({ context }) => context)).toMatchObject([
      { template: { id: template_id } },
      { risk: { level: 'high', mode: 'manual' } },
    ]);
  });

  it('with the decision, for a review', async () => {
    const { id } = await rig.createCase();
    const body = { status: 'approved', comment: 'Fine.', next_review_at: '2026-01-01' };
    const path = `/cases/${id}/reviews`;
    const { id: reviewId } = await rig.answer('POST', path, resources.caseReview, { status: 201, body });
    const { data } = await list(`case_id=${id}&type=api__updated_status__case`);
    expect(data[0]?.context).toEqual({
      case: { status: 'approved' },
      case_review: { id: reviewId, status: 'approved', comment: 'Fine.', next_review_at: '2026-01-01' },
    });
    granted(await tellReviewDue(withActivities(rig.changeRecords), rig.workspaceId, id));
    const due = await listAll(`case_id=${id}&type=system__review_due__case`);
    expect(due.data).toMatchObject([{ author_type: 'system', author_id: null }]);
  });

  it('but not one that is refused, or that changes nothing', async () => {
    const { id } = await rig.createCase();
    await rig.refusal('PATCH', `/cases/${id}`, { body: { status: 'approved' } });
    await patch(id, { name: 'Acme' });
    expect(await deedsOn(id)).toEqual({});
  });

  it('each by its own key and for itself, though many are made at once', async () => {
    const before = (await list('limit=1')).pagination.count;
    await Promise.all(Array.from({ length: 20 }, () => rig.createCase()));
    const { data, pagination } = await list('sort=created_at.desc&limit=100');
    expect(pagination.count).toBe(before + 20);
    expect(new Set(data.map(({ author_id }) => author_id))).toEqual(new Set([keyId]));
  });
});

describe('the list', () => {
  it('is filtered, sorted and paged', async () => {
    const { id } = await rig.createCase();
    await patch(id, { name: 'B' });
    rig.clock.advance(1_000);
    await patch(id, { name: 'C' });
    const at = new Date(rig.clock.now()).toISOString();
    expect((await list(`case_id=${id}&created_at.lt=${at}`)).pagination.count).toBe(2);
    const newest = await list(`case_id=${id}&sort=created_at.desc&limit=1`);
    expect(newest).toMatchObject({ data: [{ created_at: at }], pagination: { count: 3, limit: 1 } });
    expect((await list(`case_id=${id}&author_id=${keyId.toUpperCase()}`)).pagination.count).toBe(3);
    expect((await list(`case_id=${id}&author_id=${id}`)).data).toEqual([]);
    expect((await list(`case_id=${id}&type.not_in=api__created__case`)).pagination.count).toBe(2);
    const one = newest.data[0];
    expect(await rig.answer('GET', `/activities/${one?.id}`, activity)).toEqual(one);
  });

  it.each([
    ['type=api__ate__case', /"type.eq" must be one of/],
    ['case_id=acme', /"case_id.eq" must be a UUID/],
    ['case_id.in=acme', /"case_id.in" uses an operator/],
    ['sort=type', /"sort" knows no "type"/],
    ['include_extra_types=yes', /"include_extra_types" must be true or false/],
  ])('refuses %s by name', async (query, message) => {
    const refusal = await rig.refusal('GET', `/activities?${query}`);
    expect(refusal).toMatchObject({ status: 400, message: expect.stringMatching(message) });
  });

  it("does not show another workspace's", async () => {
    const { id } = await rig.createCase();
    const [own] = (await list(`case_id=${id}`)).data;
    const other = { key: rig.otherKey };
    const listed = await rig.answer('GET', `/activities?case_id=${id}`, listOf(activity), other);
    expect(listed.data).toEqual([]);
    expect(await rig.refusal('GET', `/activities/${own?.id}`, other)).toMatchObject({ status: 404 });
  });
});

it('activities outlive their case for as long as the retention, and then go', async () => {
  const [kept, { id }] = [await rig.createCase(), await rig.createCase()];
  await rig.call('DELETE', `/cases/${id}`);
  const types = async () => (await list(`case_id=${id}`)).data.map(({ type }) => type);
  const pruneAt = async (now: number) => {
    await ensurePartitions(rig.database.sql, now);
    await prune({
      sql: rig.database.sql,
      now: () => now,
      retentionMs: 30 * dayMs,
      idempotencyKeyLifetimeMs: dayMs,
      pruned: () => {},
      signal: new AbortController().signal,
    });
  };
  await pruneAt(rig.clock.now() + 29 * dayMs);
  expect(await types()).toEqual(['api__created__case', 'api__deleted__case']);
  await pruneAt(rig.clock.now() + 31 * dayMs);
  expect(await types()).toEqual([]);
  expect((await list(`case_id=${kept.id}`)).pagination.count).toBe(1);
});
