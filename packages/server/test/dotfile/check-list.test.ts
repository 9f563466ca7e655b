import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentType, listedCheck } from './check-resources.ts';
import { type ChecksRig, checksRig, type Subjects } from './check-rig.ts';
import { samples } from './check-samples.ts';
import { listOf } from './resources.ts';

let rig: ChecksRig;
let subjects: Subjects;
const ids: string[] = [];

/** One check of each type, a second apart, in the order of the samples; the last two have a result. */
beforeAll(async () => {
  rig = await checksRig({ startMs: Date.parse('2026-03-01T00:00:00.000Z') });
  subjects = await rig.subjects();
  for (const sample of samples) ids.push((await rig.startSample(sample, subjects)).id);
  rig.clock.advance(60_000);
  for (const id of ids.slice(-2)) await rig.report(id, { result: 'error' });
});
afterAll(() => rig.close());

const list = (query: string) => rig.answer('GET', `/checks${query}`, listOf(listedCheck));
const listed = async (query: string) => {
  const { data, pagination } = await list(query);
  expect(pagination.count).toBe(data.length);
  return data.map(({ id }) => ids.indexOf(id));
};

describe('the list of checks', () => {
  it.each([
    ['', [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    ['?type=document', [2]],
    ['?type.not_eq=document&status=in_progress', [4, 6]],
    ['?status=need_review', [7, 8]],
    ['?status.not_eq=processing', [2, 4, 6, 7, 8]],
    ['?exclude_internal=true', [2, 4, 6, 7]],
    ['?exclude_internal=false', [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    ['?updated_at.gte=2026-03-01T00:01:00.000Z', [7, 8]],
    ['?last_activity_at.lt=2026-03-01T00:01:00.000Z&type=ekyc', [3]],
    ['?created_at.lte=2026-03-01T00:00:02.000Z', [0, 1]],
    ['?sort=created_at.desc', [8, 7, 6, 5, 4, 3, 2, 1, 0]],
    ['?sort=last_activity_at.desc&status=need_review', [8, 7]],
  ])('%s', async (query, expected) => expect(await listed(query)).toEqual(expected));

  it('by whom or what they are on, in either case of its letters', async () => {
    expect(await listed(`?individual_id=${subjects.individual.toUpperCase()}`)).toEqual([0, 3, 4, 6, 7]);
    expect(await listed(`?company_id=${subjects.company}`)).toEqual([1, 2, 5, 8]);
    expect(await listed(`?company_id.not_eq=${subjects.company}`)).toEqual([0, 3, 4, 6, 7]);
  });

  it('is paged, with the count of all pages', async () => {
    const page = await list('?sort=created_at&limit=4&page=3');
    expect(page.data.map(({ type }) => type)).toEqual(['online_reputation']);
    expect(page.pagination).toEqual({ page: 3, limit: 4, count: 9 });
  });

  it('shows what a check is, and its document type', async () => {
    const [item] = (await list('?type=document')).data;
    expect(item).toMatchObject({
      id: ids[2],
      company_id: subjects.company,
      individual_id: null,
      subtype: 'document_type:registration_certificate',
      document_type_key: 'registration_certificate',
      created_at: '2026-03-01T00:00:03.000Z',
    });
  });

  it('is empty for another workspace', async () => {
    const { text } = await rig.call('GET', '/checks', { key: rig.otherKey });
    expect(JSON.parse(text)).toEqual({ data: [], pagination: { page: 1, limit: 20, count: 0 } });
  });
});

it('document types are those that checks named, each once', async () => {
  const settings = { document_type_key: 'proof_of_address' };
  await rig.start('document', { individual_id: subjects.individual, settings });
  await rig.start('document', { company_id: subjects.company, settings });
  const types = (query: string) => rig.answer('GET', `/document_types${query}`, listOf(documentType));
  const { data } = await types('');
  expect(data.map(({ key, label }) => ({ key, label }))).toEqual([
    { key: 'proof_of_address', label: 'Proof of address' },
    { key: 'registration_certificate', label: 'Registration certificate' },
  ]);
  expect((await types('?key.like=proof%25&include_archived=true')).data).toEqual(data.slice(0, 1));
  expect((await types('?sort=key.desc&label.not_eq=Proof%20of%20address')).data).toEqual(data.slice(1));
});
