import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as resources from './entity-resources.ts';
import { type EntityRig, entityRig } from './entity-rig.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';
import { listOf } from './resources.ts';

let rig: RecordsRig;
let individual: EntityRig['individual'];
const ids: string[] = [];

/** Six people of two cases, one a second: their places in this list are their numbers. */
const people = [
  { first_name: 'Ada', last_name: 'Berg', email: 'ada@example.com', birth_date: '1980-01-31' },
  { first_name: 'Bo', last_name: 'Berg', email: 'bo@example.org', birth_date: '1980-01-31' },
  { first_name: 'Cai', last_name: 'Dahl', email: null, birth_date: '1679-12-31' },
  { first_name: 'ada', last_name: 'Aas', email: 'a_a@example.com', birth_date: null },
  { first_name: 'Eva', last_name: 'Holm', email: null, birth_date: null },
  { first_name: '100%', last_name: 'Åse', email: null, birth_date: null },
];

beforeAll(async () => {
  rig = await recordsRig({ startMs: Date.parse('2026-03-01T00:00:00.000Z') });
  ({ individual } = entityRig(rig));
  const cases = [await rig.createCase(), await rig.createCase()];
  for (const [number, person] of people.entries()) {
    rig.clock.advance(1_000);
    ids.push((await individual.create(cases[number % 2]?.id ?? '', person)).id);
  }
  rig.clock.advance(60_000);
  await individual.patch(ids[4] ?? '', { position: 'CEO' });
});
afterAll(() => rig.close());

const list = (query: string, options = {}) =>
  rig.answer('GET', `/individuals${query}`, listOf(resources.listedIndividual), options);

describe('the list of individuals', () => {
  it.each([
    ['', [0, 1, 2, 3, 4, 5]],
    ['?first_name=Ada', [0]],
    ['?first_name.not_eq=Ada', [1, 2, 3, 4, 5]],
    ['?first_name.ilike=ada', [0, 3]],
    ['?first_name.like=%25a', [0, 3, 4]],
    ['?last_name=Berg', [0, 1]],
    ['?last_name.not_eq=Berg&last_name.like=%25a%25', [2, 3]],
    ['?email=bo@example.org', [1]],
    ['?email.not_eq=bo@example.org', [0, 2, 3, 4, 5]],
    ['?email.like=%25@example.com', [0, 3]],
    ['?birth_date=1980-01-31', [0, 1]],
    ['?birth_date=1980-01-31T23:59:59Z&first_name=Bo', [1]],
    ['?birth_date=1679-12-31', [2]],
    ['?created_at.gte=2026-03-01T00:00:05.000Z', [4, 5]],
    ['?updated_at.gt=2026-03-01T00:01:00.000Z', [4]],
    ['?last_activity_at.lt=2026-03-01T00:00:03.000Z', [0, 1]],
    ['?sort=first_name.desc', [3, 4, 2, 1, 0, 5]],
    ['?sort=last_name,first_name.desc', [3, 1, 0, 2, 4, 5]],
    ['?sort=last_activity_at.desc&limit=2', [4, 5]],
    ['?sort=created_at.desc&limit=4&page=2', [1, 0]],
  ])('%s', async (query, expected) => {
    const { data } = await list(query);
    expect(data.map(({ id }) => ids.indexOf(id))).toEqual(expected);
  });

  it('counts all pages, and shows each as it is, without what it holds', async () => {
    const { data, pagination } = await list('?limit=1&page=5');
    expect(pagination).toEqual({ page: 5, limit: 1, count: 6 });
    const {
      custom_properties: _,
      checks: __,
      relations: ___,
      ...shown
    } = await individual.read(ids[4] ?? '');
    expect(data).toEqual([shown]);
  });

  it('is empty for another workspace', async () => {
    expect((await list('', { key: rig.otherKey })).pagination.count).toBe(0);
  });
});
