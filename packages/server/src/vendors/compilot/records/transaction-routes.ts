import { directions, transactionStatuses } from '@belfry/dialects/compilot';
import type { FastifyInstance } from 'fastify';
import type { RecordReader } from '../../../app/record-reader.ts';
import { newMember, newRoot, type StoredRecord } from '../../../domain/record.ts';
import { accepted, type Result } from '../../../domain/refusal.ts';
import type { CompilotOptions } from '../plugin.ts';
import { type Changing, changeRecord, createRecord } from './changes.ts';
import { creatingRoute, deletingRoute, patchingRoute, readingRoutes } from './crud-routes.ts';
import { lockCustomer } from './customer-reading.ts';
import type { CustomerRecord } from './customer-record.ts';
import { partyLast } from './party-routes.ts';
import { checkFree } from './resource.ts';
import { createdTransaction, patchedTransaction } from './transaction-decisions.ts';
import {
  type TransactionCreate,
  type TransactionUpdate,
  transactionCreate,
  transactionUpdate,
} from './transaction-input.ts';
import { type TransactionDocument, transaction } from './transaction-record.ts';

type TransactionRecord = StoredRecord<TransactionDocument>;

/** Transactions: list, get, record, change, delete. */
export function transactionRoutes(scope: FastifyInstance, options: CompilotOptions): void {
  readingRoutes(scope, options, '/transactions', transaction, {
    customerId: { field: 'parent_id', values: 'uuid' },
    direction: { field: 'term.direction', values: directions },
    externalTransactionId: { field: 'external_id', values: 'text' },
    status: { field: 'status', values: transactionStatuses },
  });
  creatingRoute(scope, options, '/transactions', transaction, transactionCreate, createTransaction);
  patchingRoute(scope, options, '/transactions', transaction, transactionUpdate, patchTransaction);
  deletingRoute(scope, options, '/transactions', transaction, partyLast);
}

function createTransaction(changing: Changing, input: TransactionCreate): Promise<Result<TransactionRecord>> {
  const { kind } = transaction;
  return createRecord(
    changing,
    transaction,
    async (reader) => {
      const customer = await readCustomer(reader, input.customerId);
      if (!customer.ok) return customer;
      const { externalTransactionId } = input;
      const free = await checkFree(reader, transaction, 'externalTransactionId', externalTransactionId, null);
      return free.ok ? customer : free;
    },
    (customer, moment) => {
      const document = createdTransaction(input, customer);
      return {
        record:
          customer === null ? newRoot(kind, moment, document) : newMember(kind, customer, moment, document),
      };
    },
  );
}

async function readCustomer(
  reader: RecordReader,
  id: string | null | undefined,
): Promise<Result<CustomerRecord | null>> {
  return id === null || id === undefined ? accepted(null) : lockCustomer(reader, id);
}

function patchTransaction(
  changing: Changing,
  id: string,
  patch: TransactionUpdate,
): Promise<Result<TransactionRecord>> {
  return changeRecord(
    changing,
    transaction,
    id,
    (reader, record) =>
      checkFree(reader, transaction, 'externalTransactionId', patch.externalTransactionId, record.id),
    (before) => accepted({ document: patchedTransaction(before, patch) }),
  );
}
