import type { directions, RiskScore, transactionStatuses } from '@belfry/dialects/compilot';
import type { RecordKind, StoredRecord } from '../../../domain/record.ts';
import { customerKind } from './customer-record.ts';
import { type Resource, timesOf } from './resource.ts';

/** A transaction as it is stored; its customer, if it has one, holds it. */
export interface TransactionDocument {
  readonly externalTransactionId: string | null;
  readonly customerId: string | null;
  /** The customer's when the transaction was recorded. */
  readonly externalCustomerId: string | null;
  readonly direction: (typeof directions)[number];
  readonly status: (typeof transactionStatuses)[number];
  /** A decimal as text, so that no digit is lost. */
  readonly amount: string;
  readonly currency: string;
  readonly network: string | null;
  readonly hash: string | null;
  readonly originator: Counterparty | null;
  readonly beneficiary: Counterparty | null;
  readonly riskScore: RiskScore | null;
  readonly reason: string | null;
  readonly createdBy: string;
  readonly updatedBy: string | null;
}

/** Who pays or is paid. */
export interface Counterparty {
  readonly name: string | null;
  readonly address: string | null;
  /** ISO 3166-1 alpha-3. */
  readonly country: string | null;
}

const transactionKind: RecordKind<TransactionDocument> = {
  name: 'compilot_transaction',
  listing: (document) => ({
    externalId: document.externalTransactionId,
    name: null,
    status: document.status,
    terms: { direction: [document.direction] },
    texts: null,
    lastActivityAt: 0,
    dueAt: null,
  }),
};

export const transaction: Resource<TransactionDocument> = {
  kind: transactionKind,
  name: 'transaction',
  heldBy: customerKind,
  image: transactionImage,
  subject: ({ id, document: { customerId } }) => ({
    transaction_id: id,
    ...(customerId === null ? {} : { customer_id: customerId }),
  }),
};

function transactionImage(record: StoredRecord<TransactionDocument>, workspaceId: string) {
  const { createdBy, updatedBy, ...document } = record.document;
  const { createdAt, updatedAt } = timesOf(record);
  return {
    workspaceId,
    transactionId: record.id,
    ...document,
    createdBy,
    createdAt,
    updatedBy,
    updatedAt,
  };
}
