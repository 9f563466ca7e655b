import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PromisedEvent } from '../act.ts';
import type { Stage } from '../stage.ts';
import { textOf } from '../vendor.ts';
import { alertClosed, alertOpened, approval, scenarios, screening, signUp, wallet } from './records.ts';

/** The KYC of one customer, from her sign-up to her approval. Every play is about a new one. */
export async function story(stage: Stage): Promise<void> {
  const customer = await signUpCustomer(stage);
  await execute(stage, customer);
  await investigate(stage, customer);

  await stage.scene('The KYC is approved: the customer is Active.');
  const { id } = customer;
  await stage.request({ method: 'PATCH', route: '/customers/{id}', id, body: approval }, (answered) => [
    promised('customer.updated', answered, approval),
  ]);

  await stage.scene(
    'The wallet service knows wallets, not names: it asks who it is whom the call calls Active.',
  );
  const { payload } = customerCall.parse(stage.lastCallAt('Wallet service'));
  const called = payload.customerId;
  const details = await stage.request({ method: 'GET', route: '/customers/{id}/details', id: called });
  const known = withWallets.parse(details);
  for (const { address, blockchain } of known.wallets) {
    stage.tell(`${known.externalCustomerId} is ${known.status}, with the wallet ${address} (${blockchain})`);
  }
}

interface Customer {
  readonly id: string;
  readonly externalCustomerId: string;
}

async function signUpCustomer(stage: Stage): Promise<Customer> {
  const externalCustomerId = `nordbank-${randomUUID().slice(0, 8)}`;
  await stage.scene('Ingrid Solberg signs up: a customer is created.');
  const signedUp = await stage.request(
    {
      method: 'POST',
      route: '/workflows/{id}/customers',
      id: 'onboarding',
      body: signUp(externalCustomerId),
    },
    async (answered) => [
      promised('customer.created', await readCustomer(stage, textOf(answered, 'customerId')), {
        externalCustomerId,
        status: 'No status',
        updatedAt: null,
      }),
    ],
  );
  const id = textOf(signedUp, 'customerId');

  await stage.scene('She connects her wallet.');
  await stage.request({ method: 'POST', route: '/customers/{id}/wallets', id, body: wallet }, async () => [
    promised('customer.updated', await readCustomer(stage, id), { customerId: id, status: 'No status' }),
  ]);
  return { id, externalCustomerId };
}

/** What was executed is told of as it was reported. */
async function execute(stage: Stage, { id: customerId, externalCustomerId }: Customer): Promise<void> {
  const executionId = randomUUID();
  const { address } = wallet;

  await stage.scene('The verification flow looks up her wallet and where she connects from.');
  const flow = { customerId, executionId, address, result: screening };
  await stage.request(
    { method: 'POST', route: '/workflows/{id}/executions', id: 'onboarding', body: flow },
    () => [promised('send.verification.flow', { ...flow, externalCustomerId })],
  );

  await stage.scene('The secret of the onboarding is rotated; its receiver does not know the new one yet.');
  await stage.rotateSecret();

  await stage.scene('The scenarios are executed: the wallet has met a mixer.');
  const checked = { customerId, executionId, address, ...scenarios };
  await stage.request(
    { method: 'POST', route: '/scenarios/{id}/executions', id: 'clean-wallet', body: checked },
    () => [promised('send.scenario', { ...checked, externalCustomerId })],
  );

  await stage.scene('The new secret is deployed to the receiver of the onboarding.');
  stage.deploySecret();
}

async function investigate(stage: Stage, { id: customerId, externalCustomerId }: Customer): Promise<void> {
  await stage.scene('An alert is opened.');
  const body = { customerId, ...alertOpened };
  const { id } = await stage.request({ method: 'POST', route: '/alerts', body }, (alert) => [
    promised('alert.created', alert, { customerId, externalCustomerId, severity: 'Medium', status: 'Open' }),
  ]);

  await stage.scene('An analyst follows the funds to an exchange that is known, and closes the alert.');
  const one = { route: '/alerts/{id}', id: z.string().parse(id) };
  await stage.request({ method: 'PATCH', ...one, body: alertClosed }, (alert) => [
    promised('alert.updated', alert, { id, customerId, severity: 'Medium', ...alertClosed }),
  ]);
}

function promised(
  type: string,
  data: Readonly<Record<string, unknown>>,
  says: PromisedEvent['says'] = {},
): PromisedEvent {
  return { type, subType: null, data, context: {}, says };
}

function readCustomer(stage: Stage, id: string) {
  return stage.read(`/customers/${id}`);
}

const customerCall = z.looseObject({ payload: z.looseObject({ customerId: z.string() }) });
const withWallets = z.looseObject({
  externalCustomerId: z.string(),
  status: z.string(),
  wallets: z.array(z.looseObject({ address: z.string(), blockchain: z.string() })),
});
