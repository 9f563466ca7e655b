/** What becomes of a transaction, purely. A document that comes back as it is has not changed. */
import type { CustomerRecord } from './customer-record.ts';
import { changedBy } from './party-decisions.ts';
import { actorDefault } from './scalars.ts';
import type { TransactionCreate, TransactionUpdate } from './transaction-input.ts';
import type { TransactionDocument } from './transaction-record.ts';

export function createdTransaction(
  input: TransactionCreate,
  customer: CustomerRecord | null,
): TransactionDocument {
  return {
    externalTransactionId: input.externalTransactionId ?? null,
    customerId: customer?.id ?? null,
    externalCustomerId: customer?.document.externalCustomerId ?? null,
    direction: input.direction,
    status: input.status ?? 'Pending',
    amount: input.amount,
    currency: input.currency,
    network: input.network ?? null,
    hash: input.hash ?? null,
    originator: input.originator ?? null,
    beneficiary: input.beneficiary ?? null,
    riskScore: input.riskScore ?? null,
    reason: input.reason ?? null,
    createdBy: input.createdBy ?? actorDefault,
    updatedBy: null,
  };
}

export function patchedTransaction(
  before: TransactionDocument,
  patch: TransactionUpdate,
): TransactionDocument {
  return changedBy(before, patch.updatedBy, {
    ...before,
    externalTransactionId: given(patch.externalTransactionId, before.externalTransactionId),
    direction: patch.direction ?? before.direction,
    status: patch.status ?? before.status,
    amount: patch.amount ?? before.amount,
    currency: patch.currency ?? before.currency,
    network: given(patch.network, before.network),
    hash: given(patch.hash, before.hash),
    originator: given(patch.originator, before.originator),
    beneficiary: given(patch.beneficiary, before.beneficiary),
    riskScore: given(patch.riskScore, before.riskScore),
    reason: given(patch.reason, before.reason),
  });
}

/** What the patch says, null included; what it does not say stays. */
function given<Value>(said: Value | undefined, before: Value): Value {
  return said === undefined ? before : said;
}
