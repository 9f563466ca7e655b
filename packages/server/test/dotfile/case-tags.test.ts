import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as resources from './case-resources.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';
import { listOf } from './resources.ts';

let rig: RecordsRig;
let vip: { readonly id: string };
beforeAll(async () => {
  rig = await recordsRig();
  await rig.subscribe('tags', ['Case.TagsUpdated']);
  vip = await createTag('VIP');
});
afterAll(() => rig.close());

const nobody = '01a202b3-b05a-7000-8000-b0f00ca99c7e';
const createTag = (label: string) =>
  rig.answer('POST', '/tags', resources.tag, { status: 201, body: { label } });
const put = async (id: string, tags: readonly string[]) =>
  labels(await rig.answer('POST', `/cases/${id}/tags`, resources.tagList, { status: 201, body: { tags } }));
const take = async (id: string, tags: readonly string[]) =>
  labels(await rig.answer('DELETE', `/cases/${id}/tags`, resources.tagList, { body: { tags } }));
const labels = ({ tags }: { readonly tags: readonly { readonly label: string }[] }) =>
  tags.map(({ label }) => label);
const allTags = () => rig.answer('GET', '/tags?limit=100', listOf(resources.tag));

describe('a tag is named by its id or by its label in any case', () => {
  it('when it is put on a case: the case gets the tag that exists, with its own label, and is told of once', async () => {
    const { id } = await rig.createCase();
    expect(await put(id, ['vip'])).toEqual(['VIP']);
    const [call] = await rig.calls(1);
    expect(call?.body).toMatchObject({ event: 'Case.TagsUpdated', case: { id, tags: ['VIP'] } });
    const events = await rig.eventCount();
    expect(await put(id, ['Vip', vip.id, vip.id.toUpperCase()])).toEqual(['VIP']);
    expect(await rig.eventCount()).toBe(events);
    const { data } = await allTags();
    expect(labels({ tags: data })).toEqual(['VIP']);
  });

  it('when it is taken off', async () => {
    const { id } = await rig.createCase({ tags: ['VIP', 'Straße', 'Kept'] });
    expect(await take(id, [vip.id, 'STRASSE'])).toEqual(['Kept']);
    const [call] = await rig.calls(1);
    expect(call?.body['case']).toEqual(await rig.readCase(id));
    expect(await take(id, ['KEPT', 'kept'])).toEqual([]);
    await rig.calls(1);
  });

  it('when a case is created or patched', async () => {
    const created = await rig.createCase({ tags: [vip.id, 'ÉLEVÉ', 'vip', 'e\u0301leve\u0301'] });
    expect(created.tags).toEqual(['VIP', 'ÉLEVÉ']);
    const body = { tags: ['Élevé', 'Neu', vip.id, 'NEU'] };
    const patched = await rig.answer('PATCH', `/cases/${created.id}`, resources.flatCase, { body });
    expect(patched.tags).toEqual(['ÉLEVÉ', 'Neu', 'VIP']);
    await rig.calls(1);
    const { tags } = await rig.answer('GET', `/cases/${created.id}/tags`, resources.tagList);
    expect(labels({ tags })).toEqual(patched.tags);
    expect(new Set(tags.map(({ id }) => id)).size).toBe(3);
  });

  it('when cases are listed by it', async () => {
    const { id } = await rig.createCase({ tags: ['Ωmega', 'Alone'] });
    for (const query of ['tags=ωMEGA', 'tags.array_contains=ALONE,ωmega', 'tags.array_overlap=alone,none']) {
      const { data } = await rig.answer('GET', `/cases?${query}`, listOf(resources.listedCase));
      expect(data.map((one) => one.id)).toEqual([id]);
    }
  });

  it('and a label that looks like an id names its tag once that exists', async () => {
    const label = '7e0b0a52-8f3c-4c39-9c64-6a2f4a3a1c11';
    const { id } = await createTag(label);
    const holder = await rig.createCase({ tags: [label, id] });
    expect(holder.tags).toEqual([label]);
  });
});

describe('refused by name, with nothing changed and nothing sent:', () => {
  const longest = 'x'.repeat(101);
  it.each([
    ['an id of no tag', { tags: ['Fresh', nobody] }, `There is no tag with the id "${nobody}".`],
    ['a label that a tag cannot have', { tags: ['a,b'] }, 'tags[0]: Must not contain any of'],
    ['a label of 101 characters', { tags: ['VIP', longest] }, 'tags[1]: Expected a text'],
    ['an empty label', { tags: [''] }, 'tags[0]: Expected a text'],
    ['101 tags', { tags: Array.from({ length: 101 }, (_, n) => `n${n}`) }, 'at most 100 tags'],
    ['401 names', { tags: Array.from({ length: 401 }, () => 'VIP') }, 'At most 400 tags'],
  ])('%s', async (name, body, message) => {
    const untouched = await rig.readCase((await rig.createCase({ tags: ['VIP'] })).id);
    const [events, { pagination }] = [await rig.eventCount(), await allTags()];
    const path = `/cases/${untouched.id}`;
    for (const [method, at, given] of [
      ['POST', '/cases', { name: 'x', ...body }],
      ['PATCH', path, body],
      ['POST', `${path}/tags`, body],
    ] as const) {
      const refusal = await rig.refusal(method, at, { body: given });
      const unknown = name === 'an id of no tag' && at.endsWith('/tags');
      expect(refusal.status).toBe(unknown ? 404 : 400);
      expect(refusal.message).toContain(message);
      expect(refusal.message).toContain('tags');
    }
    expect(await rig.readCase(untouched.id)).toEqual(untouched);
    expect(await rig.eventCount()).toBe(events);
    expect((await allTags()).pagination).toEqual(pagination);
  });

  it("another workspace's tag, by its id", async () => {
    const body = { name: 'Theirs', tags: [vip.id] };
    const refusal = await rig.refusal('POST', '/cases', { body, key: rig.otherKey });
    expect(refusal).toEqual({ status: 400, message: `tags: There is no tag with the id "${vip.id}".` });
  });

  it('taking off what the case does not have, by id or label; it keeps the others', async () => {
    const { id } = await rig.createCase({ tags: ['Left'] });
    for (const absent of [vip.id, nobody, 'Right']) {
      const refusal = await rig.refusal('DELETE', `/cases/${id}/tags`, { body: { tags: ['left', absent] } });
      expect(refusal).toEqual({ status: 404, message: `tags: The case has no tag "${absent}".` });
    }
    expect((await rig.readCase(id)).tags).toEqual(['Left']);
  });
});

describe('a label is unique whatever its case', () => {
  it('so that no second tag is created or renamed to it, and halves of surrogate pairs are one', async () => {
    const other = await createTag('Other');
    const message = expect.stringContaining('label: Another tag has this label.');
    expect(await rig.refusal('POST', '/tags', { body: { label: 'vIP' } })).toEqual({ status: 400, message });
    const path = `/tags/${other.id}`;
    expect(await rig.refusal('PATCH', path, { body: { label: 'vip' } })).toEqual({ status: 400, message });
    await createTag('\ud800');
    expect(await rig.refusal('POST', '/tags', { body: { label: '\udfff' } })).toEqual({
      status: 400,
      message,
    });
  });

  it('and a tag that no case has may change the case of its own', async () => {
    const { id } = await createTag('nordics');
    await rig.answer('PATCH', `/tags/${id}`, resources.tag, { body: { label: 'Nordics' } });
    expect((await rig.createCase({ tags: ['NORDICS'] })).tags).toEqual(['Nordics']);
    const refusal = await rig.refusal('PATCH', `/tags/${id}`, { body: { label: 'nordics' } });
    expect(refusal).toMatchObject({ status: 400, message: expect.stringContaining('has this tag') });
  });
});
