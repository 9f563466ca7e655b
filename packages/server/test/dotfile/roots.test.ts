import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { extraActivity } from './activity-resources.ts';
import * as resources from './case-resources.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';
import { listOf } from './resources.ts';
import { template, user } from './root-resources.ts';

let rig: RecordsRig;
beforeAll(async () => {
  rig = await recordsRig({ startMs: Date.parse('2026-11-22T10:00:00.250Z') });
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

const create = {
  tag: (label: string) => rig.answer('POST', '/tags', resources.tag, { status: 201, body: { label } }),
  template: (body: object) => rig.answer('POST', '/templates', template, { status: 201, body }),
  user: (body: object) => rig.answer('POST', '/users', user, { status: 201, body }),
};
const lea = { first_name: 'Lea', last_name: 'Berg', email: 'lea@example.com' };

describe('tags', () => {
  const list = async (query: string) =>
    (await rig.answer('GET', `/tags?${query}`, listOf(resources.tag))).data.map(({ label }) => label);

  it('are created, read, listed, renamed and deleted', async () => {
    const tag = await create.tag('Élevé 😀');
    expect(await rig.answer('GET', `/tags/${tag.id}`, resources.tag)).toEqual(tag);
    await create.tag('Alpha');
    expect(await list('sort=label')).toEqual(['Alpha', 'Élevé 😀']);
    expect(await list('label.ilike=al%25')).toEqual(['Alpha']);
    const renamed = { ...tag, label: 'Haut' };
    expect(await rig.answer('PATCH', `/tags/${tag.id}`, resources.tag, { body: { label: 'Haut' } })).toEqual(
      renamed,
    );
    expect((await rig.call('DELETE', `/tags/${tag.id}`)).status).toBe(204);
    expect(await list('')).toEqual(['Alpha']);
    expect(await rig.refusal('GET', `/tags/${tag.id}`)).toMatchObject({ status: 404 });
    const { data } = await rig.answer(
      'GET',
      '/activities?type.in=api__updated__tag,api__deleted__tag&include_extra_types=true',
      listOf(extraActivity),
    );
    expect(data).toMatchObject([
      {
        type: 'api__updated__tag',
        case_id: null,
        changes: [{ name: 'label', previous: 'Élevé 😀', next: 'Haut' }],
      },
      { type: 'api__deleted__tag', changes: null },
    ]);
  });

  it('that a case has are neither renamed nor deleted', async () => {
    const { id: caseId } = await rig.createCase({ tags: ['Kept'] });
    const { tags } = await rig.answer('GET', `/cases/${caseId}/tags`, resources.tagList);
    const path = `/tags/${tags[0]?.id}`;
    const message = `label: The case ${caseId} has this tag. Take it off all cases first.`;
    expect(await rig.refusal('DELETE', path)).toEqual({ status: 400, message });
    expect(await rig.refusal('PATCH', path, { body: { label: 'Other' } })).toEqual({ status: 400, message });
    await rig.answer('PATCH', path, resources.tag, { body: { label: 'Kept' } });
    await rig.answer('DELETE', `/cases/${caseId}/tags`, resources.tagList, { body: { tags: ['Kept'] } });
    expect((await rig.call('DELETE', path)).status).toBe(204);
  });
});

describe('templates', () => {
  it('are created, read, listed, changed and deleted, and cases are given them', async () => {
    const kyb = await create.template({ name: 'KYB', key: 'kyb', description: 'Companies' });
    const kyc = await create.template({ name: 'KYC', key: 'kyc', case_auto_approval: true });
    expect(kyb).toMatchObject({ description: 'Companies', case_auto_approval: false });
    const { template_id } = await rig.createCase({ template_key: 'kyb' });
    expect(template_id).toBe(kyb.id);
    const list = async (query: string) =>
      (await rig.answer('GET', `/templates?${query}`, listOf(template))).data;
    expect(await list('case_auto_approval=true')).toEqual([kyc]);
    expect(await list('key.like=ky_&sort=name.desc')).toEqual([kyc, kyb]);
    rig.clock.advance(1_000);
    const changed = await rig.answer('PATCH', `/templates/${kyb.id}`, template, { body: { key: 'kyb-2' } });
    expect(changed).toEqual({ ...kyb, key: 'kyb-2', updated_at: new Date(rig.clock.now()).toISOString() });
    expect(await list('')).toEqual([kyc, changed]);
    expect((await rig.call('DELETE', `/templates/${kyb.id}`)).status).toBe(204);
    expect(await list('')).toEqual([kyc]);
  });
});

describe('users', () => {
  it('are created, read, listed, suspended and deleted, and cases are assigned to them', async () => {
    const active = await create.user(lea);
    rig.clock.advance(1);
    const gone = await create.user({ ...lea, role: 'admin', suspended_at: '2026-01-02T03:04:05Z' });
    expect(active).toMatchObject({ ...lea, role: 'member', suspended_at: null });
    expect(gone.suspended_at).toBe('2026-01-02T03:04:05.000Z');
    const list = async (query: string) => (await rig.answer('GET', `/users?${query}`, listOf(user))).data;
    expect(await list('')).toEqual([active]);
    expect(await list('include_suspended=true')).toEqual([active, gone]);
    expect((await rig.createCase({ assignee_id: active.id })).assignee).toMatchObject({ id: active.id });
    const body = { suspended_at: '2026-11-22T00:00:00.000Z' };
    const suspended = await rig.answer('PATCH', `/users/${active.id}`, user, { body });
    expect(suspended).toEqual({ ...active, ...body });
    expect(await rig.answer('GET', `/users/${active.id}`, user)).toEqual(suspended);
    expect((await rig.call('DELETE', `/users/${active.id}`)).status).toBe(204);
    expect(await list('include_suspended=true')).toEqual([gone]);
  });
});

describe('what is not valid is refused by name', () => {
  it.each([
    ['/tags', { label: '' }, 'label: Expected a text of 1 to 100 characters.'],
    ['/tags', { label: 'x'.repeat(101) }, 'label: Expected a text of 1 to 100 characters.'],
    ['/tags', { label: 'a,b' }, 'label: Must not contain any of'],
    ['/tags', { label: 'Alpha' }, 'label: Another tag has this label.'],
    ['/tags', { label: 'x', color: 'red' }, 'color: Is not known here.'],
    ['/templates', { name: 'x', key: 'kyc' }, 'key: Another template has this key.'],
    ['/templates', { name: 'x' }, 'key: Expected a text'],
    ['/templates', { name: 'x', key: 'x', case_auto_approval: 1 }, 'case_auto_approval: Expected true'],
    ['/users', { ...lea, email: 'lea' }, 'email: Expected an e-mail address.'],
    ['/users', { ...lea, suspended_at: 'today' }, 'suspended_at: Expected a date and time'],
  ])('POST %s %j', async (path, body, message) => {
    const refusal = await rig.refusal('POST', path, { body });
    expect(refusal.status).toBe(400);
    expect(refusal.message).toContain(message);
  });

  it("another workspace's is as one that does not exist, and its names are free", async () => {
    const tag = await create.tag('Mine');
    const other = { key: rig.otherKey };
    for (const [method, body] of [['GET'], ['PATCH', { label: 'x' }], ['DELETE']] as const) {
      expect(await rig.refusal(method, `/tags/${tag.id}`, { ...other, body })).toMatchObject({ status: 404 });
    }
    await rig.answer('POST', '/tags', resources.tag, { ...other, status: 201, body: { label: 'Mine' } });
  });
});
