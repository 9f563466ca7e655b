import { afterAll, beforeAll, expect, it } from 'vitest';
import * as resources from './case-resources.ts';
import { type ReceivedCall, type RecordsRig, recordsRig } from './records-rig.ts';

let rig: RecordsRig;
beforeAll(async () => {
  rig = await recordsRig();
  await rig.subscribe('all', ['Case.Updated', 'Case.Deleted']);
});
afterAll(() => rig.close());

const clients = 40;

it('of many patches at once of one case none is lost, and each is told of with its after-image', async () => {
  const { id } = await rig.createCase();
  const answers = await Promise.all(
    Array.from({ length: clients }, (_, number) =>
      rig.answer('PATCH', `/cases/${id}`, resources.flatCase, {
        body: { custom_properties: { [`client ${number}`]: number } },
      }),
    ),
  );
  const image = await rig.readCase(id);
  expect(Object.keys(image.custom_properties)).toHaveLength(clients);
  const told = (await rig.calls(clients)).map(({ body }) => resources.detailedCase.parse(body['case']));
  const byUpdate = new Map(told.map((one) => [one.updated_at, one.custom_properties]));
  expect(byUpdate.size).toBe(clients);
  for (const answer of answers) expect(byUpdate.get(answer.updated_at)).toEqual(answer.custom_properties);
  const newest = told.reduce((a, b) => (a.updated_at > b.updated_at ? a : b));
  expect(newest).toEqual(image);
});

it('a tag that many put on their cases at once is one tag', async () => {
  const cases = await Promise.all(Array.from({ length: 8 }, () => rig.createCase()));
  const lists = await Promise.all(
    cases.map(({ id }) =>
      rig.answer('POST', `/cases/${id}/tags`, resources.tagList, { status: 201, body: { tags: ['same'] } }),
    ),
  );
  expect(new Set(lists.flatMap(({ tags }) => tags.map((tag) => tag.id))).size).toBe(1);
  await rig.calls(8);
});

it('of many who delete a case one does, the others find none, and it is told of once', async () => {
  const { id } = await rig.createCase();
  const answers = await Promise.all(Array.from({ length: 10 }, () => rig.call('DELETE', `/cases/${id}`)));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([204, ...Array.from({ length: 9 }, () => 404)]);
  const [call] = await rig.calls(1);
  expect(call?.body['case']).toMatchObject({ id });
});

it('an external id that many ask for goes to one of them', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      rig.call('POST', '/cases', { body: { name: 'Acme', external_id: 'wanted' } }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 400)]);
});

it('a webhook that is created while cases change gets everything from its creation on', async () => {
  const { id } = await rig.createCase();
  const rename = (name: string) =>
    rig.answer('PATCH', `/cases/${id}`, resources.flatCase, { body: { metadata: { name } } });
  await Promise.all([rename('a'), rename('b'), rig.subscribe('late', ['Case.MetadataUpdated']), rename('c')]);
  await rename('last');
  const calls: ReceivedCall[] = [];
  while (!calls.some(({ name, body }) => name === 'late' && namedLast(body)))
    calls.push(...(await rig.calls(1)));
  expect(calls.filter(({ name, body }) => name === 'late' && namedLast(body))).toHaveLength(1);
});

function namedLast(body: Readonly<Record<string, unknown>>): boolean {
  return resources.detailedCase.parse(body['case']).metadata?.['name'] === 'last';
}
