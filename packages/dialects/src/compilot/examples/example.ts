import type { EventDraft } from '../../dialect.ts';
import type { EventTypeRow } from '../event-types.ts';
import { closedAlert, deletedAlert, openAlert } from './alerts.ts';
import {
  activeCustomer,
  activeIndividual,
  deletedCompany,
  deletedCustomer,
  deletedIndividual,
  newCompany,
  newCustomer,
  newIndividual,
  reviewedCompany,
} from './customers.ts';
import { scenarioExecution, verificationFlowExecution } from './executions.ts';
import { approvedTransaction, deletedTransaction, newTransaction } from './transactions.ts';

const examples: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['customer.created', newCustomer],
  ['customer.updated', activeCustomer],
  ['customer.deleted', deletedCustomer],
  ['send.scenario', scenarioExecution],
  ['send.verification.flow', verificationFlowExecution],
  ['alert.created', openAlert],
  ['alert.updated', closedAlert],
  ['alert.deleted', deletedAlert],
  ['transaction.created', newTransaction],
  ['transaction.updated', approvedTransaction],
  ['transaction.deleted', deletedTransaction],
  ['individual.created', newIndividual],
  ['individual.updated', activeIndividual],
  ['individual.deleted', deletedIndividual],
  ['company.created', newCompany],
  ['company.updated', reviewedCompany],
  ['company.deleted', deletedCompany],
]);

/** The row's example as one would publish it. */
export function exampleOf({ type }: EventTypeRow): EventDraft {
  const data = examples.get(type);
  if (data === undefined) throw new Error(`${type} has no example`);
  return { type, data };
}
