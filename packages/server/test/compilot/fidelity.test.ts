import {
  alertStatuses,
  customerTypes,
  directions,
  onboardingLevels,
  partyStatuses,
  riskScores,
  severities,
  transactionStatuses,
} from '@belfry/dialects/compilot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CompilotRig, compilotRig } from './compilot-rig.ts';

let rig: CompilotRig;
beforeAll(async () => {
  rig = await compilotRig();
  await rig.subscribe(['customer.created', 'alert.created', 'send.scenario', 'send.verification.flow']);
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

/** Everything that a text may hold: U+0000, controls, right to left, joined emoji, half a surrogate pair. */
const odd = 'nul \0 sep \u001e مرحبا \u202e 👩🏽‍⚖️ "\\ \ud800 \r\n</script>';

describe('comes back, and is sent, as it went in:', () => {
  it('every text of a customer, at its greatest length too', async () => {
    const texts = {
      reason: odd + '🙂'.repeat(2_000 - [...odd].length),
      createdBy: odd,
      externalCustomerId: `\u202e${'👩'.repeat(254)}`,
    };
    const created = await rig.newCustomer(texts);
    expect(created).toMatchObject(texts);
    expect((await rig.calls(1))[0]?.payload).toMatchObject(texts);
    expect(await rig.answer('GET', `/customers/${created.customerId}/details`)).toEqual(created);
    const query = `externalCustomerId=${encodeURIComponent(texts.externalCustomerId)}`;
    expect((await rig.answer('GET', `/customers?${query}`)).totalCount).toBe(1);
  });

  it('every text of an alert and its tags', async () => {
    const { customerId } = await rig.newCustomer();
    await rig.calls(1);
    const long = '\u0001'.repeat(150);
    const tags = [
      { title: odd, type: odd.slice(0, 20) },
      { title: long, type: '\u0001'.repeat(50) },
    ];
    const body = { severity: 'Low', reason: odd, workflowName: odd, tags, scenarioAlertCount: 2_147_483_647 };
    const opened = await rig.answer('POST', '/alerts', { customerId, ...body }, 201);
    expect(opened).toMatchObject(body);
    expect((await rig.calls(1))[0]?.payload).toEqual(opened);
    expect((await rig.answer('PATCH', `/alerts/${opened.id}`, { tags })).updatedAt).toBeNull();
  });

  it('whatever JSON a credential or a provider holds', async () => {
    const { customerId } = await rig.newCustomer();
    await rig.calls(1);
    const numbers = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 5e-324, 0.1, -0.5, 1e-7];
    let deep: unknown = odd;
    for (let level = 0; level < 90; level++) deep = level % 2 === 0 ? [deep] : { [odd]: deep };
    const data = { [odd]: odd, numbers, deep, empty: {}, none: null, '': false, constructor: 1 };
    const scenario = { customerId, result: 'error', data: [data] };
    const executed = await rig.answer('POST', '/scenarios/s/executions', scenario, 201);
    expect(executed.data).toEqual([data]);
    expect((await rig.calls(1))[0]?.payload['data']).toEqual([data]);
    const result = [
      { type: 'big', data },
      { type: 'crystal', data: [data] },
    ];
    const flow = await rig.answer('POST', '/workflows/w/executions', { customerId, result }, 201);
    expect(flow.result).toEqual(result);
    const kept = await rig.answer('GET', `/workflows/w/executions/${flow.executionId}`);
    expect(kept).toEqual(flow);
    expect((await rig.calls(1))[0]?.payload['result']).toEqual(result);
  });

  it('every value of every enumeration', async () => {
    const { customerId } = await rig.newCustomer();
    const path = `/customers/${customerId}`;
    const patches = [
      ...partyStatuses.map((status) => ({ status })),
      ...onboardingLevels.map((onboardingLevel) => ({ onboardingLevel })),
      ...riskScores.map((riskScore) => ({ riskScore })),
      ...customerTypes.map((type) => ({ type })),
    ];
    for (const patch of patches) expect(await rig.answer('PATCH', path, patch)).toMatchObject(patch);
    const { id } = await rig.answer('POST', '/alerts', { customerId, severity: 'Low' }, 201);
    for (const patch of [
      ...severities.map((severity) => ({ severity })),
      ...alertStatuses.map((status) => ({ status })),
    ]) {
      expect(await rig.answer('PATCH', `/alerts/${id}`, patch)).toMatchObject(patch);
    }
    const paid = { direction: 'In', amount: '0', currency: odd.slice(0, 40) };
    const { transactionId } = await rig.answer('POST', '/transactions', paid, 201);
    for (const patch of [
      ...directions.map((direction) => ({ direction })),
      ...transactionStatuses.map((status) => ({ status })),
    ]) {
      expect(await rig.answer('PATCH', `/transactions/${transactionId}`, patch)).toMatchObject(patch);
    }
    for (const result of ['valid', 'not-valid', 'skipped', 'error', 'unknown']) {
      await rig.answer('POST', '/scenarios/s/executions', { customerId, result }, 201);
    }
  });
});
