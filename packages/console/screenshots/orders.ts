/** A workspace that defines its event types: a payments product. */
import type { WorkspaceWithKey } from '../test/installation.ts';
import { granted, untilCalled } from '../test/traffic.ts';
import type { Receivers } from './receivers.ts';

const eventTypes = [
  {
    type: 'payment.settled',
    group: 'Payments',
    description: 'The money has arrived on the account of the merchant.',
    data_schema: {
      type: 'object',
      required: ['payment_id', 'amount', 'currency'],
      properties: {
        payment_id: { type: 'string' },
        amount: { type: 'integer', minimum: 0, description: 'In the smallest unit of the currency.' },
        currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      },
    },
    data_example: { payment_id: 'pay_7Hq2', amount: 125_000, currency: 'EUR' },
  },
  {
    type: 'payment.refused',
    group: 'Payments',
    description: 'A screening rule or the bank has refused the payment.',
    data_schema: null,
    data_example: { payment_id: 'pay_7Hq9', reason: 'sanctions_match' },
  },
  {
    type: 'account.opened',
    group: 'Accounts',
    description: 'An account is ready to be used.',
    data_schema: null,
    data_example: { account_id: 'acc_1120', iban: 'FR7630006000011234567890189' },
  },
  {
    type: 'account.frozen',
    group: 'Accounts',
    description: 'Nothing may leave the account until it is looked at.',
    deprecation: 'Use account.restricted, which says why.',
    data_schema: null,
    data_example: { account_id: 'acc_1120' },
  },
];

export async function fillStandardWorkspace(
  workspace: WorkspaceWithKey,
  receivers: Receivers,
): Promise<void> {
  const { api } = workspace;
  for (const eventType of eventTypes) granted(await api.eventTypes.create(eventType));
  granted(
    await api.webhooks.create({
      name: 'Ledger',
      description: 'Books each settled payment.',
      url: receivers.urlOf('ledger'),
      events: ['payment.settled', 'payment.refused'],
    }),
  );
  const published = eventTypes.map(({ type, data_example: data }) => ({ type, data }));
  const { event_ids: ids } = granted(await api.events.publish(published));
  await untilCalled(workspace, ids);
}
