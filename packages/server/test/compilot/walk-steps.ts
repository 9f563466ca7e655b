/**
 * The steps of a walk over the API beside its model. A step makes a call, tells the model what becomes of it, and says
 * which event that causes. Time stands during a step, so that every time that is shown can be foretold.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { CompilotRig } from './compilot-rig.ts';

export interface World {
  readonly rig: CompilotRig;
  customers: ModelCustomer[];
  /** In the order in which they were opened. */
  alerts: ModelAlert[];
  readonly expected: Expected[];
  /** How many the workspace has recorded. */
  events: number;
}

export interface Expected {
  readonly eventType: string;
  readonly image: unknown;
}

/** One of a walk's steps; its text is what a failing walk is reported by. */
export interface Step {
  readonly text: string;
  readonly run: (world: World) => Promise<void>;
}

/** As the API shows a customer, and its wallets. */
interface ModelCustomer extends Readonly<Record<string, unknown>> {
  readonly customerId: string;
  readonly externalCustomerId: string | null;
  readonly status: string | null;
  readonly reason: string | null;
  readonly wallets: readonly { readonly address: string }[];
}

/** As the API shows an alert. */
interface ModelAlert extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly customerId: string;
  readonly status: string;
}

/** There are more customers than addresses, so that a wallet is often there already. */
const place = fc.nat(2);
const address = fc.constantFrom('0xA', '0xB');
const externalCustomerId = fc.constantFrom(null, 'first', 'second');
const status = fc.constantFrom('Active', 'Escalated', 'No status', null);
const alertStatus = fc.constantFrom('Open', 'Pending', 'Closed');
const reason = fc.constantFrom(null, 'because', 'مرحبا 👩🏽‍⚖️ "\\');

export const customerSteps: readonly fc.Arbitrary<Step>[] = [
  fc.record({ externalCustomerId, status, reason }).map((body) => ({
    text: `create ${JSON.stringify(body)}`,
    run: (world) => createCustomer(world, body),
  })),
  fc
    .tuple(place, fc.record({ externalCustomerId, status, reason }, { requiredKeys: [] }))
    .map(([at, body]) => ({
      text: `patch ${at} ${JSON.stringify(body)}`,
      run: (world) => patchCustomer(world, at, body),
    })),
  fc.tuple(place, address).map(([at, wallet]) => ({
    text: `add ${wallet} to ${at}`,
    run: (world) => addWallet(world, at, wallet),
  })),
  fc.tuple(place, address).map(([at, wallet]) => ({
    text: `remove ${wallet} of ${at}`,
    run: (world) => removeWallet(world, at, wallet),
  })),
  place.map((at) => ({ text: `delete ${at}`, run: (world) => deleteCustomer(world, at) })),
];

export const alertSteps: readonly fc.Arbitrary<Step>[] = [
  fc.tuple(place, fc.record({ status: alertStatus, reason })).map(([at, body]) => ({
    text: `open an alert of ${at} ${JSON.stringify(body)}`,
    run: (world) => openAlert(world, at, body),
  })),
  fc.tuple(place, fc.record({ status: alertStatus, reason }, { requiredKeys: [] })).map(([at, body]) => ({
    text: `patch alert ${at} ${JSON.stringify(body)}`,
    run: (world) => patchAlert(world, at, body),
  })),
  place.map((at) => ({ text: `delete alert ${at}`, run: (world) => deleteAlert(world, at) })),
];

const now = ({ rig }: World): string => new Date(rig.clock.now()).toISOString();

type CustomerBody = Partial<Pick<ModelCustomer, 'externalCustomerId' | 'status' | 'reason'>>;

async function createCustomer(world: World, body: CustomerBody): Promise<void> {
  const path = '/workflows/w/customers';
  if (isTaken(world, body, null)) return refused(world, 'POST', path, 400, body);
  const { customerId } = await world.rig.answer('POST', path, body, 201);
  const made = {
    ...{ cmsProjectId: world.rig.api.workspaceId, customerId, createdBy: 'api', updatedBy: 'api' },
    ...{ riskScore: null, type: null, onboardingLevel: 'Started', createdAt: now(world), updatedAt: null },
    ...{ externalCustomerId: null, status: null, reason: null, ...body },
  };
  world.expected.push({ eventType: 'customer.created', image: made });
  world.customers.push({ ...made, wallets: [] });
}

async function patchCustomer(world: World, at: number, body: CustomerBody): Promise<void> {
  const before = world.customers[at];
  if (before === undefined) return;
  const path = `/customers/${before.customerId}`;
  if (isTaken(world, body, before)) return refused(world, 'PATCH', path, 400, body);
  const { wallets: _, ...image } = changeCustomer(world, before, body);
  expect(await world.rig.answer('PATCH', path, body)).toEqual(image);
}

async function addWallet(world: World, at: number, wallet: string): Promise<void> {
  const before = world.customers[at];
  if (before === undefined) return;
  const path = `/customers/${before.customerId}/wallets`;
  const there = before.wallets.some(({ address: one }) => one === wallet);
  if (there) return refused(world, 'POST', path, 400, { address: wallet });
  const made = { address: wallet, blockchain: null, createdAt: now(world) };
  changeCustomer(world, before, { wallets: [...before.wallets, made] });
  expect(await world.rig.answer('POST', path, { address: wallet }, 201)).toEqual(made);
}

async function removeWallet(world: World, at: number, wallet: string): Promise<void> {
  const before = world.customers[at];
  if (before === undefined) return;
  const path = `/customers/${before.customerId}/wallets/${wallet}`;
  const wallets = before.wallets.filter(({ address: one }) => one !== wallet);
  if (wallets.length === before.wallets.length) return refused(world, 'DELETE', path, 404);
  changeCustomer(world, before, { wallets });
  await world.rig.answer('DELETE', path, undefined, 204);
}

async function deleteCustomer(world: World, at: number): Promise<void> {
  const before = world.customers[at];
  if (before === undefined) return;
  const { wallets: _, ...image } = before;
  world.customers = world.customers.filter((one) => one !== before);
  // Its alerts go with it, of which is not told.
  world.alerts = world.alerts.filter(({ customerId }) => customerId !== before.customerId);
  const last = { ...image, deletedBy: 'api', deletedAt: now(world) };
  world.expected.push({ eventType: 'customer.deleted', image: last });
  await world.rig.answer('DELETE', `/customers/${before.customerId}`, undefined, 204);
}

/** What changes nothing is not told of. */
function changeCustomer(world: World, before: ModelCustomer, change: Partial<ModelCustomer>): ModelCustomer {
  if (isSame(before, change)) return before;
  const after = { ...before, ...change, updatedAt: now(world), updatedBy: 'api' };
  world.customers = world.customers.map((one) => (one === before ? after : one));
  const { wallets: _, ...image } = after;
  world.expected.push({ eventType: 'customer.updated', image });
  return after;
}

async function openAlert(world: World, at: number, body: Readonly<Record<string, unknown>>): Promise<void> {
  const customer = world.customers[at];
  if (customer === undefined) return;
  const { customerId, externalCustomerId: name } = customer;
  const made = { customerId, severity: 'Low', ...body };
  const { id } = await world.rig.answer('POST', '/alerts', made, 201);
  const alert = {
    ...{ id, externalCustomerId: name, scenarioAlertCount: null, workflowName: null, workflowId: null },
    ...{ status: 'Open', createdAt: now(world), updatedAt: null, tags: [], ...made },
  };
  world.expected.push({ eventType: 'alert.created', image: alert });
  world.alerts.push(alert);
}

async function patchAlert(world: World, at: number, body: Readonly<Record<string, unknown>>): Promise<void> {
  const before = world.alerts[at];
  if (before === undefined) return;
  const after = isSame(before, body) ? before : { ...before, ...body, updatedAt: now(world) };
  if (after !== before) world.expected.push({ eventType: 'alert.updated', image: after });
  world.alerts = world.alerts.map((one) => (one === before ? after : one));
  expect(await world.rig.answer('PATCH', `/alerts/${before.id}`, body)).toEqual(after);
}

async function deleteAlert(world: World, at: number): Promise<void> {
  const before = world.alerts[at];
  if (before === undefined) return;
  world.alerts = world.alerts.filter((one) => one !== before);
  world.expected.push({ eventType: 'alert.deleted', image: before });
  await world.rig.answer('DELETE', `/alerts/${before.id}`, undefined, 204);
}

/** Another customer has the name that is asked for. */
function isTaken(
  { customers }: World,
  { externalCustomerId: name }: CustomerBody,
  own: ModelCustomer | null,
) {
  return typeof name === 'string' && customers.some((one) => one !== own && one.externalCustomerId === name);
}

function isSame(
  before: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(change).every(([name, value]) => before[name] === value);
}

async function refused(world: World, method: string, path: string, code: number, body?: unknown) {
  await world.rig.refusal(method, path, code, body === undefined ? {} : { body });
}
