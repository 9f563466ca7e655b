import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EntityRig, entityRig } from './entity-rig.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';

let rig: RecordsRig;
let individual: EntityRig['individual'];
let caseId: string;
let id: string;
let untouched: unknown;
let events: number;
beforeAll(async () => {
  rig = await recordsRig();
  ({ individual } = entityRig(rig));
  caseId = (await rig.createCase()).id;
  id = (await individual.create(caseId, { is_signatory: true, email: 'lea@example.com' })).id;
  untouched = await rig.readCase(caseId);
  events = await rig.eventCount();
});
afterAll(() => rig.close());

const nobody = '01a202b3-b05a-7000-8000-b0f00ca99c7e';
const person = { first_name: 'Lea', last_name: 'Berg' };

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
    ['the case, which never changes', { case_id: nobody }, 'case_id'],
    ['relevance, which has a request of its own', { is_relevant: false }, 'is_relevant'],
    ['relations, which have requests of their own', { relations: [] }, 'relations'],
    ['a name of another type', { first_name: 7 }, 'first_name'],
    ['no name', { last_name: null }, 'last_name'],
    ['a name of 256 characters', { last_name: 'x'.repeat(256) }, 'last_name'],
    ['a flag that is none', { is_beneficial_owner: 'yes' }, 'is_beneficial_owner'],
    ['an email that is none', { email: 'lea at example.com' }, 'email: Expected an email'],
    ['an email of 255 characters', { email: `lea@${'x.'.repeat(125)}x` }, 'email'],
    ['no email for a signatory', { email: null }, 'email: Is required'],
    ['a signatory who delegates', { is_delegator: true }, 'is_signatory'],
    ['a day that no month has', { birth_date: '2027-02-30' }, 'birth_date'],
    ['a date with a time', { birth_date: '2027-02-03T00:00:00Z' }, 'birth_date'],
    ['a country of three letters', { birth_country: 'NOR' }, 'birth_country'],
    ['a country in small letters', { nationalities: ['NO', 'se'] }, 'nationalities[1]'],
    ['51 nationalities', { nationalities: Array(51).fill('NO') }, 'nationalities'],
    ['a gender that is none', { gender: 'x' }, 'gender'],
    ['a part of an address that is unknown', { address: { town: 'Oslo' } }, 'address.town'],
    ['an address that is null', { address: null }, 'address'],
    ['a country of an address that is none', { address: { country: 'N1' } }, 'address.country'],
    ['half of what a bank needs', { banking_information: { iban: null } }, 'banking_information.bic'],
    [
      'an IBAN that is too short',
      { banking_information: { iban: 'NO93', bic: null } },
      'banking_information.iban',
    ],
    ['a phone number without a plus', { phone_number: '4722334455' }, 'phone_number'],
    ['a phone number of 16 characters', { phone_number: '+123456789012345' }, 'phone_number'],
    ['more than all', { ownership_percentage: 100.000001 }, 'ownership_percentage'],
    ['less than nothing', { voting_rights_percentage: -0.1 }, 'voting_rights_percentage'],
    ['a role that is none', { roles: ['owner'] }, 'roles[0]'],
    ['roles that are null', { roles: null }, 'roles'],
    ['a custom property that is an object', { custom_properties: { a: {} } }, 'custom_properties.a'],
    ['a body that is no object', [], 'body'],
  ])('%s', (_, body, field) => expectRefused('PATCH', `/individuals/${id}`, body, 400, field));

  it.each([
    ['no case', person, 400, 'case_id'],
    ['a case that is no id', { ...person, case_id: 'mine' }, 400, 'case_id'],
    ['a case that is none', { ...person, case_id: nobody }, 404, 'There is no such case.'],
    ['no last name', { first_name: 'Lea', case_id: nobody }, 400, 'last_name'],
  ])('creating with %s', (_, body, status, field) =>
    expectRefused('POST', '/individuals', body, status, field),
  );

  it('creating a business contact without an email', () =>
    expectRefused(
      'POST',
      '/individuals',
      { ...person, case_id: caseId, is_business_contact: true },
      400,
      'email',
    ));

  it('marking a signatory as not relevant, and marking as neither', async () => {
    const path = `/individuals/${id}/set-relevant`;
    await expectRefused('POST', path, { is_relevant: false }, 400, 'is_relevant');
    await expectRefused('POST', path, { is_relevant: null }, 400, 'is_relevant');
    await expectRefused('POST', path, {}, 400, 'is_relevant');
  });

  it.each([
    ['an unknown parameter', '/individuals?surname=x', 'surname'],
    ['an operator that the field has not', '/individuals?birth_date.gt=2000-01-01', 'birth_date.gt'],
    ['a birth date that is none', '/individuals?birth_date=2000', 'birth_date'],
    ['a sort that is none', '/individuals?sort=email', 'email'],
    ['more than a hundred', '/individuals?limit=101', 'limit'],
    [
      'a switch that is neither',
      `/individuals/${nobody}?exclude_internal_checks=1`,
      'exclude_internal_checks',
    ],
  ])('reading with %s', (_, path, field) => expectRefused('GET', path, undefined, 400, field));
});

describe.each([
  ['an id that is none', 'lea', 400, 'id: Expected a UUID.'],
  ['an id of nobody', nobody, 404, 'There is no such individual.'],
])('%s', (_, key, status, message) => {
  it.each([
    ['GET', '', undefined],
    ['PATCH', '', { first_name: 'Mine now' }],
    ['DELETE', '', undefined],
    ['POST', '/set-relevant', { is_relevant: true }],
  ])('is refused by %s%s', (method, suffix, body) =>
    expectRefused(method, `/individuals/${key}${suffix}`, body, status, message),
  );
});

it('those of another workspace are not found, and its cases take none', async () => {
  const { otherKey: key } = rig;
  const refused = (method: string, path: string, body?: unknown) => rig.refusal(method, path, { body, key });
  const notFound = { status: 404, message: 'There is no such individual.' };
  expect(await refused('GET', `/individuals/${id}`)).toEqual(notFound);
  expect(await refused('PATCH', `/individuals/${id}`, { first_name: 'x' })).toEqual(notFound);
  expect(await refused('DELETE', `/individuals/${id}`)).toEqual(notFound);
  expect(await refused('POST', `/individuals/${id}/set-relevant`, { is_relevant: true })).toEqual(notFound);
  const created = await refused('POST', '/individuals', { ...person, case_id: caseId });
  expect(created).toEqual({ status: 404, message: 'There is no such case.' });
  expect(await rig.readCase(caseId)).toEqual(untouched);
});

describe('comes back as it went in', () => {
  const odd = 'nul \0 sep \u001e مرحبا \u202e 👩🏽‍⚖️ "\\ \ud800 \r\n';

  it('every text, whatever characters it has, in the list too', async () => {
    const { id: other } = await rig.createCase();
    const texts = {
      first_name: odd,
      middle_name: odd,
      last_name: odd,
      maiden_name: '',
      birth_place: odd,
      tax_identification_number: odd,
      social_security_number: odd,
      position: odd,
      address: { street_address: odd, city: odd, state: '', postal_code: odd, region: odd },
      custom_properties: { [odd]: odd, list: [odd], zero: 0, least: Number.MIN_SAFE_INTEGER },
    };
    const created = await individual.create(other, texts);
    expect(created).toMatchObject(texts);
    expect(await individual.read(created.id)).toEqual(created);
    const listed = await rig.call('GET', '/individuals?sort=created_at.desc&limit=100');
    const found = JSON.parse(listed.text).data.filter(({ id }: { id: string }) => id === created.id);
    expect(found).toMatchObject([{ first_name: odd, last_name: odd }]);
    await individual.remove(created.id);
  });

  it('names of 255 characters, counted as people count them, and percentages at their bounds', async () => {
    const { id: other } = await rig.createCase();
    const given = {
      first_name: '🙂'.repeat(255),
      last_name: '🙂'.repeat(255),
      email: `${'l'.repeat(64)}@${'x.'.repeat(93)}com`,
      ownership_percentage: 100,
      voting_rights_percentage: Number.MIN_VALUE,
      phone_number: '+12345678901234',
      birth_date: '0001-01-01',
    };
    expect(await individual.create(other, given)).toMatchObject(given);
  });
});
