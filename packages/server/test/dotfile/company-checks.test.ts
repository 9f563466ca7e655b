import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type EntityRig, entityRig } from './entity-rig.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';

let rig: RecordsRig;
let entities: EntityRig;
beforeAll(async () => {
  rig = await recordsRig({ startMs: Date.parse('2026-11-22T10:00:00.250Z') });
  entities = entityRig(rig);
});
afterAll(() => rig.close());

const affiliated = { type: 'affiliated' };

/** A check that waits for its contact, on a company or an individual. */
async function newCheck(on: Readonly<Record<string, string>>): Promise<string> {
  const check = z.looseObject({ id: z.guid() });
  const body = { ...on, settings: { document_type_key: 'proof_of_address' } };
  return (await rig.answer('POST', '/checks/document', check, { status: 201, body })).id;
}

it('a company that holds a check like another has is told of alone when it is deleted', async () => {
  const { id } = await rig.createCase();
  const main = await entities.company.create(id);
  const { id: second, name } = await entities.company.create(id, affiliated);
  await newCheck({ company_id: main.id });
  const check = await newCheck({ company_id: second });
  expect((await entities.company.read(second)).checks).toMatchObject([{ id: check, company_id: second }]);
  const before = await rig.eventCount();
  await rig.subscribe('alone', ['Case.Updated', 'Company.Deleted', 'Company.Updated', 'Check.Deleted']);
  await entities.company.remove(second);
  const [call] = await rig.calls(1);
  const stub = { id: second, case_id: id, name, country: null };
  expect(call?.body).toEqual(entities.company.bodyOf('Company.Deleted', null, stub, await rig.readCase(id)));
  expect(await rig.eventCount()).toBe(before + 1);
  expect((await rig.call('DELETE', `/checks/${check}`)).status).toBe(404);
});

it('where the flags of the case follow from a check that goes with an individual, the case is told of too', async () => {
  const { id } = await rig.createCase();
  const lea = await entities.individual.create(id);
  await newCheck({ individual_id: lea.id });
  expect(await rig.readCase(id)).toMatchObject({ contact_has_actions: true });
  rig.clock.advance(1_000);
  const before = await rig.eventCount();
  await entities.individual.remove(lea.id);
  const after = await rig.readCase(id);
  expect(after).toMatchObject({ contact_has_actions: false, individuals: [] });
  const events = await rig.database.sql<{ name: string }[]>`
    select coalesce(sub_type, type) as name from events
    where workspace_id = ${rig.workspaceId} order by id desc limit ${(await rig.eventCount()) - before}`;
  expect(events.map(({ name }) => name).reverse()).toEqual([
    'Individual.Deleted',
    'Case.FlagsUpdated',
    'Case.ContactHasActionsUpdated',
  ]);
});
