import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as resources from './case-resources.ts';
import { listOfCases, plantUser, type RecordsRig, recordsRig } from './records-rig.ts';

let rig: RecordsRig;
let assigneeId: string;
const names: string[] = [];

/** c0 … c11: every third is a draft, every fourth has the tag "four", the first half somebody's. */
beforeAll(async () => {
  rig = await recordsRig({ startMs: Date.parse('2026-03-01T00:00:00.000Z') });
  assigneeId = await plantUser(rig);
  for (let number = 0; number < 12; number++) {
    rig.clock.advance(1_000);
    const name = `c${String(number).padStart(2, '0')}`;
    names.push(name);
    await rig.createCase({
      name,
      external_id: `x${number}`,
      status: number % 3 === 0 ? 'draft' : 'open',
      tags: number % 4 === 0 ? ['four', 'all'] : ['all'],
      assignee_id: number < 6 ? assigneeId : null,
      custom_properties: { number },
    });
  }
  rig.clock.advance(60_000);
  await rig.answer('PATCH', '/cases/x3', resources.flatCase, { body: { status: 'open' } });
  rig.clock.advance(1_000);
  await rig.answer('PATCH', '/cases/x4', resources.flatCase, { body: { metadata: { a: 'b' } } });
  await rig.call('DELETE', '/cases/x11');
});
afterAll(() => rig.close());

const list = (query: string) => rig.answer('GET', `/cases${query}`, listOfCases);
const listed = async (query: string) => {
  const { data, pagination } = await list(query);
  expect(pagination.count).toBe(data.length);
  return data.map(({ name }) => Number(name.slice(1)));
};

describe('the list of cases', () => {
  it.each([
    ['', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['?status=draft', [0, 6, 9]],
    ['?status.not_eq=draft&sort=created_at', [1, 2, 3, 4, 5, 7, 8, 10]],
    ['?status.in=draft,closed', [0, 6, 9]],
    ['?status.not_in=open,closed', [0, 6, 9]],
    ['?status.in=draft,open&status.not_eq=open', [0, 6, 9]],
    ['?tags=four', [0, 4, 8]],
    ['?tags.array_contains=four,all', [0, 4, 8]],
    ['?tags.array_not_contains=four', [1, 2, 3, 5, 6, 7, 9, 10]],
    ['?tags.array_overlap=four,none', [0, 4, 8]],
    ['?status=open&tags=four', [4, 8]],
    ['?name=c04', [4]],
    ['?name.not_eq=c04&name.like=c0%25', [0, 1, 2, 3, 5, 6, 7, 8, 9]],
    ['?name.ilike=C_0', [0, 10]],
    ['?external_id=x7', [7]],
    ['?external_id.not_eq=x7&name.like=c0_&status=open', [1, 2, 3, 4, 5, 8]],
    ['?created_at.gte=2026-03-01T00:00:09.000Z', [8, 9, 10]],
    ['?created_at.lt=2026-03-01T00:00:03.000Z', [0, 1]],
    ['?created_at=2026-03-01T00:00:02.000Z', [1]],
    ['?updated_at.gt=2026-03-01T00:01:00.000Z', [3, 4]],
    ['?last_activity_at.gte=2026-03-01T00:01:00.000Z&status=open', [3, 4]],
    ['?sort=name.desc&name.like=c1%25', [10]],
  ])('%s', async (query, expected) => expect(await listed(query)).toEqual(expected));

  it('by assignee, in either case of its letters', async () => {
    expect(await listed(`?assignee_id=${assigneeId.toUpperCase()}`)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await listed(`?assignee_id.not_eq=${assigneeId}`)).toEqual([6, 7, 8, 9, 10]);
  });

  it('is sorted by several fields, and paged with the count of all pages', async () => {
    const page = await list('?sort=last_activity_at.desc,name&limit=4&page=1');
    expect(page.data.map(({ name }) => name)).toEqual(['c04', 'c03', 'c10', 'c09']);
    expect(page.pagination).toEqual({ page: 1, limit: 4, count: 11 });
    const last = await list('?sort=name.desc&limit=4&page=3');
    expect(last.data.map(({ name }) => name)).toEqual(['c02', 'c01', 'c00']);
    expect((await list('?page=9')).data).toEqual([]);
  });

  it('has custom properties only where they are asked for', async () => {
    expect((await list('?name=c05')).data[0]).not.toHaveProperty('custom_properties');
    const { data } = await list('?name=c05&include_custom_properties=true');
    expect(data[0]?.custom_properties).toEqual({ number: 5 });
  });

  it('is empty for another workspace', async () => {
    const { pagination } = await rig.answer('GET', '/cases', listOfCases, { key: rig.otherKey });
    expect(pagination.count).toBe(0);
  });

  it('names one case by its id and its external id, the id first', async () => {
    const { data } = await list('?name=c05');
    const id = data[0]?.id ?? '';
    const impostor = await rig.createCase({ name: 'impostor', external_id: id });
    expect((await rig.readCase(id)).name).toBe('c05');
    expect((await rig.readCase('x5')).id).toBe(id);
    const path = `/cases/${id}?include_not_relevant=true&exclude_internal_checks=false`;
    expect((await rig.answer('GET', path, resources.detailedCase)).id).toBe(id);
    await rig.call('DELETE', `/cases/${impostor.id}`);
    expect((await rig.readCase(id)).name).toBe('c05');
  });
});
