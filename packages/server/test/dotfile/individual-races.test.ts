import { afterAll, beforeAll, expect, it } from 'vitest';
import * as caseResources from './case-resources.ts';
import * as resources from './entity-resources.ts';
import { type EntityRig, entityRig } from './entity-rig.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';

let rig: RecordsRig;
let entities: EntityRig;
beforeAll(async () => {
  rig = await recordsRig();
  entities = entityRig(rig);
  await rig.subscribe('all', ['Individual.Updated', 'Individual.Deleted', 'Case.Updated', 'Case.Deleted']);
});
afterAll(() => rig.close());

const clients = 20;
const times = <Value>(count: number, act: (number: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: count }, (_, number) => act(number)));

it('of many patches at once of one individual and of its case none is lost, and each is told of as it was left', async () => {
  const { id: caseId } = await rig.createCase();
  const { id } = await entities.individual.create(caseId);
  const [answers] = await Promise.all([
    times(clients, (number) =>
      entities.individual.patch(id, { custom_properties: { [`c${number}`]: number } }),
    ),
    times(clients, (number) =>
      rig.answer('PATCH', `/cases/${caseId}`, caseResources.flatCase, {
        body: { custom_properties: { [`c${number}`]: number } },
      }),
    ),
  ]);
  const [last, holder] = [await entities.individual.read(id), await rig.readCase(caseId)];
  expect(Object.keys(last.custom_properties)).toHaveLength(clients);
  expect(Object.keys(holder.custom_properties)).toHaveLength(clients);
  const calls = await rig.calls(2 * clients);
  const told = calls.flatMap(({ body }) =>
    body['individual'] === undefined ? [] : [resources.individual.parse(body['individual'])],
  );
  const byUpdate = new Map(told.map((one) => [one.updated_at, one]));
  expect(byUpdate.size).toBe(clients);
  for (const answer of answers) expect(byUpdate.get(answer.updated_at)).toEqual(answer);
  expect(byUpdate.get(last.updated_at)).toEqual(last);
  expect(holder.individuals).toEqual([last]);
});

it('of many who make a company the main one of a case one does', async () => {
  const { id } = await rig.createCase();
  const body = { name: 'Main', case_id: id };
  const answers = await times(8, () => rig.call('POST', '/companies', { body }));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 400)]);
  expect((await rig.readCase(id)).companies).toHaveLength(1);
});

it('relations that together would close a cycle are never both made', async () => {
  const { id, companies } = await rig.createCase({
    companies: [{ name: 'Main' }, { name: 'A', type: 'affiliated' }, { name: 'B', type: 'affiliated' }],
  });
  const [a, b] = [companies[1]?.id, companies[2]?.id];
  const answers = await times(6, (number) => {
    const [from_company_id, to_company_id] = number % 2 === 0 ? [a, b] : [b, a];
    return rig.call('POST', `/cases/${id}/relations`, { body: { from_company_id, to_company_id } });
  });
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400, 400]);
});

it('of those who patch and delete an individual and its case at once each is answered, and the deletion told of once', async () => {
  const { id: caseId } = await rig.createCase();
  const { id } = await entities.individual.create(caseId);
  const before = await rig.eventCount();
  const patched = times(6, (number) =>
    rig.call('PATCH', `/individuals/${id}`, { body: { position: `${number}` } }),
  );
  const deleted = times(3, () => rig.call('DELETE', `/individuals/${id}`));
  const caseDeleted = times(2, () => rig.call('DELETE', `/cases/${caseId}`));
  const statuses = async (answers: Promise<readonly { readonly status: number }[]>) =>
    (await answers).map(({ status }) => status);
  const [patches, deletions, ofCase] = [
    await statuses(patched),
    await statuses(deleted),
    await statuses(caseDeleted),
  ];
  expect(new Set([...patches, 200, 404])).toEqual(new Set([200, 404]));
  expect(ofCase.sort()).toEqual([204, 404]);
  expect(deletions.filter((status) => status === 204).length).toBeLessThanOrEqual(1);
  const count = patches.filter((status) => status === 200).length;
  const gone = deletions.filter((status) => status === 204).length;
  expect(await rig.eventCount()).toBe(before + count + gone + 1);
});
