import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statementsWaitingForLocks } from '../locks.ts';
import { until } from '../until.ts';
import * as resources from './case-resources.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';
import { listOf } from './resources.ts';

let rig: RecordsRig;
beforeAll(async () => {
  rig = await recordsRig();
});
afterAll(() => rig.close());

const createTag = (label: string) =>
  rig.answer('POST', '/tags', resources.tag, { status: 201, body: { label } });
const tagsOf = async (id: string) => (await rig.answer('GET', `/cases/${id}/tags`, resources.tagList)).tags;

/** Starts the first; once it has written its records, and has only its activity left to write, starts the second. */
async function inTurns<First, Second>(first: () => Promise<First>, second: () => Promise<Second>) {
  const { sql } = rig.database;
  return sql.begin(async (barrier) => {
    await barrier`lock table activities in share mode`;
    const started = first();
    await until(async () => (await statementsWaitingForLocks(sql)).length === 1);
    const following = second();
    await until(async () => (await statementsWaitingForLocks(sql)).length === 2);
    return { started, following };
  });
}

describe('a tag that is being put on a case is there when the case has it:', () => {
  it.each([
    ['a deletion', 'DELETE', undefined],
    ['another label', 'PATCH', { label: 'Renamed' }],
  ])('%s waits, and is refused', async (_, method, body) => {
    const label = `Put ${method}`;
    const { id } = await createTag(label);
    const holder = await rig.createCase();
    const path = `/cases/${holder.id}/tags`;
    const { started, following } = await inTurns(
      () => rig.call('POST', path, { body: { tags: [label.toLowerCase()] } }),
      () => rig.call(method, `/tags/${id}`, { body }),
    );
    expect((await started).status).toBe(201);
    const message = `label: The case ${holder.id} has this tag. Take it off all cases first.`;
    expect((await following).error).toMatchObject({ status_code: 400, message });
    expect(await tagsOf(holder.id)).toMatchObject([{ id, label }]);
  });

  it.each(['POST', 'PATCH'])('%s of a case holds it as well', async (method) => {
    const label = `Held by ${method}`;
    const { id } = await createTag(label);
    const holder = await rig.createCase();
    const path = method === 'POST' ? '/cases' : `/cases/${holder.id}`;
    const body = { name: 'x', tags: [id] };
    const { started, following } = await inTurns(
      () => rig.call(method, path, { body }),
      () => rig.call('DELETE', `/tags/${id}`),
    );
    expect((await started).error).toBeUndefined();
    expect((await following).status).toBe(400);
  });
});

describe('a tag that is being deleted or renamed is waited for by whoever puts it on a case:', () => {
  it('by its label, which then makes another tag', async () => {
    const { id } = await createTag('Gone');
    const holder = await rig.createCase();
    const { started, following } = await inTurns(
      () => rig.call('DELETE', `/tags/${id}`),
      () => rig.call('POST', `/cases/${holder.id}/tags`, { body: { tags: ['gone'] } }),
    );
    expect((await started).status).toBe(204);
    expect((await following).status).toBe(201);
    const [tag] = await tagsOf(holder.id);
    expect(tag?.label).toBe('gone');
    expect(tag?.id).not.toBe(id);
  });

  it('by its id, which then is none', async () => {
    const { id } = await createTag('Away');
    const holder = await rig.createCase();
    const { started, following } = await inTurns(
      () => rig.call('DELETE', `/tags/${id}`),
      () => rig.call('POST', `/cases/${holder.id}/tags`, { body: { tags: [id] } }),
    );
    expect((await started).status).toBe(204);
    expect((await following).error).toMatchObject({ status_code: 404 });
    expect(await tagsOf(holder.id)).toEqual([]);
  });

  it('with the label that it has then', async () => {
    const { id } = await createTag('loud');
    const holder = await rig.createCase();
    const { started, following } = await inTurns(
      () => rig.call('PATCH', `/tags/${id}`, { body: { label: 'LOUD' } }),
      () => rig.call('POST', `/cases/${holder.id}/tags`, { body: { tags: ['Loud'] } }),
    );
    expect((await started).status).toBe(200);
    expect((await following).status).toBe(201);
    expect(await tagsOf(holder.id)).toMatchObject([{ id, label: 'LOUD' }]);
    expect((await rig.readCase(holder.id)).tags).toEqual(['LOUD']);
  });
});

it('while many tag and untag cases, delete and rename tags, no case has a tag that is none', async () => {
  const cases = await Promise.all(Array.from({ length: 4 }, () => rig.createCase()));
  const spellings = ['one', 'One', 'two', 'TWO', 'three', 'Three'];
  const client = async (number: number) => {
    for (let turn = 0; turn < 12; turn++) {
      const holder = cases[(number + turn) % cases.length]?.id;
      const label = spellings[(number * 5 + turn * 7) % spellings.length] ?? '';
      const tags = [label, spellings[turn % spellings.length]];
      const path = `/cases/${holder}/tags`;
      expect((await rig.call('POST', path, { body: { tags } })).status).toBe(201);
      const untagged = await rig.call('DELETE', path, { body: { tags: [label] } });
      expect([200, 404]).toContain(untagged.status);
      const query = `/tags?label.ilike=${label}`;
      for (const { id } of (await rig.answer('GET', query, listOf(resources.tag))).data) {
        const other = spellings[(number + turn) % spellings.length];
        const renames = turn % 2 === 0;
        const [method, body] = renames ? ['PATCH', { label: other }] : ['DELETE', undefined];
        const { status } = await rig.call(method, `/tags/${id}`, { body });
        expect([200, 204, 400, 404]).toContain(status);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, number) => client(number)));
  for (const { id } of cases) {
    expect((await tagsOf(id)).map(({ label }) => label)).toEqual((await rig.readCase(id)).tags);
  }
});

it('a workspace has 200 tags at most, however many ask for the last ones at once', async () => {
  const other = { key: rig.otherKey };
  const labels = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `label ${from + index}`);
  const holders = [labels(0, 100), labels(100, 198)].map((tags) =>
    rig.answer('POST', '/cases', resources.createdCase, {
      ...other,
      status: 201,
      body: { name: 'x', tags },
    }),
  );
  const [holder] = await Promise.all(holders);
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) => {
      const label = `last ${index}`;
      if (index % 2 === 0) return rig.call('POST', '/tags', { ...other, body: { label } });
      return rig.call('POST', '/cases', { ...other, body: { name: 'x', tags: [label, 'label 7'] } });
    }),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
  for (const { error } of answers.filter(({ status }) => status !== 201)) {
    const message = expect.stringMatching(/^(label|tags): A workspace has at most 200 tags\.$/);
    expect(error).toMatchObject({ status_code: 400, message });
  }
  const { pagination } = await rig.answer('GET', '/tags', listOf(resources.tag), other);
  expect(pagination.count).toBe(200);
  // A tag that exists is no new one.
  const known = { ...other, status: 201, body: { tags: ['LABEL 5'] } };
  await rig.answer('POST', `/cases/${holder?.id}/tags`, resources.tagList, known);
});
