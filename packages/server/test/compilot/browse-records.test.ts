import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../../src/app/keys.ts';
import { makeWorkspace } from '../engine-rig.ts';
import { type CompilotRig, compilotRig } from './compilot-rig.ts';

let rig: CompilotRig;
beforeAll(async () => {
  rig = await compilotRig();
});
afterAll(() => rig.close());

const read = async (path: string) => (await rig.api.call('GET', path)).json;

test('the records of a customer are browsed, and lead to its events and deliveries', async () => {
  await rig.subscribe(['customer.created', 'alert.created']);
  const { customerId } = await rig.newCustomer({ externalCustomerId: 'user-1' });
  await rig.answer('POST', '/alerts', { customerId, severity: 'High', workflowName: 'Onboarding' }, 201);
  await rig.calls(2);
  expect((await read('/records/kinds')).data.slice(0, 4)).toEqual([
    { kind: 'compilot_customer', label: 'Customers', count: 1 },
    { kind: 'compilot_individual', label: 'Individuals', count: 0 },
    { kind: 'compilot_company', label: 'Companies', count: 0 },
    { kind: 'compilot_alert', label: 'Alerts', count: 1 },
  ]);
  const { data } = await read('/records?kind=compilot_customer&text=user-1');
  expect(data).toMatchObject([{ id: customerId, name: 'user-1', external_id: 'user-1', parent_id: null }]);
  const customer = await read(`/records/${customerId}`);
  expect(customer.subject).toEqual({ key: 'customer_id', value: customerId });
  expect(customer.children).toMatchObject([
    { kind: 'compilot_alert', name: 'Onboarding', root_id: customerId },
  ]);
  const types = ({ data }: { data: { type: string }[] }) => data.map(({ type }) => type).sort();
  const subject = `subject=customer_id:${customerId}`;
  expect(types(await read(`/events?${subject}`))).toEqual(['alert.created', 'customer.created']);
  expect(types(await read(`/deliveries?${subject}`))).toEqual(['alert.created', 'customer.created']);
});

test('a workspace whose contract has no records has no kinds and lists none', async () => {
  const { sql } = rig.api.database;
  const id = await makeWorkspace(sql, 'Plain', 'standard');
  const draft = { name: 'Plain', allowedNetworks: null, expiresAt: null };
  const created = await createKey(rig.api.engine.context, id, draft);
  const as = created.ok ? created.value.text : '';
  const answer = async (path: string) => (await rig.api.call('GET', path, { as })).json;
  expect(await answer('/records/kinds')).toEqual({ data: [] });
  expect(await answer('/records')).toEqual({ data: [], next_cursor: null });
});
