import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { untilSettled } from '../settled.ts';
import type { DetailedCase } from './case-resources.ts';
import { type EntityRig, entityRig } from './entity-rig.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';

const startMs = Date.parse('2026-11-22T10:00:00.250Z');

let rig: RecordsRig;
let individual: EntityRig['individual'];
let holder: DetailedCase;
beforeAll(async () => {
  rig = await recordsRig({ startMs });
  ({ individual } = entityRig(rig));
  holder = await rig.createCase({ external_id: 'holder', tags: ['VIP'], metadata: { plan: 'growth' } });
  await rig.subscribe('all', [
    'Case.Updated',
    'Individual.Created',
    'Individual.Updated',
    'Individual.Deleted',
  ]);
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

/** An individual whose creation was received, whole. */
async function newIndividual(body: Readonly<Record<string, unknown>> = {}) {
  const created = await individual.create(holder.id, body);
  await expectCalls(['Individual.Created', null, created]);
  expect(await individual.read(created.id)).toEqual(created);
  return created;
}

/** Those calls and no others: event, sub-event and the individual that each shows. */
async function expectCalls(...expected: readonly [string, string | null, object][]): Promise<void> {
  const now = await rig.readCase(holder.id);
  const calls = await rig.calls(expected.length);
  expect(calls.map(({ body }) => body)).toEqual(
    expected.map(([event, subEvent, image]) => individual.bodyOf(event, subEvent, image, now)),
  );
}

describe('an individual that is created', () => {
  it('is told of with all that it was created with', async () => {
    const given = {
      first_name: 'Lea',
      middle_name: 'Marie Ann',
      last_name: 'Berg',
      maiden_name: 'Holm',
      is_business_contact: true,
      is_beneficial_owner: true,
      is_controlling_person: true,
      is_signatory: true,
      email: 'lea.berg@example.com',
      birth_date: '1879-03-14',
      birth_country: 'NO',
      birth_place: 'Bergen',
      gender: 'female',
      nationalities: ['NO', 'SE'],
      tax_identification_number: '14038712345',
      social_security_number: '140387',
      phone_number: '+4722334455',
      position: 'CEO',
      ownership_percentage: 100,
      voting_rights_percentage: 33.3,
      custom_properties: { sector: ['a', 'b'], score: -0 },
    };
    const created = await newIndividual({
      ...given,
      roles: ['shareholder', 'legal_representative', 'shareholder'],
      address: { city: 'Bergen', country: 'NO' },
      banking_information: { iban: 'no93 8601 1117 947', bic: 'dnba nokk' },
      custom_properties: { ...given.custom_properties, gone: null },
    });
    expect(created).toMatchObject({
      ...given,
      case_id: holder.id,
      is_delegator: false,
      is_relevant: true,
      roles: ['shareholder', 'legal_representative'],
      address: { street_address: null, city: 'Bergen', country: 'NO' },
      banking_information: { iban: 'NO9386011117947', bic: 'DNBANOKK' },
      custom_properties: { sector: ['a', 'b'], score: 0 },
      checks: [],
      relations: [],
      created_at: new Date(rig.clock.now()).toISOString(),
    });
  });

  it('needs a first and a last name, and a case', async () => {
    expect(await newIndividual()).toMatchObject({
      email: null,
      gender: null,
      nationalities: null,
      banking_information: null,
      roles: [],
      custom_properties: {},
    });
  });

  it('stands in its case, whose last activity is now, and which is not told of', async () => {
    const before = await rig.readCase(holder.id);
    const created = await newIndividual();
    const after = await rig.readCase(holder.id);
    expect(after.individuals).toEqual([...before.individuals, created]);
    expect(after.last_activity_at).toBe(created.updated_at);
    expect(after.updated_at).toBe(before.updated_at);
  });
});

describe('a patch', () => {
  it.each([
    { first_name: 'Léa' },
    { middle_name: 'Marie' },
    { last_name: 'Lie' },
    { maiden_name: 'Holm' },
    { is_business_contact: true, email: 'lea@example.com' },
    { is_beneficial_owner: true },
    { is_controlling_person: true },
    { is_delegator: true },
    { is_signatory: true, email: 'lea@example.com' },
    { birth_date: '1987-03-14' },
    { birth_country: 'NO' },
    { birth_place: 'Oslo' },
    { gender: 'other' },
    { nationalities: [] },
    { address: { city: 'Oslo' } },
    { banking_information: { iban: null, bic: null } },
    { tax_identification_number: '1' },
    { social_security_number: '2' },
    { phone_number: '+33639980012' },
    { position: 'Chair' },
    { ownership_percentage: 0 },
    { voting_rights_percentage: 12.5 },
    { roles: ['shareholder'] },
    { custom_properties: { color: 'green' } },
  ])('causes Individual.InfoUpdated by %j', async (body) => {
    const { id } = await newIndividual();
    const patched = await individual.patch(id, body);
    expect(patched).toMatchObject(body);
    await expectCalls(['Individual.Updated', 'Individual.InfoUpdated', patched]);
    expect(await individual.read(id)).toEqual(patched);
  });

  it('leaves the lines of the address that it does not name, and takes away what is null', async () => {
    const { id } = await newIndividual({
      address: { street_address: 'Torget 1', city: 'Bergen' },
      custom_properties: { a: 1, b: 2 },
      email: 'lea@example.com',
    });
    const patched = await individual.patch(id, {
      address: { city: null, region: 'Vestland' },
      custom_properties: { a: null },
      email: null,
    });
    expect(patched.address).toMatchObject({ street_address: 'Torget 1', city: null, region: 'Vestland' });
    expect(patched).toMatchObject({ custom_properties: { b: 2 }, email: null });
    await expectCalls(['Individual.Updated', 'Individual.InfoUpdated', patched]);
  });

  it('that changes nothing yields nothing', async () => {
    const created = await newIndividual({ address: { city: 'Bergen' }, custom_properties: { n: 1 } });
    const [events, now] = [await rig.eventCount(), await rig.readCase(holder.id)];
    rig.clock.advance(1_000);
    for (const body of [
      {},
      { first_name: created.first_name, address: { city: 'Bergen' } },
      { email: null },
    ]) {
      expect(await individual.patch(created.id, body)).toEqual(created);
    }
    expect(await individual.mark(created.id, true)).toEqual(created);
    expect(await individual.patch(created.id, { custom_properties: { n: 1, absent: null } })).toEqual(
      created,
    );
    expect(await rig.eventCount()).toBe(events);
    expect(await rig.readCase(holder.id)).toEqual(now);
  });

  it('reaches who subscribed to the sub-event alone as that, and who subscribed to both once', async () => {
    const other = await recordsRig({ startMs });
    const client = entityRig(other).individual;
    await other.subscribe('sub', ['Individual.InfoUpdated']);
    await other.subscribe('both', ['Individual.Updated', 'Individual.InfoUpdated']);
    const { id: caseId } = await other.createCase();
    const { id } = await client.create(caseId);
    const patched = await client.patch(id, { position: 'CEO' });
    const now = await other.readCase(caseId);
    const calls = await other.calls(2);
    const bodies = new Map(calls.map(({ name, body }) => [name, body]));
    expect(bodies.get('sub')).toEqual(client.bodyOf('Individual.InfoUpdated', null, patched, now));
    expect(bodies.get('both')).toEqual(
      client.bodyOf('Individual.Updated', 'Individual.InfoUpdated', patched, now),
    );
    await other.close();
  });
});

it('marking as not relevant, and as relevant again, is told of, and hides it from its case meanwhile', async () => {
  const { id } = await newIndividual();
  const shown = async (query = '') => {
    const answer = await rig.call('GET', `/cases/holder${query}`);
    return answer.text.includes(id);
  };
  const marked = await individual.mark(id, false);
  expect(marked.is_relevant).toBe(false);
  await expectCalls(['Individual.Updated', 'Individual.MarkedAsNotRelevant', marked]);
  expect([await shown(), await shown('?include_not_relevant=true')]).toEqual([false, true]);
  const again = await individual.mark(id, true);
  await expectCalls(['Individual.Updated', 'Individual.MarkedAsRelevant', again]);
  expect(await shown()).toBe(true);
});

it('one that is deleted is told of with what names it, and is gone', async () => {
  const { id } = await newIndividual({ first_name: 'Ola', last_name: 'Nordmann' });
  await individual.remove(id);
  const stub = { id, case_id: holder.id, first_name: 'Ola', last_name: 'Nordmann' };
  await expectCalls(['Individual.Deleted', null, stub]);
  expect(await rig.refusal('GET', `/individuals/${id}`)).toEqual({
    status: 404,
    message: 'There is no such individual.',
  });
  expect((await rig.readCase(holder.id)).individuals.map((one) => one.id)).not.toContain(id);
});

it('events are found by the individual and by its case', async () => {
  const { id } = await newIndividual();
  // A call is received before its outcome is recorded, and listed with it.
  await untilSettled(rig.database.sql, rig.workspaceId);
  const { data } = await rig.logs(`?individual_id=${id}`);
  expect(data.map(({ event, case_id, company_id }) => ({ event, case_id, company_id }))).toEqual([
    { event: 'Individual.Created', case_id: holder.id, company_id: null },
  ]);
});
