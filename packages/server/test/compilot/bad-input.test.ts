import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompilotRig, compilotRig } from './compilot-rig.ts';

let rig: CompilotRig;
let customerId: string;
let alertId: string;
let transactionId: string;
let events: number;
beforeAll(async () => {
  rig = await compilotRig();
  ({ customerId } = await rig.newCustomer({ externalCustomerId: 'mine', wallets: [{ address: 'w' }] }));
  await rig.newCustomer({ externalCustomerId: 'taken' });
  alertId = (await rig.answer('POST', '/alerts', { customerId, severity: 'Low' }, 201)).id;
  const paid = { customerId, direction: 'In', amount: '1', currency: 'EUR' };
  ({ transactionId } = await rig.answer('POST', '/transactions', paid, 201));
  events = await rig.eventCount();
});
afterAll(() => rig.close());

/** Refused with a message that names the field; nothing is recorded. */
async function expectRefused(method: string, path: string, body: unknown, message: string, status = 400) {
  expect(await rig.refusal(method, path, status, body === undefined ? {} : { body })).toContain(message);
  expect(await rig.eventCount()).toBe(events);
}

/** The deepest value that is taken has a hundred levels, the body among them. */
function nested(levels: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < levels; level++) value = [value];
  return value;
}

describe('refused by name, with nothing changed and nothing sent:', () => {
  it.each([
    ['an unknown property', { surname: 'x' }, 'surname: Is not known here.'],
    ['a project, which a customer keeps', { cmsProjectId: 'p' }, 'cmsProjectId'],
    ['a status that is none', { status: 'active' }, 'status: Expected one of Active, Rejected'],
    ['a level that is spelt otherwise', { onboardingLevel: 'Questionnaire' }, 'onboardingLevel'],
    ['a type that is none', { type: 'Person' }, 'type: Expected one of Individual, Company.'],
    ['a risk of another type', { riskScore: 7 }, 'riskScore'],
    ['a reason that is too long', { reason: 'x'.repeat(2_001) }, 'reason: Expected a text of 0 to 2000'],
    ['nobody as who changed it', { updatedBy: '' }, 'updatedBy'],
    [
      'an own name that is taken',
      { externalCustomerId: 'taken' },
      'externalCustomerId: Another customer has it.',
    ],
    ['an own name with U+0000', { externalCustomerId: 'a\0b' }, 'externalCustomerId'],
    ['an own name of 256 characters', { externalCustomerId: 'x'.repeat(256) }, 'externalCustomerId'],
    ['a body that is no object', [], 'body'],
    ['two things at once', { status: 1, type: 2 }, 'type: Expected one of Individual, Company.'],
  ])('a patch with %s', (_, body, message) =>
    expectRefused('PATCH', `/customers/${customerId}`, body, message),
  );

  it.each([
    ['a wallet with blanks', { wallets: [{ address: 'a b' }] }, 'wallets[0].address'],
    ['a wallet twice', { wallets: [{ address: 'a' }, { address: 'a' }] }, 'wallets[1].address: Stands'],
    ['an address that is none', { ips: [{ ip: '300.1.1.1' }] }, 'ips[0].ip: Expected an IPv4'],
    ['a country of two letters', { ips: [{ ip: '::1', country: 'NO' }] }, 'ips[0].country'],
    ['an address twice', { ips: [{ ip: '::1' }, { ip: '::1' }] }, 'ips[1].ip'],
    ['wallets that are none', { wallets: 'w' }, 'wallets: Expected a list of wallets.'],
    ['a project with blanks', { cmsProjectId: 'p 1' }, 'cmsProjectId'],
    ['an own name that is taken', { externalCustomerId: 'taken' }, 'externalCustomerId'],
  ])('a customer with %s', (_, body, message) =>
    expectRefused('POST', '/workflows/w/customers', body, message),
  );

  it('a workflow whose id cannot be one', () =>
    expectRefused('POST', '/workflows/%00/customers', {}, 'no such workflow', 404));

  it.each([
    ['no customer', { severity: 'Low' }, 'customerId'],
    ['nobody as its customer', { severity: 'Low', customerId: randomUUID() }, 'customerId: There is no such'],
    ['no severity', { customerId: randomUUID() }, 'severity: Expected one of Low, Medium, High.'],
    ['a status that is none', { severity: 'Low', status: 'Shut' }, 'status'],
    ['a count below none', { severity: 'Low', scenarioAlertCount: -1 }, 'scenarioAlertCount'],
    ['a count that is not whole', { severity: 'Low', scenarioAlertCount: 1.5 }, 'scenarioAlertCount'],
    ['a tag without a title', { severity: 'Low', tags: [{ type: 'x' }] }, 'tags[0].title'],
    ['a tag with an id', { severity: 'Low', tags: [{ title: 'x', id: 'x' }] }, 'tags[0].id: Is not known'],
  ])('an alert with %s', (_, body, message) => expectRefused('POST', '/alerts', body, message));

  it('an alert that is to become another customer’s', () =>
    expectRefused('PATCH', `/alerts/${alertId}`, { customerId: randomUUID() }, 'customerId: Is not known'));

  const valid = () => ({ customerId, result: 'valid' });
  it.each([
    ['a result that is none', () => ({ ...valid(), result: 'invalid' }), 'result: Expected one of valid'],
    [
      'other scenarios only',
      () => ({ ...valid(), scenarios: [{ scenarioId: 't', result: [] }] }),
      'scenarios',
    ],
    ['data that is no object', () => ({ ...valid(), data: ['x'] }), 'data[0]: Expected an object.'],
    ['a number that loses digits', () => ({ ...valid(), data: [{ wei: 2 ** 53 }] }), 'data[0].wei: A whole'],
    ['data without a bottom', () => ({ ...valid(), data: [{ deep: nested(99) }] }), 'nested deeper than 100'],
    ['nobody as its customer', () => ({ ...valid(), customerId: randomUUID() }), 'customerId'],
    ['an id with blanks', () => ({ ...valid(), executionId: 'a b' }), 'executionId'],
  ])('a scenario with %s', (_, body, message) =>
    expectRefused('POST', '/scenarios/s/executions', body(), message),
  );

  it('a provider that is none, and a result of one that is neither object nor list', async () => {
    const report = (result: unknown) => ({ customerId, result });
    const path = '/workflows/w/executions';
    await expectRefused('POST', path, report([{ type: 'x', data: {} }]), 'result[0].type');
    await expectRefused(
      'POST',
      path,
      report([{ type: 'big', data: 'x' }]),
      'result[0].data: Expected an object',
    );
    await expectRefused('POST', path, report({}), 'result: Expected a list.');
  });

  it.each([
    ['no amount', { direction: 'In', currency: 'EUR' }, 'amount'],
    [
      'an amount as number',
      { direction: 'In', currency: 'EUR', amount: 12 },
      'amount: Expected an amount as text',
    ],
    ['a negative amount', { direction: 'In', currency: 'EUR', amount: '-1' }, 'amount'],
    ['a direction that is none', { direction: 'Up', currency: 'EUR', amount: '1' }, 'direction'],
  ])('a transaction with %s', (_, body, message) => expectRefused('POST', '/transactions', body, message));

  it.each([
    ['an unknown parameter', '/customers?page=1', 'page: Is not known here. There is currentPage, limit'],
    ['a property of every object', '/customers?constructor=x', 'constructor'],
    ['page 0', '/customers?currentPage=0', 'currentPage: Expected a whole number from 1'],
    ['more than a hundred', '/customers?limit=101', 'limit: Expected a whole number from 1 to 100.'],
    ['a limit twice', '/customers?limit=1&limit=2', 'limit: Is given more than once.'],
    ['a status that is none', '/customers?status=x', 'status'],
    ['an own name with U+0000', '/customers?externalCustomerId=%00', 'externalCustomerId'],
    ['a customer that cannot be', '/alerts?customerId=x', 'customerId: Expected a UUID.'],
  ])('listing with %s', (_, path, message) => expectRefused('GET', path, undefined, message));

  it('a reason in the query, where nobody would hear it', () =>
    expectRefused('DELETE', `/customers/${customerId}?reason=x`, undefined, 'reason'));

  it('a property named __proto__ and a number beyond all numbers', async () => {
    const send = (text: string) =>
      rig.refusal('PATCH', `/customers/${customerId}`, 400, {
        body: new TextEncoder().encode(text),
      });
    expect(await send('{"__proto__": {"status": "Active"}}')).toContain('__proto__');
    expect(await send('{"reason": 1e999}')).toContain('reason: The number is too large.');
    expect(await send('{"reason": ')).toContain('not JSON');
  });
});

describe('not found alike are', () => {
  const paid = { direction: 'In', amount: '1', currency: 'EUR' };
  const requests = (customer: string, alert: string, transaction: string): [string, string, unknown?][] => [
    ['GET', `/customers/${customer}`],
    ['GET', `/customers/${customer}/details`],
    ['GET', `/customers/${customer}/wallets`],
    ['GET', `/customers/${customer}/ips`],
    ['PATCH', `/customers/${customer}`, { status: 'Active' }],
    ['DELETE', `/customers/${customer}`],
    ['POST', `/customers/${customer}/wallets`, { address: 'x' }],
    ['POST', `/customers/${customer}/ips`, { ip: '::1' }],
    ['DELETE', `/customers/${customer}/wallets/w`],
    ['GET', `/individuals/${customer}`],
    ['PATCH', `/companies/${customer}`, {}],
    ['GET', `/alerts/${alert}`],
    ['PATCH', `/alerts/${alert}`, { status: 'Closed' }],
    ['DELETE', `/alerts/${alert}`],
    ['GET', `/transactions/${transaction}`],
    ['PATCH', `/transactions/${transaction}`, { status: 'Approved' }],
    ['DELETE', `/transactions/${transaction}`],
  ];

  it.each(['nothing-like-it', '01a202b3-b05a-7000-8000-b0f00ca99c7e', '%00'])(
    'what is named %s',
    async (id) => {
      for (const [method, path, body] of requests(id, id, id)) {
        await expectRefused(method, path, body, 'There is no such', 404);
      }
    },
  );

  it('the records of another workspace', async () => {
    for (const [method, path, body] of requests(customerId, alertId, transactionId)) {
      const message = await rig.refusal(method, path, 404, { body, as: rig.api.otherWorkspaceId });
      expect(message).toMatch(/^There is no such (customer|alert|transaction|individual|company)\.$/);
    }
    for (const [path, body] of [
      ['/alerts', { customerId, severity: 'Low' }],
      ['/scenarios/s/executions', { customerId, result: 'valid' }],
      ['/transactions', { ...paid, customerId }],
    ] as const) {
      const message = await rig.refusal('POST', path, 400, { body, as: rig.api.otherWorkspaceId });
      expect(message).toBe('customerId: There is no such customer.');
    }
    expect(await rig.eventCount()).toBe(events);
  });

  it('a record asked for as one of another kind, and a route that there is none of', async () => {
    await rig.refusal('GET', `/customers/${alertId}`, 404);
    await rig.refusal('GET', `/alerts/${customerId}`, 404);
    expect(await rig.refusal('PUT', '/customers', 404)).toBe('Cannot PUT /compilot/customers');
  });
});
