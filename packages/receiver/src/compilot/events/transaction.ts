// Written by `npm run generate` from the catalogue of the ComPilot dialect: change it there.

export type TransactionEvent = TransactionCreatedEvent | TransactionUpdatedEvent | TransactionDeletedEvent;

/** A transaction was recorded. */
export interface TransactionCreatedEvent {
  readonly eventType: 'transaction.created';
  readonly payload: Transaction;
}

/** A transaction changed: it was approved or rejected for instance. */
export interface TransactionUpdatedEvent {
  readonly eventType: 'transaction.updated';
  readonly payload: Transaction;
}

/** A transaction was deleted; the last state is sent. */
export interface TransactionDeletedEvent {
  readonly eventType: 'transaction.deleted';
  readonly payload: Transaction;
}

export interface Transaction {
  readonly workspaceId: string;
  readonly transactionId: string;
  readonly externalTransactionId?: string | null;
  readonly customerId?: string | null;
  readonly externalCustomerId?: string | null;
  readonly direction: 'In' | 'Out';
  readonly status: 'Pending' | 'Approved' | 'Rejected' | 'Escalated';
  readonly amount: string;
  readonly currency: string;
  readonly network?: string | null;
  readonly hash?: string | null;
  readonly originator?: Counterparty | null;
  readonly beneficiary?: Counterparty | null;
  readonly riskScore?: 'Low' | 'Medium' | 'High' | 'No risk' | null;
  readonly reason?: string | null;
  readonly createdBy?: string | null;
  readonly createdAt: string;
  readonly updatedBy?: string | null;
  readonly updatedAt?: string | null;
  readonly deletedBy?: string | null;
  readonly deletedAt?: string | null;
}

export interface Counterparty {
  readonly name?: string | null;
  readonly address?: string | null;
  readonly country?: string | null;
}
