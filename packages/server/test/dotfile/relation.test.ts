import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DetailedCase } from './case-resources.ts';
import * as resources from './entity-resources.ts';
import { type EntityRig, entityRig } from './entity-rig.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';

let rig: RecordsRig;
let entities: EntityRig;
let cases = 0;
beforeAll(async () => {
  rig = await recordsRig({ startMs: Date.parse('2026-11-22T10:00:00.250Z') });
  entities = entityRig(rig);
  await rig.subscribe('all', ['Individual.Updated', 'Company.Updated', 'Case.Updated']);
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

const person = { first_name: 'Lea', last_name: 'Berg' };
const affiliated = (name: string) => ({ name, type: 'affiliated' });

/** A case with a main company, two affiliated ones and a person, none of them related. */
async function newCase() {
  const holder = await rig.createCase({
    external_id: `case ${++cases}`,
    companies: [{ name: 'Main' }, affiliated('A'), affiliated('B')],
    individuals: [person],
  });
  const idAt = (list: DetailedCase['companies'] | DetailedCase['individuals'], at: number) =>
    list[at]?.id ?? '';
  const [main, a, b] = [0, 1, 2].map((at) => idAt(holder.companies, at));
  return { id: holder.id, main, a, b, lea: idAt(holder.individuals, 0) };
}

/** Nothing is changed, and nothing told. */
async function expectRefused(
  caseId: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  said: string,
): Promise<void> {
  const [before, events] = [await rig.readCase(caseId), await rig.eventCount()];
  const refusal = await rig.refusal(method, path, body === undefined ? {} : { body });
  expect(refusal).toEqual({ status, message: expect.stringContaining(said) });
  expect(await rig.readCase(caseId)).toEqual(before);
  expect(await rig.eventCount()).toBe(events);
}

describe('a relation', () => {
  it('leads to the main company unless it says otherwise, and changes where it comes from', async () => {
    const { id, main, lea } = await newCase();
    const given = {
      voting_rights_percentage: 0,
      ownership_percentage: 51.5,
      roles: ['shareholder'],
      position: 'Board member',
    };
    const { from_individual_id, from_company_id, ...relation } = await entities.relate(id, {
      from_individual_id: lea,
      ...given,
    });
    expect(relation).toMatchObject({ ...given, to_company_id: main });
    expect([from_individual_id, from_company_id]).toEqual([lea, null]);
    const after = await entities.individual.read(lea);
    expect(after.relations).toEqual([relation]);
    const [call] = await rig.calls(1);
    expect(call?.body).toEqual(
      entities.individual.bodyOf(
        'Individual.Updated',
        'Individual.InfoUpdated',
        after,
        await rig.readCase(id),
      ),
    );
  });

  it('of companies is told of by the one that it comes from, is patched, moved and deleted', async () => {
    const { id, main, a, b } = await newCase();
    const told = async () => {
      const after = await entities.company.read(a ?? '');
      const [call] = await rig.calls(1);
      const now = await rig.readCase(id);
      expect(call?.body).toEqual(
        entities.company.bodyOf('Company.Updated', 'Company.InfoUpdated', after, now),
      );
      return after.relations;
    };
    const created = await entities.relate(id, { from_company_id: a });
    expect(created).toMatchObject({ from_company_id: a, from_individual_id: null, to_company_id: main });
    await told();
    const path = `/cases/${id}/relations/${created.id}`;
    rig.clock.advance(1_000);
    const patched = await rig.answer('PATCH', path, resources.relation, { body: { position: 'Owner' } });
    expect(patched).toEqual({
      ...created,
      position: 'Owner',
      updated_at: new Date(rig.clock.now()).toISOString(),
    });
    await told();
    const moved = await rig.answer('PATCH', path, resources.relation, { body: { to_company_id: b } });
    expect(moved.to_company_id).toBe(b);
    expect(await told()).toMatchObject([{ id: created.id, to_company_id: b, position: 'Owner' }]);
    const before = await rig.eventCount();
    await rig.answer('PATCH', path, resources.relation, { body: { to_company_id: b, roles: [] } });
    expect(await rig.eventCount()).toBe(before);
    expect((await rig.call('DELETE', path)).status).toBe(204);
    expect(await told()).toEqual([]);
  });

  it('may be made by the external id of the case, and with the record itself', async () => {
    const { id, a } = await newCase();
    const { external_id } = await rig.readCase(id);
    const path = `/cases/${encodeURIComponent(external_id ?? '')}/relations`;
    await rig.answer('POST', path, resources.relation, { status: 201, body: { from_company_id: a } });
    const created = await entities.individual.create(id, {
      relations: [{ roles: ['legal_representative'] }, { to_company_id: a, ownership_percentage: 1 }],
    });
    expect(created.relations).toHaveLength(2);
    await rig.calls(1);
  });
});

describe('refused by name, with nothing changed and nothing sent:', () => {
  it('a relation that is there already, in a request of its own and among others', async () => {
    const { id, main, lea } = await newCase();
    await entities.relate(id, { from_individual_id: lea });
    await rig.calls(1);
    const path = `/cases/${id}/relations`;
    const again = { from_individual_id: lea, to_company_id: main };
    await expectRefused(id, 'POST', path, again, 400, 'to_company_id: There is a relation');
    const body = { ...person, case_id: id, relations: [{}, { to_company_id: main }] };
    await expectRefused(id, 'POST', '/individuals', body, 400, 'relations[1].to_company_id: There is');
  });

  it('a cycle of companies, however long, and a company related to itself', async () => {
    const { id, main, a, b } = await newCase();
    await entities.relate(id, { from_company_id: a });
    const second = await entities.relate(id, { from_company_id: b, to_company_id: a });
    await rig.calls(2);
    const path = `/cases/${id}/relations`;
    const closing = { from_company_id: main, to_company_id: b };
    await expectRefused(id, 'POST', path, closing, 400, 'to_company_id: The relation would close a cycle');
    const itself = { from_company_id: a, to_company_id: a };
    await expectRefused(id, 'POST', path, itself, 400, 'to_company_id: A company cannot');
    const third = await entities.relate(id, { from_company_id: b });
    await rig.calls(1);
    const moving = `${path}/${third.id}`;
    await expectRefused(id, 'PATCH', moving, { to_company_id: b }, 400, 'to_company_id: A company cannot');
    await expectRefused(id, 'PATCH', moving, { to_company_id: a }, 400, 'to_company_id: There is a relation');
    expect(second.to_company_id).toBe(a);
  });

  it('a company of another case, and one that is none', async () => {
    const { id, a, lea } = await newCase();
    const stranger = await newCase();
    const path = `/cases/${id}/relations`;
    const far = { from_individual_id: lea, to_company_id: stranger.a };
    await expectRefused(id, 'POST', path, far, 404, 'to_company_id: There is no such company');
    const swapped = { from_company_id: lea };
    await expectRefused(id, 'POST', path, swapped, 404, 'from_company_id: There is no such company');
    const foreign = { from_individual_id: stranger.lea };
    await expectRefused(id, 'POST', path, foreign, 404, 'from_individual_id: There is no such individual');
    const body = { name: 'C', type: 'affiliated', case_id: id, relations: [{ to_company_id: stranger.a }] };
    await expectRefused(id, 'POST', '/companies', body, 400, 'relations[0].to_company_id: There is no');
    const { id: relationId } = await entities.relate(id, { from_company_id: a });
    await rig.calls(1);
    const move = { to_company_id: stranger.a };
    await expectRefused(id, 'PATCH', `${path}/${relationId}`, move, 400, 'to_company_id: There is no');
    const elsewhere = `/cases/${stranger.id}/relations/${relationId}`;
    await expectRefused(id, 'DELETE', elsewhere, undefined, 404, 'no such relation');
  });

  it('taking away the only relation of one while others have some', async () => {
    const { id, a, lea } = await newCase();
    const { id: first } = await entities.relate(id, { from_company_id: a });
    await entities.relate(id, { from_individual_id: lea });
    await rig.calls(2);
    await expectRefused(id, 'DELETE', `/cases/${id}/relations/${first}`, undefined, 400, 'caseRelationId');
  });

  it.each([
    ['no origin', {}, 'from_company_id'],
    ['two origins', { from_company_id: 'A', from_individual_id: 'LEA' }, 'from_company_id'],
    ['an unknown property', { from_company_id: 'A', weight: 1 }, 'weight'],
    ['an ownership above all', { from_company_id: 'A', ownership_percentage: 100.1 }, 'ownership_percentage'],
    ['a negative vote', { from_company_id: 'A', voting_rights_percentage: -1 }, 'voting_rights_percentage'],
    ['an unknown role', { from_company_id: 'A', roles: ['owner'] }, 'roles[0]'],
    ['an end that is no id', { from_company_id: 'A', to_company_id: 'main' }, 'to_company_id'],
  ])('%s', async (_, given, said) => {
    const { id, a, lea } = await newCase();
    const text = JSON.stringify(given).replace('"A"', `"${a}"`).replace('"LEA"', `"${lea}"`);
    await expectRefused(id, 'POST', `/cases/${id}/relations`, JSON.parse(text), 400, said);
  });

  it('a relation in a case without a main company', async () => {
    const { id } = await rig.createCase({ individuals: [person] });
    const body = { ...person, case_id: id, relations: [{}] };
    await expectRefused(
      id,
      'POST',
      '/individuals',
      body,
      400,
      'relations[0].to_company_id: The case has no main',
    );
  });

  it.each([
    ['companies none of which is the main one', { companies: [affiliated('A')] }, 'companies'],
    ['two main companies', { companies: [{ name: 'A' }, { name: 'B' }] }, 'companies[1].type'],
    [
      'a reference twice',
      { companies: [{ name: 'A', ref: 'x' }], individuals: [{ ...person, ref: 'x' }] },
      'individuals[0].ref',
    ],
    [
      'a reference to nothing',
      {
        companies: [{ name: 'A', ref: 'x' }],
        individuals: [{ ...person, relations: [{ source_company_ref: 'y' }] }],
      },
      'individuals[0].relations[0].source_company_ref',
    ],
    [
      'a reference to an individual',
      {
        companies: [{ name: 'A' }],
        individuals: [{ ...person, ref: 'x', relations: [{ source_company_ref: 'x' }] }],
      },
      'individuals[0].relations[0].source_company_ref',
    ],
    [
      'a cycle of new companies',
      {
        companies: [
          { name: 'A', ref: 'a', relations: [{ source_company_ref: 'b' }] },
          { name: 'B', ref: 'b', type: 'affiliated', relations: [{}] },
        ],
      },
      'companies[1].relations[0].source_company_ref',
    ],
    [
      'a signatory without an email',
      { individuals: [{ ...person, is_signatory: true }] },
      'individuals[0].email',
    ],
    ['a company without a name', { companies: [{}] }, 'companies[0].name'],
    ['a case for what it creates', { individuals: [{ ...person, case_id: 'x' }] }, 'individuals[0].case_id'],
  ])('creating a case with %s', async (_, given, said) => {
    const before = await rig.eventCount();
    const refusal = await rig.refusal('POST', '/cases', { body: { name: 'x', ...given } });
    expect(refusal).toEqual({ status: 400, message: expect.stringContaining(said) });
    expect(await rig.eventCount()).toBe(before);
  });
});
