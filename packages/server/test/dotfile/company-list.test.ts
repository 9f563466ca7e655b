import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as resources from './entity-resources.ts';
import { type EntityRig, entityRig } from './entity-rig.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';
import { listOf } from './resources.ts';

let rig: RecordsRig;
let company: EntityRig['company'];
const ids: string[] = [];

/** Five companies of one case, one a second: their places in this list are their numbers. */
const given = [
  { name: 'Acme', type: 'main', registration_number: '923 456', country: 'NO' },
  { name: 'acme holding', type: 'affiliated', registration_number: '923_457', country: 'SE' },
  { name: 'Berg', type: 'affiliated', registration_number: null, country: 'NO' },
  { name: 'Dahl', type: 'affiliated', registration_number: 'a,b', country: null },
  { name: 'Acme', type: 'affiliated', registration_number: '', country: 'NO' },
];

beforeAll(async () => {
  rig = await recordsRig({ startMs: Date.parse('2026-03-01T00:00:00.000Z') });
  ({ company } = entityRig(rig));
  const { id } = await rig.createCase();
  for (const body of given) {
    rig.clock.advance(1_000);
    ids.push((await company.create(id, body)).id);
  }
  rig.clock.advance(60_000);
  await company.mark(ids[2] ?? '', false);
});
afterAll(() => rig.close());

const list = (query: string, options = {}) =>
  rig.answer('GET', `/companies${query}`, listOf(resources.listedCompany), options);

describe('the list of companies', () => {
  it.each([
    ['', [0, 1, 2, 3, 4]],
    ['?name=Acme', [0, 4]],
    ['?name.not_eq=Acme', [1, 2, 3]],
    ['?name.ilike=acme%25', [0, 1, 4]],
    ['?registration_number=a,b', [3]],
    ['?registration_number=', [4]],
    ['?registration_number.not_eq=a,b', [0, 1, 2, 4]],
    ['?registration_number.like=923_45_', [0, 1]],
    ['?registration_number.ilike=A%25', [3]],
    ['?country=NO', [0, 2, 4]],
    ['?country=no', []],
    ['?country=NO&name=Acme&created_at.gt=2026-03-01T00:00:01.000Z', [4]],
    ['?updated_at.gte=2026-03-01T00:01:00.000Z', [2]],
    ['?sort=name,created_at.desc', [4, 0, 2, 3, 1]],
    ['?sort=last_activity_at.desc&limit=2', [2, 4]],
  ])('%s', async (query, expected) => {
    const { data } = await list(query);
    expect(data.map(({ id }) => ids.indexOf(id))).toEqual(expected);
  });

  it('counts all pages, and shows each as it is, without what it holds', async () => {
    const { data, pagination } = await list('?limit=1&page=3');
    expect(pagination).toEqual({ page: 3, limit: 1, count: 5 });
    const read = await company.read(ids[2] ?? '');
    const { custom_properties: _, checks: __, relations: ___, document_orders: ____, ...shown } = read;
    expect(data).toEqual([shown]);
  });

  it('is empty for another workspace', async () => {
    expect((await list('', { key: rig.otherKey })).pagination.count).toBe(0);
  });
});

it('the vendor data of a company is an empty page, and refused like any other list', async () => {
  const path = `/companies/${ids[0]}/vendor-data`;
  const { data, pagination } = await rig.answer('GET', `${path}?name=pappers`, listOf(z.never()));
  expect([data, pagination.count]).toEqual([[], 0]);
  expect(await rig.refusal('GET', `${path}?name=none`)).toMatchObject({ status: 400 });
  expect(await rig.refusal('GET', path, { key: rig.otherKey })).toMatchObject({ status: 404 });
});
