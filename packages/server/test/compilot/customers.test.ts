import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CompilotRig, type Customer, compilotRig } from './compilot-rig.ts';

let rig: CompilotRig;
beforeAll(async () => {
  rig = await compilotRig();
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

const now = () => new Date(rig.clock.now()).toISOString();
const idsOf = ({ data }: { readonly data: readonly Customer[] }) => data.map(({ customerId }) => customerId);

describe('the moment of the KYC approval', () => {
  it('tells who is Active; the details then have the wallet that the session knows', async () => {
    await rig.subscribe(['customer.updated']);
    const address = '0x52908400098527886E0F7030069857D2E4169EE7';
    const session = { wallet: address, country: 'NOR' };
    const { customerId } = await rig.newCustomer({ externalCustomerId: 'user-20817', type: 'Individual' });
    await rig.answer('POST', `/customers/${customerId}/wallets`, { address, blockchain: 'ethereum' }, 201);
    const level = { onboardingLevel: 'KYC' };
    rig.clock.advance(10);
    await rig.answer('PATCH', `/customers/${customerId}`, level);
    await rig.calls(2);

    rig.clock.advance(10);
    const approval = { status: 'Active', onboardingLevel: 'Onboarded', reason: 'KYC approved' };
    await rig.answer('PATCH', `/customers/${customerId}`, approval);
    const [call] = await rig.calls(1);
    expect(call).toMatchObject({ eventType: 'customer.updated', payload: { status: 'Active', customerId } });

    const details = await rig.answer('GET', `/customers/${String(call?.payload['customerId'])}/details`);
    expect(details).toMatchObject({
      status: 'Active',
      externalCustomerId: 'user-20817',
      workflowId: 'onboarding',
    });
    expect(details.wallets.map((wallet: { address: string }) => wallet.address)).toEqual([session.wallet]);
    const found = await rig.answer(
      'GET',
      `/projects/${rig.api.workspaceId}/customer-wallets/${session.wallet}/customer`,
    );
    expect(found.customerId).toBe(customerId);
  });
});

describe('wallets and IP addresses', () => {
  it('are added and removed one by one, each of which changes the customer', async () => {
    const { customerId } = await rig.newCustomer();
    const path = `/customers/${customerId}`;
    const events = await rig.eventCount();
    rig.clock.advance(1_000);
    const wallet = await rig.answer('POST', `${path}/wallets`, { address: '0xAb', updatedBy: 'liv' }, 201);
    expect(wallet).toEqual({ address: '0xAb', blockchain: null, createdAt: now() });
    expect(await rig.answer('GET', path)).toMatchObject({ updatedBy: 'liv', updatedAt: now() });
    const ip = await rig.answer('POST', `${path}/ips`, { ip: '2001:db8::1', country: 'NLD' }, 201);
    expect(ip).toMatchObject({ ip: '2001:db8::1', country: 'NLD' });
    expect(await rig.answer('GET', `${path}/wallets`)).toEqual({ data: [wallet], totalCount: 1 });
    expect(await rig.answer('GET', `${path}/ips`)).toEqual({ data: [ip], totalCount: 1 });
    expect(await rig.answer('GET', `${path}/details`)).toMatchObject({ wallets: [wallet], ips: [ip] });
    await rig.answer('DELETE', `${path}/wallets/0xAb`, undefined, 204);
    await rig.answer('DELETE', `${path}/ips/2001:db8::1`, undefined, 204);
    expect(await rig.answer('GET', `${path}/details`)).toMatchObject({
      wallets: [],
      ips: [],
      updatedBy: 'api',
    });
    expect(await rig.eventCount()).toBe(events + 4);
  });

  it('are refused twice, and removed only where they are', async () => {
    const { customerId } = await rig.newCustomer({
      wallets: [{ address: '0xAb' }],
      ips: [{ ip: '192.0.2.1' }],
    });
    const path = `/customers/${customerId}`;
    const events = await rig.eventCount();
    const twice = await rig.refusal('POST', `${path}/wallets`, 400, {
      body: { address: '0xAb', blockchain: 'x' },
    });
    expect(twice).toBe('address: The customer has this wallet already.');
    expect(await rig.refusal('POST', `${path}/ips`, 400, { body: { ip: '192.0.2.1' } })).toContain('ip: ');
    await rig.refusal('DELETE', `${path}/wallets/0xAB`, 404);
    await rig.refusal('DELETE', `${path}/ips/192.0.2.2`, 404);
    expect(await rig.eventCount()).toBe(events);
  });

  it('are a hundred of a customer at most', async () => {
    const wallets = Array.from({ length: 100 }, (_, number) => ({ address: `0x${number}` }));
    const ips = Array.from({ length: 100 }, (_, number) => ({ ip: `192.0.2.${number}` }));
    const { customerId } = await rig.newCustomer({ wallets, ips });
    const wallet = await rig.refusal('POST', `/customers/${customerId}/wallets`, 400, {
      body: { address: 'x' },
    });
    expect(wallet).toContain('at most 100 wallets');
    const ip = await rig.refusal('POST', `/customers/${customerId}/ips`, 400, { body: { ip: '::1' } });
    expect(ip).toContain('at most 100 IP addresses');
  });
});

describe('a customer by wallet', () => {
  const find = (project: string, address: string) =>
    `/projects/${project}/customer-wallets/${encodeURIComponent(address)}/customer`;

  it('is found in its project by exactly the address', async () => {
    const odd = `bitcoincash:${'q'.repeat(180)}/?#%`;
    const wallets = [{ address: 'bc1qExact' }, { address: odd }];
    const { customerId } = await rig.newCustomer({ cmsProjectId: 'p1', wallets });
    const image = await rig.answer('GET', `/customers/${customerId}`);
    for (const { address } of wallets) expect(await rig.answer('GET', find('p1', address))).toEqual(image);
    for (const [project, address] of [
      ['p1', 'BC1QEXACT'],
      ['p1', 'bc1qExact '],
      ['p1', 'bc1q%'],
      ['p1', 'bc1qExac'],
      ['p2', 'bc1qExact'],
      ['p1', '\0'],
      ['%00', 'bc1qExact'],
      [rig.api.workspaceId, 'bc1qExact'],
    ] as const) {
      await rig.refusal('GET', find(project, address), 404);
    }
    await rig.refusal('GET', find('p1', 'bc1qExact'), 404, { as: rig.api.otherWorkspaceId });
  });

  it('is the one that was created first where several have the wallet, and none when all are gone', async () => {
    const wallets = [{ address: 'shared' }];
    const first = await rig.newCustomer({ wallets });
    rig.clock.advance(10);
    const second = await rig.newCustomer({ wallets });
    const path = find(rig.api.workspaceId, 'shared');
    expect((await rig.answer('GET', path)).customerId).toBe(first.customerId);
    await rig.answer('DELETE', `/customers/${first.customerId}`, undefined, 204);
    expect((await rig.answer('GET', path)).customerId).toBe(second.customerId);
    await rig.answer('DELETE', `/customers/${second.customerId}/wallets/shared`, undefined, 204);
    await rig.refusal('GET', path, 404);
  });
});

describe('the list of customers', () => {
  it('is paged, oldest first, with the count of all pages', async () => {
    const all: string[] = [];
    for (let number = 0; number < 5; number++) {
      rig.clock.advance(10);
      all.push((await rig.newCustomer({ cmsProjectId: 'paged' })).customerId);
    }
    const list = (query: string) => rig.answer('GET', `/customers?cmsProjectId=paged${query}`);
    expect(idsOf(await list(''))).toEqual(all);
    const page = await list('&currentPage=2&limit=2');
    expect(idsOf(page)).toEqual(all.slice(2, 4));
    expect(page.totalCount).toBe(5);
    expect(await list('&currentPage=4&limit=2')).toEqual({ data: [], totalCount: 5 });
    expect(page.data[0]).toEqual(await rig.answer('GET', `/customers/${all[2]}`));
    const everything = await rig.answer('GET', '/customers?limit=1');
    expect(everything.data).toHaveLength(1);
    expect(everything.totalCount).toBeGreaterThanOrEqual(5);
  });

  it('is narrowed by status, type and the customer’s own id', async () => {
    const a = await rig.newCustomer({ cmsProjectId: 'some', status: 'Active', type: 'Company' });
    rig.clock.advance(10);
    const b = await rig.newCustomer({
      cmsProjectId: 'some',
      status: 'Dormant',
      externalCustomerId: 'مرحبا 🙂',
    });
    const list = async (query: string) =>
      idsOf(await rig.answer('GET', `/customers?cmsProjectId=some&${query}`));
    expect(await list('status=Active')).toEqual([a.customerId]);
    expect(await list('type=Company&status=Active')).toEqual([a.customerId]);
    expect(await list('type=Individual')).toEqual([]);
    expect(await list(`externalCustomerId=${encodeURIComponent('مرحبا 🙂')}`)).toEqual([b.customerId]);
  });

  it('is empty for another workspace', async () => {
    const { json } = await rig.call('GET', '/customers', { as: rig.api.otherWorkspaceId });
    expect(json).toEqual({ data: [], totalCount: 0 });
  });
});

describe('a patch', () => {
  it('that changes nothing is not told of, whoever sends it, and keeps the customer’s time', async () => {
    const { customerId } = await rig.newCustomer({ status: 'Active', reason: '', type: 'Company' });
    const path = `/customers/${customerId}`;
    const before = await rig.answer('GET', path);
    const events = await rig.eventCount();
    rig.clock.advance(1_000);
    for (const patch of [{}, { status: 'Active' }, { type: 'Company', reason: '', updatedBy: 'somebody' }]) {
      expect(await rig.answer('PATCH', path, patch)).toEqual(before);
    }
    expect(await rig.eventCount()).toBe(events);
  });

  it('leaves what it does not name, and takes away what it says is null', async () => {
    const { customerId } = await rig.newCustomer({ status: 'Active', reason: 'Because', riskScore: 'Low' });
    const path = `/customers/${customerId}`;
    expect(await rig.answer('PATCH', path, { riskScore: null })).toMatchObject({
      status: 'Active',
      reason: 'Because',
      riskScore: null,
    });
    expect(
      await rig.answer('PATCH', path, { status: null, onboardingLevel: null, reason: null }),
    ).toMatchObject({
      status: null,
      onboardingLevel: null,
      reason: null,
    });
  });

  it('may give a customer the name of its own that another one had', async () => {
    const { customerId } = await rig.newCustomer({ externalCustomerId: 'passed on' });
    await rig.answer('PATCH', `/customers/${customerId}`, { externalCustomerId: null });
    expect(await rig.newCustomer({ externalCustomerId: 'passed on' })).toMatchObject({
      externalCustomerId: 'passed on',
    });
  });
});
