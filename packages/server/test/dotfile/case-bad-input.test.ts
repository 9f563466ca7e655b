import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as resources from './case-resources.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';

let rig: RecordsRig;
let id: string;
let untouched: resources.DetailedCase;
let events: number;
beforeAll(async () => {
  rig = await recordsRig();
  id = (await rig.createCase({ external_id: 'mine', tags: ['VIP'], metadata: { a: 'b' } })).id;
  await rig.createCase({ external_id: 'taken' });
  untouched = await rig.readCase(id);
  events = await rig.eventCount();
});
afterAll(() => rig.close());

const nobody = '01a202b3-b05a-7000-8000-b0f00ca99c7e';

/** Refused with the status and a message that names the field; nothing is changed, and nothing told. */
async function expectRefused(method: string, path: string, body: unknown, status: number, field: string) {
  const refusal = await rig.refusal(method, path, body === undefined ? {} : { body });
  expect(refusal.status).toBe(status);
  expect(refusal.message).toContain(field);
  expect(await rig.readCase(id)).toEqual(untouched);
  expect(await rig.eventCount()).toBe(events);
}

describe('refused by name, with nothing changed and nothing sent:', () => {
  it.each([
    ['an unknown property', { surname: 'x' }, 'surname'],
    ['a status that only a review gives', { status: 'approved' }, 'status: Expected draft or open'],
    ['a name of another type', { name: 7 }, 'name'],
    ['an empty name', { name: '' }, 'name'],
    ['a name of 181 characters', { name: 'x'.repeat(181) }, 'name'],
    ['an external id that is taken', { external_id: 'taken' }, 'external_id: Another case'],
    ['an external id with U+0000', { external_id: 'a\0b' }, 'external_id'],
    ['an assignee who is nobody', { assignee_id: nobody }, 'assignee_id: There is no such user'],
    ['an assignee that is no id', { assignee_id: 'lea' }, 'assignee_id'],
    ['a template by an unknown id', { template_id: nobody }, 'template_id'],
    ['a template by an unknown key', { template_key: 'kyb\0' }, 'template_key'],
    ['a template twice', { template_key: 'kyb', template_id: nobody }, 'template_id'],
    ['metadata that is no text', { metadata: { seats: 12 } }, 'metadata.seats'],
    ['a custom property that is an object', { custom_properties: { a: {} } }, 'custom_properties.a'],
    ['a number beyond the safe integers', { custom_properties: { a: 2 ** 53 } }, 'custom_properties.a'],
    ['a risk level that is none', { risk: { level: 'severe' } }, 'risk.level'],
    ['a tag that is no text', { tags: ['a', 1] }, 'tags'],
    ['a body that is no object', [], 'body'],
  ])('%s', (_, body, field) => expectRefused('PATCH', `/cases/${id}`, body, 400, field));

  it('a property named __proto__, wherever it stands', async () => {
    const options = {
      body: '{"metadata": {"__proto__": "x"}}',
      headers: { 'content-type': 'application/json' },
    };
    const refusal = await rig.refusal('PATCH', `/cases/${id}`, options);
    expect(refusal).toMatchObject({ status: 400, message: expect.stringContaining('metadata.__proto__') });
  });

  it.each([
    ['an external id that is taken', { name: 'x', external_id: 'taken' }, 'external_id'],
    ['no name', {}, 'name'],
    ['a status that only a review gives', { name: 'x', status: 'closed' }, 'status'],
    ['a space slug of another form', { name: 'x', space_slug: 'space_1' }, 'space_slug'],
  ])('creating with %s', (_, body, field) => expectRefused('POST', '/cases', body, 400, field));

  it.each([
    ['no decision', {}, 'status'],
    ['a decision that is none', { status: 'open' }, 'status'],
    [
      'a next review after a rejection',
      { status: 'rejected', next_review_at: '2027-01-01' },
      'next_review_at',
    ],
    ['a day that no month has', { status: 'approved', next_review_at: '2027-02-30' }, 'next_review_at'],
    ['a year out of bounds', { status: 'approved', next_review_at: '0001-01-01' }, 'next_review_at'],
    ['a time without a zone', { status: 'closed', reviewed_at: '2027-01-01T00:00:00' }, 'reviewed_at'],
  ])('reviewing with %s', (_, body, field) =>
    expectRefused('POST', `/cases/${id}/reviews`, body, 400, field),
  );

  it.each([
    ['no level', { score: 1 }, 'level'],
    ['a score that is not whole', { level: 'low', score: 1.5 }, 'score'],
    ['a score beyond 32 bits', { level: 'low', score: 2 ** 31 }, 'score'],
    ['a component that is no number', { level: 'low', components: { a: '1' } }, 'components.a'],
    ['a comment, which it has not', { level: 'low', comment: 'x' }, 'comment'],
  ])('a risk with %s', (_, body, field) => expectRefused('POST', `/cases/${id}/risks`, body, 400, field));

  it('taking off a tag that the case does not have', () =>
    expectRefused('DELETE', `/cases/${id}/tags`, { tags: ['VIP', 'Other'] }, 404, '"Other"'));
  it('tags that are none', () => expectRefused('POST', `/cases/${id}/tags`, { tags: null }, 400, 'tags'));

  it.each([
    ['an unknown parameter', `/cases?surname=x`, 'surname'],
    ['an operator that the field has not', '/cases?assignee_id.like=x', 'assignee_id.like'],
    ['an operator twice', '/cases?name=a&name.eq=b', 'name.eq'],
    ['a sort that is none', '/cases?sort=status', 'status'],
    ['a switch that is neither', '/cases?include_custom_properties=yes', 'include_custom_properties'],
    ['more than a hundred', '/cases?limit=101', 'limit'],
  ])('listing with %s', (_, path, field) => expectRefused('GET', path, undefined, 400, field));
});

describe('not found alike are', () => {
  const requests = (key: string): [string, string, unknown][] => [
    ['GET', `/cases/${key}`, undefined],
    ['PATCH', `/cases/${key}`, { name: 'Mine now' }],
    ['DELETE', `/cases/${key}`, undefined],
    ['POST', `/cases/${key}/reviews`, { status: 'approved' }],
    ['POST', `/cases/${key}/risks`, { level: 'low' }],
    ['POST', `/cases/${key}/tags`, { tags: ['x'] }],
    ['GET', `/cases/${key}/tags`, undefined],
  ];

  it.each(['nothing-like-it', nobody, '%00'])('a case named %s', async (key) => {
    for (const [method, path, body] of requests(key)) {
      await expectRefused(method, path, body, 404, 'There is no such case.');
    }
  });

  it('the case of another workspace, by its id and its external id', async () => {
    for (const key of [id, 'mine']) {
      for (const [method, path, body] of requests(key)) {
        const { status, message } = await rig.refusal(method, path, { body, key: rig.otherKey });
        expect({ status, message }).toEqual({ status: 404, message: 'There is no such case.' });
      }
    }
    expect(await rig.readCase(id)).toEqual(untouched);
  });
});

describe('comes back as it went in', () => {
  const odd = 'nul \0 sep \u001e مرحبا \u202e 👩🏽‍⚖️ "\\ \ud800 \r\n';

  it('every text, whatever characters it has', async () => {
    const texts = {
      name: odd,
      metadata: { [odd]: odd },
      custom_properties: { [odd]: odd, list: [odd], zero: 0, least: Number.MIN_SAFE_INTEGER, no: false },
    };
    const created = await rig.createCase(texts);
    expect(created).toMatchObject(texts);
    expect(await rig.readCase(created.id)).toMatchObject(texts);
  });

  it('a name of 180 characters, counted as people count them', async () => {
    const name = '🙂'.repeat(180);
    expect((await rig.createCase({ name })).name).toBe(name);
  });
});
