import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CompilotRig, compilotRig } from './compilot-rig.ts';

let rig: CompilotRig;
beforeAll(async () => {
  rig = await compilotRig();
  await rig.subscribe(['customer.updated', 'customer.deleted', 'alert.created', 'alert.updated']);
});
afterAll(() => rig.close());

const clients = 40;
const many = <Value>(make: (number: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: clients }, (_, number) => make(number)));

it('of many patches at once none is lost, and each is told of as the customer then was', async () => {
  const { customerId } = await rig.newCustomer();
  const path = `/customers/${customerId}`;
  await many((number) => rig.answer('POST', `${path}/wallets`, { address: `0x${number}` }, 201));
  const { totalCount } = await rig.answer('GET', `${path}/wallets`);
  expect(totalCount).toBe(clients);
  const answers = await many((number) => rig.answer('PATCH', path, { reason: `Client ${number}` }));
  const told = (await rig.calls(clients * 2)).map(({ payload: { id: _, ...image } }) => image);
  expect(new Set(told.map(({ updatedAt }) => updatedAt)).size).toBe(clients * 2);
  for (const answer of answers) expect(told).toContainEqual(answer);
  const newest = told.reduce((a, b) => (String(a['updatedAt']) > String(b['updatedAt']) ? a : b));
  expect(newest).toEqual(await rig.answer('GET', path));
});

it('two patches of different properties at once leave both', async () => {
  const { customerId } = await rig.newCustomer();
  const path = `/customers/${customerId}`;
  await Promise.all([
    rig.answer('PATCH', path, { status: 'Active' }),
    rig.answer('PATCH', path, { riskScore: 'High' }),
  ]);
  expect(await rig.answer('GET', path)).toMatchObject({ status: 'Active', riskScore: 'High' });
  const opened = await rig.answer('POST', '/alerts', { customerId, severity: 'Low' }, 201);
  await Promise.all([
    rig.answer('PATCH', `/alerts/${opened.id}`, { status: 'Closed' }),
    rig.answer('PATCH', `/alerts/${opened.id}`, { severity: 'High' }),
  ]);
  expect(await rig.answer('GET', `/alerts/${opened.id}`)).toMatchObject({
    status: 'Closed',
    severity: 'High',
  });
  await rig.calls(5);
});

it('a name of its own that many ask for goes to one customer', async () => {
  const answers = await many(() =>
    rig.call('POST', '/workflows/w/customers', { body: { externalCustomerId: 'wanted' } }),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([201, ...Array.from({ length: clients - 1 }, () => 400)]);
});

it('alerts that are opened while their customer is deleted are gone with it or refused', async () => {
  const { customerId } = await rig.newCustomer();
  const deleted = rig.call('DELETE', `/customers/${customerId}`);
  const opened = await many(() => rig.call('POST', '/alerts', { body: { customerId, severity: 'Low' } }));
  expect((await deleted).status).toBe(204);
  for (const { status, text } of opened) {
    expect([201, 400]).toContain(status);
    if (status === 400) expect(text).toContain('customerId: There is no such customer.');
  }
  expect((await rig.answer('GET', `/alerts?customerId=${customerId}`)).totalCount).toBe(0);
  const calls = await rig.calls(1 + opened.filter(({ status }) => status === 201).length);
  expect(calls.filter(({ eventType }) => eventType === 'customer.deleted')).toHaveLength(1);
});
