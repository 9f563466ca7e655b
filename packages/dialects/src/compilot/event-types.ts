/** What an event's payload describes. */
export type PayloadKind =
  | 'customer'
  | 'scenario'
  | 'verification_flow'
  | 'alert'
  | 'transaction'
  | 'individual'
  | 'company';

/** One row of the catalogue, without its schema and example. */
export interface EventTypeRow {
  readonly type: string;
  /** The pane of the dashboard in which a webhook is subscribed to it. */
  readonly group: string;
  readonly payload: PayloadKind;
  readonly description: string;
}

const rows: readonly EventTypeRow[] = [
  row('Customer updates', 'customer', 'customer.created', 'A customer was created.'),
  row(
    'Customer updates',
    'customer',
    'customer.updated',
    'A customer changed, because its KYC was approved for instance: its status is then Active.',
  ),
  row('Customer updates', 'customer', 'customer.deleted', 'A customer was deleted; the last state is sent.'),
  row(
    'Scenario Executions',
    'scenario',
    'send.scenario',
    "A scenario was executed; carries the result and the user's data.",
  ),
  row(
    'Scenario Executions',
    'verification_flow',
    'send.verification.flow',
    'A verification flow was executed; carries the result of each provider that took part.',
  ),
  row('Alerts updates', 'alert', 'alert.created', 'An alert was opened.'),
  row(
    'Alerts updates',
    'alert',
    'alert.updated',
    'An alert changed: it was closed or escalated for instance.',
  ),
  row('Alerts updates', 'alert', 'alert.deleted', 'An alert was deleted; the last state is sent.'),
  row('Transaction updates', 'transaction', 'transaction.created', 'A transaction was recorded.'),
  row(
    'Transaction updates',
    'transaction',
    'transaction.updated',
    'A transaction changed: it was approved or rejected for instance.',
  ),
  row(
    'Transaction updates',
    'transaction',
    'transaction.deleted',
    'A transaction was deleted; the last state is sent.',
  ),
  row('Individual updates', 'individual', 'individual.created', 'An individual was created.'),
  row('Individual updates', 'individual', 'individual.updated', 'An individual changed.'),
  row(
    'Individual updates',
    'individual',
    'individual.deleted',
    'An individual was deleted; the last state is sent.',
  ),
  row('Company updates', 'company', 'company.created', 'A company was created.'),
  row('Company updates', 'company', 'company.updated', 'A company changed.'),
  row('Company updates', 'company', 'company.deleted', 'A company was deleted; the last state is sent.'),
];

/** Every event type of the contract in the order in which the dashboard lists it, the newer ones behind. */
export const eventTypeRows: readonly EventTypeRow[] = Object.freeze(rows.map((each) => Object.freeze(each)));

/** By type. */
export const payloadKinds: ReadonlyMap<string, PayloadKind> = new Map(
  eventTypeRows.map(({ type, payload }) => [type, payload]),
);

/** In the payload of these, `id` is the id of the event: it is no property of the record. */
export const kindsWithEventId: ReadonlySet<PayloadKind> = new Set(['customer', 'individual', 'company']);

function row(group: string, payload: PayloadKind, type: string, description: string): EventTypeRow {
  return { group, payload, type, description };
}
