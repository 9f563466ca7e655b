import { compilot } from '@belfry/dialects';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CompilotRig, compilotRig, type ReceivedCall } from './compilot-rig.ts';

let rig: CompilotRig;
beforeAll(async () => {
  rig = await compilotRig();
  await rig.subscribe(compilot.catalogue.map(({ type }) => type));
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

const now = () => new Date(rig.clock.now()).toISOString();

/** The one call that was received, and nothing else: the event and the payload, compared whole. */
async function expectCall(eventType: string, payload: object): Promise<ReceivedCall> {
  const calls = await rig.calls(1);
  expect(calls).toHaveLength(1);
  const [call] = calls;
  if (call === undefined) throw new Error('Nothing was received.');
  expect(call).toEqual({ id: expect.any(String), eventType, payload });
  return call;
}

/** Of a payload whose `id` is that of the event, which is that of the header too. */
async function expectCallWithId(eventType: string, payload: object): Promise<void> {
  const call = await expectCall(eventType, { id: expect.any(String), ...payload });
  expect(call.payload['id']).toBe(call.id);
  expect(Object.keys(call.payload)[0]).toBe('id');
}

async function customerOfNote(body: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { customerId } = await rig.newCustomer(body);
  await rig.calls(1);
  return customerId;
}

describe('a customer', () => {
  it('that is created is told of with its defaults', async () => {
    const created = await rig.newCustomer();
    const image = {
      cmsProjectId: rig.api.workspaceId,
      customerId: created.customerId,
      externalCustomerId: null,
      createdBy: 'api',
      updatedBy: 'api',
      riskScore: null,
      type: null,
      onboardingLevel: 'Started',
      status: 'No status',
      createdAt: now(),
      updatedAt: null,
      reason: null,
    };
    await expectCallWithId('customer.created', image);
    expect(created).toEqual({ ...image, workflowId: 'onboarding', wallets: [], ips: [] });
    expect(await rig.answer('GET', `/customers/${created.customerId}`)).toEqual(image);
  });

  it('that is created with everything, changed and deleted is told of each time as it then is', async () => {
    const body = {
      cmsProjectId: 'project-7',
      externalCustomerId: 'user-20817',
      createdBy: 'onboarding@example.com',
      riskScore: 'No risk',
      type: 'Company',
      onboardingLevel: 'Questionaire',
      status: 'To be reviewed',
      reason: 'An owner is missing',
      wallets: [{ address: '0xA', blockchain: 'ethereum' }, { address: '0xB' }],
      ips: [{ ip: '203.0.113.7', country: 'NOR' }, { ip: '2001:db8::1' }],
    };
    const created = await rig.newCustomer(body);
    const { wallets: _wallets, ips: _ips, ...given } = body;
    const { customerId } = created;
    const image = {
      ...given,
      customerId,
      updatedBy: 'onboarding@example.com',
      createdAt: now(),
      updatedAt: null,
    };
    await expectCallWithId('customer.created', image);

    rig.clock.advance(5_000);
    const patch = { externalCustomerId: null, riskScore: 'Low', type: 'Individual', onboardingLevel: 'KYB' };
    const changed = { ...image, ...patch, updatedBy: 'liv.moen@example.com', updatedAt: now() };
    const answer = await rig.answer('PATCH', `/customers/${customerId}`, {
      ...patch,
      updatedBy: 'liv.moen@example.com',
    });
    expect(answer).toEqual(changed);
    await expectCallWithId('customer.updated', changed);

    rig.clock.advance(5_000);
    const last = { reason: 'The customer asked for it', deletedBy: 'liv.moen@example.com' };
    await rig.answer('DELETE', `/customers/${customerId}`, last, 204);
    await expectCallWithId('customer.deleted', { ...changed, ...last, deletedAt: now() });
    expect(await rig.refusal('GET', `/customers/${customerId}`, 404)).toBe('There is no such customer.');
  });

  it('that is deleted without a word has its last reason, and the API as who did it', async () => {
    const { customerId } = await rig.newCustomer({ reason: 'Because' });
    const [call] = await rig.calls(1);
    await rig.answer('DELETE', `/customers/${customerId}`, undefined, 204);
    const { id: _, ...image } = call?.payload ?? {};
    const deletedAt = new Date(rig.clock.now() + 1).toISOString();
    await expectCallWithId('customer.deleted', { ...image, deletedBy: 'api', deletedAt });
  });

  it('takes what it holds with it, of which nothing is told', async () => {
    const customerId = await customerOfNote();
    const opened = await rig.answer('POST', '/alerts', { customerId, severity: 'Low' }, 201);
    const paid = { customerId, direction: 'In', amount: '1', currency: 'EUR' };
    const { transactionId } = await rig.answer('POST', '/transactions', paid, 201);
    await rig.answer(
      'POST',
      '/scenarios/s/executions',
      { customerId, result: 'valid', executionId: 'e' },
      201,
    );
    await rig.calls(3);
    await rig.answer('DELETE', `/customers/${customerId}`, undefined, 204);
    expect((await rig.calls(1)).map(({ eventType }) => eventType)).toEqual(['customer.deleted']);
    await rig.refusal('GET', `/alerts/${opened.id}`, 404);
    await rig.refusal('GET', `/transactions/${transactionId}`, 404);
    await rig.refusal('GET', '/scenarios/s/executions/e', 404);
    for (const list of ['/alerts', '/transactions', '/scenarios/s/executions']) {
      expect((await rig.answer('GET', `${list}?customerId=${customerId}`)).totalCount).toBe(0);
    }
  });
});

describe.each([
  ['individual', '/individuals'],
  ['company', '/companies'],
] as const)('a record of the kind %s', (name, path) => {
  it('is told of when it is created, changed and deleted', async () => {
    const body = { externalCustomerId: `the ${name}`, createdBy: 'a', riskScore: 'High', status: 'Failed' };
    const created = await rig.answer('POST', path, body, 201);
    const image = {
      workspaceId: rig.api.workspaceId,
      customerId: created.customerId,
      ...body,
      updatedBy: 'a',
      onboardingLevel: 'Started',
      createdAt: now(),
      updatedAt: null,
      reason: null,
    };
    expect(created).toEqual(image);
    await expectCallWithId(`${name}.created`, image);

    rig.clock.advance(1_000);
    const one = `${path}/${created.customerId}`;
    const changed = { ...image, status: 'Active', reason: null, updatedBy: 'api', updatedAt: now() };
    expect(await rig.answer('PATCH', one, { status: 'Active' })).toEqual(changed);
    await expectCallWithId(`${name}.updated`, changed);
    expect(await rig.answer('GET', one)).toEqual(changed);
    expect(await rig.answer('GET', `${path}?status=Active`)).toEqual({ data: [changed], totalCount: 1 });

    rig.clock.advance(1_000);
    await rig.answer('DELETE', one, { reason: 'Twice' }, 204);
    const last = { reason: 'Twice', deletedBy: 'api', deletedAt: now() };
    await expectCallWithId(`${name}.deleted`, { ...changed, ...last });
    await rig.refusal('GET', one, 404);
  });
});

describe('every event type of the catalogue', () => {
  it('is caused by a request of this API', async () => {
    const types: string[] = [];
    const cause = async (method: string, path: string, body: unknown, status: number) => {
      rig.clock.advance(10);
      const answer = await rig.answer(method, path, body, status);
      types.push(...(await rig.calls(1)).map(({ eventType }) => eventType));
      return answer;
    };
    const { customerId } = await cause('POST', '/workflows/w/customers', {}, 201);
    await cause('PATCH', `/customers/${customerId}`, { status: 'Active' }, 200);
    await cause('POST', '/scenarios/s/executions', { customerId, result: 'unknown' }, 201);
    await cause('POST', '/workflows/w/executions', { customerId, result: [] }, 201);
    const { id } = await cause('POST', '/alerts', { customerId, severity: 'Low' }, 201);
    await cause('PATCH', `/alerts/${id}`, { status: 'Under Investigation' }, 200);
    await cause('DELETE', `/alerts/${id}`, undefined, 204);
    const paid = { direction: 'In', amount: '1', currency: 'EUR' };
    const { transactionId } = await cause('POST', '/transactions', paid, 201);
    await cause('PATCH', `/transactions/${transactionId}`, { status: 'Approved' }, 200);
    await cause('DELETE', `/transactions/${transactionId}`, undefined, 204);
    for (const path of ['/individuals', '/companies']) {
      const party = await cause('POST', path, {}, 201);
      await cause('PATCH', `${path}/${party.customerId}`, { status: 'Active' }, 200);
      await cause('DELETE', `${path}/${party.customerId}`, undefined, 204);
    }
    await cause('DELETE', `/customers/${customerId}`, undefined, 204);
    expect(types.toSorted()).toEqual(compilot.catalogue.map(({ type }) => type).toSorted());
  });
});
