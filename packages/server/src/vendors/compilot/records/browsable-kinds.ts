import { type BrowsableKind, browsableKind, type RecordSubject } from '../../../app/browsable-kind.ts';
import type { StoredRecord } from '../../../domain/record.ts';
import { alert, alertTagKind } from './alert-record.ts';
import { customer } from './customer-record.ts';
import { type ExecutionDocument, flowExecution, scenarioExecution } from './executions.ts';
import { company, individual } from './party-record.ts';
import type { Resource } from './resource.ts';
import { transaction } from './transaction-record.ts';

/** What a workspace's people may look at. */
export const browsableKinds: readonly BrowsableKind[] = [
  ofResource(customer, 'Customers', ({ externalCustomerId }) => externalCustomerId),
  ofResource(individual, 'Individuals', ({ externalCustomerId }) => externalCustomerId),
  ofResource(company, 'Companies', ({ externalCustomerId }) => externalCustomerId),
  ofResource(alert, 'Alerts', ({ workflowName }) => workflowName),
  ofResource(transaction, 'Transactions', ({ amount, currency }) => `${amount} ${currency}`),
  browsableKind(scenarioExecution.kind, 'Scenario executions', { title: executionOf, subject: reportOf }),
  browsableKind(flowExecution.kind, 'Verification flows', { title: executionOf, subject: reportOf }),
  browsableKind(alertTagKind, 'Alert tags', { title: ({ title }) => title, subject: () => null }),
];

/** Each resource's events name it under its own name: "customer_id". */
function ofResource<Document>(
  { kind, name }: Resource<Document>,
  label: string,
  title: (document: Document) => string | null,
): BrowsableKind {
  return browsableKind(kind, label, { title, subject: ({ id }) => ({ key: `${name}_id`, value: id }) });
}

function executionOf({ executedId }: ExecutionDocument): string {
  return executedId;
}

function reportOf({ document }: StoredRecord<ExecutionDocument>): RecordSubject {
  return { key: 'execution_id', value: document.payload.executionId };
}
