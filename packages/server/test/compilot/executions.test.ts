import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CompilotRig, compilotRig } from './compilot-rig.ts';

let rig: CompilotRig;
let customerId: string;
let nameless: string;
beforeAll(async () => {
  rig = await compilotRig();
  customerId = (await rig.newCustomer({ externalCustomerId: 'user-1' })).customerId;
  nameless = (await rig.newCustomer()).customerId;
  await rig.subscribe([
    'send.scenario',
    'send.verification.flow',
    'transaction.created',
    'transaction.updated',
    'transaction.deleted',
  ]);
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

const now = () => new Date(rig.clock.now()).toISOString();

async function expectCall(eventType: string, payload: object): Promise<void> {
  expect(await rig.calls(1)).toEqual([{ id: expect.any(String), eventType, payload }]);
}

describe('a scenario that was executed', () => {
  it('is told of with its result and the data, and kept', async () => {
    const body = {
      customerId,
      executionId: 'execution-1',
      address: '0x52908400098527886E0F7030069857D2E4169EE7',
      result: 'not-valid',
      scenarios: [
        { scenarioId: 'adult', result: [{ objectId: 'passport', result: { is_valid: true, reasons: [] } }] },
        {
          scenarioId: 'clean-wallet',
          result: [{ objectId: 'w', result: { is_valid: false, reasons: ['Funds from a mixer'] } }],
        },
      ],
      data: [{ '@context': ['https://www.w3.org/ns/credentials/v2'], credentialSubject: { age: 34.5 } }],
    };
    const reported = await rig.answer('POST', '/scenarios/adult/executions', body, 201);
    const payload = { ...body, externalCustomerId: 'user-1' };
    await expectCall('send.scenario', payload);
    expect(reported).toEqual({ ...payload, scenarioId: 'adult', createdAt: now() });
    expect(await rig.answer('GET', '/scenarios/adult/executions/execution-1')).toEqual(reported);
    expect(await rig.answer('GET', '/scenarios/adult/executions')).toEqual({
      data: [reported],
      totalCount: 1,
    });
    await rig.refusal('GET', '/scenarios/clean-wallet/executions/execution-1', 404);
  });

  it('needs no more than a customer and a result', async () => {
    const body = { customerId: nameless, result: 'skipped' };
    const reported = await rig.answer('POST', '/scenarios/least/executions', body, 201);
    const payload = {
      ...body,
      externalCustomerId: null,
      address: null,
      executionId: reported.executionId,
      scenarios: [{ scenarioId: 'least', result: [] }],
      data: [],
    };
    await expectCall('send.scenario', payload);
    const path = `/scenarios/least/executions/${reported.executionId}`;
    expect(await rig.answer('GET', path)).toEqual({
      ...payload,
      scenarioId: 'least',
      createdAt: reported.createdAt,
    });
  });

  it('is reported once under its own id', async () => {
    const body = { customerId, result: 'valid', executionId: 'once' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => rig.call('POST', '/scenarios/s/executions', { body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400]);
    expect(await rig.refusal('POST', '/scenarios/s/executions', 400, { body })).toContain('executionId');
    expect(await rig.calls(1)).toHaveLength(1);
  });

  it('is listed for its customer, oldest first', async () => {
    for (const executionId of ['list-1', 'list-2', 'list-3']) {
      rig.clock.advance(1);
      const customer = executionId === 'list-2' ? nameless : customerId;
      await rig.answer(
        'POST',
        '/scenarios/list/executions',
        { customerId: customer, result: 'valid', executionId },
        201,
      );
    }
    await rig.calls(3);
    const ids = async (query: string) =>
      (await rig.answer('GET', `/scenarios/list/executions${query}`)).data.map(
        (each: { executionId: string }) => each.executionId,
      );
    expect(await ids('')).toEqual(['list-1', 'list-2', 'list-3']);
    expect(await ids(`?customerId=${customerId}`)).toEqual(['list-1', 'list-3']);
    expect(await ids('?limit=2&currentPage=2')).toEqual(['list-3']);
    expect(await rig.answer('GET', '/scenarios/%00/executions')).toEqual({ data: [], totalCount: 0 });
  });
});

describe('a verification flow that was executed', () => {
  it('is told of with what every provider said, and kept', async () => {
    const providers = [
      'scorechain',
      'integratedScorechain',
      'big',
      'merkleScience',
      'chainalysis',
      'trmLabs',
      'crystal',
      'ipQualityScore',
      'integratedIpqualityscore',
      'complyAdvantage',
      'integratedComplyAdvantage',
    ];
    const body = {
      customerId,
      executionId: 'flow-1',
      address: null,
      result: providers.map((type, index) => ({ type, data: index === 0 ? [1, null] : { score: index } })),
    };
    const reported = await rig.answer('POST', '/workflows/kyc/executions', body, 201);
    const payload = { ...body, externalCustomerId: 'user-1' };
    await expectCall('send.verification.flow', payload);
    expect(reported).toEqual({ ...payload, workflowId: 'kyc', createdAt: now() });
    expect(await rig.answer('GET', '/workflows/kyc/executions/flow-1')).toEqual(reported);
    expect(await rig.answer('GET', '/workflows/kyc/executions')).toEqual({ data: [reported], totalCount: 1 });
  });

  it('has no externalCustomerId where its customer has none', async () => {
    const body = { customerId: nameless, executionId: 'flow-2', address: '0xA', result: [] };
    await rig.answer('POST', '/workflows/kyc/executions', body, 201);
    await expectCall('send.verification.flow', body);
  });
});

describe('a transaction', () => {
  it('is told of when it is recorded, changed and deleted, each time as it then is', async () => {
    const body = {
      externalTransactionId: 'withdrawal-99120',
      customerId,
      direction: 'Out',
      amount: `${'9'.repeat(60)}.${'9'.repeat(60)}`,
      currency: 'USDC',
      network: 'ethereum',
      originator: { name: 'Ingrid Solberg', address: '0xA', country: 'NOR' },
      createdBy: 'payments@example.com',
    };
    const recorded = await rig.answer(
      'POST',
      '/transactions',
      { ...body, beneficiary: { country: 'NLD' } },
      201,
    );
    const image = {
      workspaceId: rig.api.workspaceId,
      transactionId: recorded.transactionId,
      ...body,
      externalCustomerId: 'user-1',
      status: 'Pending',
      hash: null,
      beneficiary: { name: null, address: null, country: 'NLD' },
      riskScore: null,
      reason: null,
      createdAt: now(),
      updatedBy: null,
      updatedAt: null,
    };
    expect(recorded).toEqual(image);
    await expectCall('transaction.created', image);

    rig.clock.advance(1_000);
    const one = `/transactions/${recorded.transactionId}`;
    const patch = { status: 'Approved', hash: '0xff', riskScore: 'Low', beneficiary: null };
    const changed = { ...image, ...patch, updatedBy: 'liv', updatedAt: now() };
    expect(await rig.answer('PATCH', one, { ...patch, updatedBy: 'liv' })).toEqual(changed);
    await expectCall('transaction.updated', changed);
    expect(await rig.answer('PATCH', one, { ...patch, updatedBy: 'another' })).toEqual(changed);
    expect(
      await rig.answer('GET', `/transactions?customerId=${customerId}&status=Approved&direction=Out`),
    ).toEqual({
      data: [changed],
      totalCount: 1,
    });

    rig.clock.advance(1_000);
    await rig.answer('DELETE', one, { reason: 'Recorded twice', deletedBy: 'liv' }, 204);
    const last = { reason: 'Recorded twice', deletedBy: 'liv', deletedAt: now() };
    await expectCall('transaction.deleted', { ...changed, ...last });
    await rig.refusal('GET', one, 404);
  });

  it('may be nobody’s, and is changed and deleted all the same', async () => {
    const body = { direction: 'In', amount: '0.5', currency: 'EUR' };
    const { transactionId } = await rig.answer('POST', '/transactions', body, 201);
    rig.clock.advance(10);
    await rig.answer('PATCH', `/transactions/${transactionId}`, { status: 'Rejected' });
    rig.clock.advance(10);
    await rig.answer('DELETE', `/transactions/${transactionId}`, undefined, 204);
    const calls = await rig.calls(3);
    expect(calls.map(({ eventType }) => eventType)).toEqual([
      'transaction.created',
      'transaction.updated',
      'transaction.deleted',
    ]);
    for (const { payload } of calls)
      expect(payload).toMatchObject({ customerId: null, externalCustomerId: null });
  });
});
