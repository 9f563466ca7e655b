import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EntityRig, entityRig } from './entity-rig.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';

let rig: RecordsRig;
let company: EntityRig['company'];
let caseId: string;
let id: string;
let untouched: unknown;
let events: number;
beforeAll(async () => {
  rig = await recordsRig();
  ({ company } = entityRig(rig));
  caseId = (await rig.createCase()).id;
  id = (await company.create(caseId)).id;
  untouched = await rig.readCase(caseId);
  events = await rig.eventCount();
});
afterAll(() => rig.close());

const nobody = '01a202b3-b05a-7000-8000-b0f00ca99c7e';

/** Refused with the status and a message that names the field; nothing is changed, and nothing told. */
async function expectRefused(method: string, path: string, body: unknown, status: number, field: string) {
  const refusal = await rig.refusal(method, path, body === undefined ? {} : { body });
  expect(refusal).toEqual({ status, message: expect.stringContaining(field) });
  expect(await rig.readCase(caseId)).toEqual(untouched);
  expect(await rig.eventCount()).toBe(events);
}

describe('refused by name, with nothing changed and nothing sent:', () => {
  it.each([
    ['an unknown property', { surname: 'x' }, 'surname'],
    ['the type, which never changes', { type: 'affiliated' }, 'type'],
    ['an empty name', { name: '' }, 'name'],
    ['a name of 161 characters', { name: 'x'.repeat(161) }, 'name'],
    ['an empty commercial name', { commercial_name: '' }, 'commercial_name'],
    ['a number of 181 characters', { registration_number: 'x'.repeat(181) }, 'registration_number'],
    ['a date that is none', { registration_date: '2023-13-01' }, 'registration_date'],
    ['a status that is none', { status: 'dead' }, 'status: Expected live'],
    ['a country that is none', { country: 'Norway' }, 'country'],
    ['a classification without a code', { classifications: [{ type: 'a' }] }, 'classifications[0].code'],
    ['classifications that are null', { classifications: null }, 'classifications'],
    ['no banking information', { banking_information: null }, 'banking_information'],
    ['a label, which is derived', { entity_legal_form_label: 'AS' }, 'entity_legal_form_label'],
    ['a URL of 2,001 characters', { website_url: 'x'.repeat(2_001) }, 'website_url'],
    ['a share capital that is a number', { share_capital: 30_000 }, 'share_capital'],
  ])('%s', (_, body, field) => expectRefused('PATCH', `/companies/${id}`, body, 400, field));

  it('a second main company', () =>
    expectRefused('POST', '/companies', { name: 'B', case_id: caseId }, 400, 'type: The case has a main'));

  it('an affiliated company before the main one', async () => {
    const other = await rig.createCase();
    events = await rig.eventCount();
    const body = { name: 'B', type: 'affiliated', case_id: other.id };
    await expectRefused('POST', '/companies', body, 400, 'type: The case needs a main');
  });

  it('marking the main company, whatever as', async () => {
    const path = `/companies/${id}/set-relevant`;
    await expectRefused('POST', path, { is_relevant: false }, 400, 'is_relevant');
    await expectRefused('POST', path, { is_relevant: true }, 400, 'is_relevant');
  });

  it.each([
    ['no case', { name: 'x' }, 400, 'case_id'],
    ['a case that is none', { name: 'x', case_id: nobody }, 404, 'There is no such case.'],
    ['a type that is none', { name: 'x', type: 'other', case_id: nobody }, 400, 'type'],
  ])('creating with %s', (_, body, status, field) =>
    expectRefused('POST', '/companies', body, status, field),
  );

  it.each([
    ['a country by a pattern', '/companies?country.like=N%25', 'country.like'],
    ['a sort that is none', '/companies?sort=country', 'country'],
    ['the case, which the list does not know', `/companies?case_id=${nobody}`, 'case_id'],
  ])('listing with %s', (_, path, field) => expectRefused('GET', path, undefined, 400, field));
});

it('those of another workspace are not found, and those that are none', async () => {
  const missing = { status: 404, message: 'There is no such company.' };
  for (const [key, target] of [
    [rig.otherKey, id],
    [undefined, nobody],
  ] as const) {
    const options = key === undefined ? {} : { key };
    expect(await rig.refusal('GET', `/companies/${target}`, options)).toEqual(missing);
    expect(await rig.refusal('DELETE', `/companies/${target}`, options)).toEqual(missing);
    const patch = { ...options, body: { name: 'Mine now' } };
    expect(await rig.refusal('PATCH', `/companies/${target}`, patch)).toEqual(missing);
    const mark = { ...options, body: { is_relevant: true } };
    expect(await rig.refusal('POST', `/companies/${target}/set-relevant`, mark)).toEqual(missing);
  }
  expect(await rig.refusal('GET', '/companies/main')).toEqual({
    status: 400,
    message: 'id: Expected a UUID.',
  });
  expect(await rig.readCase(caseId)).toEqual(untouched);
});

it('comes back as it went in, whatever characters its texts have', async () => {
  const odd = 'nul \0 sep \u001e مرحبا \u202e 👩🏽‍⚖️ "\\ \ud800 \r\n';
  const { id: other } = await rig.createCase();
  const texts = {
    name: '🙂'.repeat(160),
    commercial_name: odd,
    registration_number: odd,
    legal_form: odd,
    entity_legal_form: odd,
    share_capital: odd,
    website_url: odd,
    classifications: [{ type: odd, code: '', description: odd }],
    address: { street_address: odd },
    custom_properties: { [odd]: odd },
  };
  const created = await company.create(other, texts);
  expect(created).toMatchObject(texts);
  expect(await company.read(created.id)).toEqual(created);
});
