import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { untilSettled } from '../settled.ts';
import type { DetailedCase } from './case-resources.ts';
import * as caseResources from './case-resources.ts';
import { type EntityRig, entityRig } from './entity-rig.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';

const startMs = Date.parse('2026-11-22T10:00:00.250Z');

let rig: RecordsRig;
let entities: EntityRig;
let company: EntityRig['company'];
let holder: DetailedCase;
beforeAll(async () => {
  rig = await recordsRig({ startMs });
  entities = entityRig(rig);
  company = entities.company;
  holder = await rig.createCase({ companies: [{ name: 'Fjordline AS' }] });
  await rig.subscribe('all', [
    'Case.Created',
    'Case.Updated',
    'Case.Deleted',
    'Individual.Created',
    'Individual.Updated',
    'Individual.Deleted',
    'Company.Created',
    'Company.Updated',
    'Company.Deleted',
  ]);
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

/** An affiliated company whose creation was received, whole. */
async function newCompany(body: Readonly<Record<string, unknown>> = {}) {
  const created = await company.create(holder.id, { type: 'affiliated', ...body });
  await expectCalls(['Company.Created', null, created]);
  expect(await company.read(created.id)).toEqual(created);
  return created;
}

/** Those calls and no others: event, sub-event and the company that each shows. */
async function expectCalls(...expected: readonly [string, string | null, object][]): Promise<void> {
  const now = await rig.readCase(holder.id);
  const calls = await rig.calls(expected.length);
  expect(calls.map(({ body }) => body)).toEqual(
    expected.map(([event, subEvent, image]) => company.bodyOf(event, subEvent, image, now)),
  );
}

describe('a company that is created', () => {
  it('is told of with all that it was created with, and stands in its case', async () => {
    const given = {
      name: 'Fjordline Coffee AS',
      commercial_name: 'Fjordline',
      registration_number: 'NO 923 456 789',
      registration_date: '1670-05-02',
      status: 'live',
      legal_form: 'Aksjeselskap',
      entity_legal_form: 'YI42',
      country: 'NO',
      classifications: [
        { type: 'nace', code: '47.11', description: 'Shops' },
        { type: 'a', code: 'b' },
      ],
      share_capital: '30 000 NOK',
      tax_identification_number: 'NO923456789MVA',
      website_url: 'https://example.com/?q=1',
      employer_identification_number: '12-3456789',
      custom_properties: { employees: 12 },
    };
    const created = await newCompany({
      ...given,
      address: { city: 'Oslo' },
      banking_information: { iban: 'NO93 8601 1117 947', bic: null },
    });
    expect(created).toMatchObject({
      ...given,
      case_id: holder.id,
      type: 'affiliated',
      is_relevant: true,
      entity_legal_form_label: null,
      address: { city: 'Oslo', country: null },
      banking_information: { iban: 'NO9386011117947', bic: null },
      document_orders: [],
      checks: [],
      relations: [],
    });
    const after = await rig.readCase(holder.id);
    expect(after.companies.at(-1)).toEqual(created);
    expect(after.last_activity_at).toBe(created.updated_at);
    expect(after.updated_at).toBe(holder.updated_at);
  });

  it('is the main one unless it says otherwise', async () => {
    const { id } = await rig.createCase();
    await rig.calls(1);
    expect(await company.create(id)).toMatchObject({ type: 'main', status: 'not_reported' });
    await rig.calls(1);
  });
});

describe('a patch', () => {
  it.each([
    { name: 'Renamed AS' },
    { commercial_name: 'Renamed' },
    { registration_number: '923456789' },
    { registration_date: '2001-02-03' },
    { status: 'closed' },
    { legal_form: 'AS' },
    { entity_legal_form: 'YI42' },
    { country: 'SE' },
    { address: { postal_code: '0001' } },
    { classifications: [{ type: 'nace', code: '1', description: null }] },
    { banking_information: { iban: null, bic: 'DNBANOKK' } },
    { share_capital: '1' },
    { tax_identification_number: '2' },
    { website_url: 'example.com' },
    { employer_identification_number: '3' },
    { custom_properties: { color: 'green' } },
  ])('causes Company.InfoUpdated by %j', async (body) => {
    const { id } = await newCompany();
    const patched = await company.patch(id, body);
    expect(patched).toMatchObject(body);
    await expectCalls(['Company.Updated', 'Company.InfoUpdated', patched]);
    expect(await company.read(id)).toEqual(patched);
  });

  it('that changes nothing yields nothing', async () => {
    const created = await newCompany({ classifications: [{ type: 'a', code: 'b' }] });
    const [events, now] = [await rig.eventCount(), await rig.readCase(holder.id)];
    rig.clock.advance(1_000);
    const same = { name: created.name, classifications: [{ type: 'a', code: 'b' }], address: {} };
    expect(await company.patch(created.id, same)).toEqual(created);
    expect(await company.mark(created.id, true)).toEqual(created);
    expect(await rig.eventCount()).toBe(events);
    expect(await rig.readCase(holder.id)).toEqual(now);
  });
});

it('marking as not relevant, and as relevant again, is told of', async () => {
  const { id } = await newCompany();
  const marked = await company.mark(id, false);
  await expectCalls(['Company.Updated', 'Company.MarkedAsNotRelevant', marked]);
  expect((await rig.readCase(holder.id)).companies.map((one) => one.id)).not.toContain(id);
  const again = await company.mark(id, true);
  await expectCalls(['Company.Updated', 'Company.MarkedAsRelevant', again]);
  expect((await rig.readCase(holder.id)).companies.map((one) => one.id)).toContain(id);
});

describe('a company that is deleted', () => {
  it('is told of with what names it, and is gone', async () => {
    const { id, name } = await newCompany({ country: 'NO' });
    await company.remove(id);
    await expectCalls(['Company.Deleted', null, { id, case_id: holder.id, name, country: 'NO' }]);
    expect(await rig.refusal('GET', `/companies/${id}`)).toMatchObject({ status: 404 });
  });

  it('ends the relations of others to it, and they are told of', async () => {
    const target = await newCompany();
    const from = await entities.individual.create(holder.id, { relations: [{ to_company_id: target.id }] });
    await rig.calls(1);
    await company.remove(target.id);
    const now = await rig.readCase(holder.id);
    const after = await entities.individual.read(from.id);
    expect(after.relations).toEqual([]);
    const { id, name, country } = target;
    expect((await rig.calls(2)).map(({ body }) => body)).toEqual([
      company.bodyOf('Company.Deleted', null, { id, case_id: holder.id, name, country }, now),
      entities.individual.bodyOf('Individual.Updated', 'Individual.InfoUpdated', after, now),
    ]);
  });
});

it('a case that is deleted is told of alone, and all that it held is gone', async () => {
  const given = { companies: [{ name: 'Main' }], individuals: [{ first_name: 'Lea', last_name: 'Berg' }] };
  const { id, name, companies, individuals } = await rig.createCase(given);
  await rig.calls(3);
  const before = await rig.eventCount();
  expect((await rig.call('DELETE', `/cases/${id}`)).status).toBe(204);
  const [call] = await rig.calls(1);
  expect(call?.body).toEqual(rig.bodyOf('Case.Deleted', null, { case: { id, name, external_id: null } }));
  expect(await rig.eventCount()).toBe(before + 1);
  expect(await rig.refusal('GET', `/companies/${companies[0]?.id}`)).toMatchObject({ status: 404 });
  expect(await rig.refusal('PATCH', `/individuals/${individuals[0]?.id}`, { body: {} })).toMatchObject({
    status: 404,
  });
});

it('a case that is created with companies and individuals is told of with all of them, then each of them', async () => {
  const created = await rig.createCase({
    companies: [
      { name: 'Holding', type: 'affiliated', ref: 'h', relations: [{ ownership_percentage: 51 }] },
      { name: 'Main', ref: 'm' },
    ],
    individuals: [
      { first_name: 'Lea', last_name: 'Berg', relations: [{ source_company_ref: 'h' }, { position: 'CEO' }] },
      { first_name: 'Ola', last_name: 'Nordmann', ref: 'ola' },
    ],
  });
  const [holding, main] = created.companies;
  const [lea, ola] = created.individuals;
  expect(holding?.relations).toMatchObject([
    { to_company_id: main?.id, ownership_percentage: 51, roles: [] },
  ]);
  expect(lea?.relations).toMatchObject([
    { to_company_id: holding?.id, position: null },
    { to_company_id: main?.id, position: 'CEO' },
  ]);
  const image = await rig.readCase(created.id);
  const { assignee_id: _, ...answered } = caseResources.createdCase.parse(created);
  expect(answered).toEqual(image);
  const { bodyOf } = entities.individual;
  expect((await rig.calls(5)).map(({ body }) => body)).toEqual([
    rig.bodyOf('Case.Created', null, { case: image }),
    company.bodyOf('Company.Created', null, { ...holding }, image),
    company.bodyOf('Company.Created', null, { ...main }, image),
    bodyOf('Individual.Created', null, { ...lea }, image),
    bodyOf('Individual.Created', null, { ...ola }, image),
  ]);
});

it('a case that changes shows its individuals and companies in its events', async () => {
  const { id } = await rig.createCase({ companies: [{ name: 'Main' }] });
  await entities.individual.create(id);
  await rig.calls(3);
  await rig.answer('PATCH', `/cases/${id}`, caseResources.flatCase, { body: { name: 'Renamed' } });
  const image = await rig.readCase(id);
  expect([image.individuals.length, image.companies.length]).toEqual([1, 1]);
  const [call] = await rig.calls(1);
  expect(call?.body).toEqual(rig.bodyOf('Case.Updated', 'Case.InfoUpdated', { case: image }));
});

it('events are found by the company and by its case', async () => {
  const { id } = await newCompany();
  // A call is received before its outcome is recorded, and listed with it.
  await untilSettled(rig.database.sql, rig.workspaceId);
  const { data } = await rig.logs(`?company_id=${id}`);
  expect(data.map(({ event, case_id, individual_id }) => ({ event, case_id, individual_id }))).toEqual([
    { event: 'Company.Created', case_id: holder.id, individual_id: null },
  ]);
});
