/** What was executed for a customer and reported: scenarios and verification flows. Reports are kept as they came. */
import type { z } from 'zod';
import { createdAt, type RecordKind, type StoredRecord } from '../../../domain/record.ts';
import type { CustomerRecord } from './customer-record.ts';
import {
  type FlowExecutionCreate,
  flowExecutionCreate,
  type ScenarioExecutionCreate,
  scenarioExecutionCreate,
} from './execution-input.ts';
import { isoTime } from './scalars.ts';

/** A report as it is stored; its customer holds it. */
export interface ExecutionDocument {
  /** Of the scenario or the flow that the report was made to. */
  readonly executedId: string;
  /** The payload of its event. */
  readonly payload: ExecutionPayload;
}

/** What the payloads of both have in common; the rest is in the order in which it is sent. */
export type ExecutionPayload = Readonly<Record<string, unknown>> & {
  readonly executionId: string;
  readonly customerId: string;
};

/** A kind of report. `Input` is the body of the request that makes one. */
export interface Execution<Input> {
  readonly kind: RecordKind<ExecutionDocument>;
  readonly eventType: string;
  readonly schema: z.ZodType<Input>;
  /** In an answer, the name of what was executed. */
  readonly executedName: string;
  readonly customerIdOf: (input: Input) => string;
  readonly executionIdOf: (input: Input) => string | undefined;
  /** What is wrong with a report to that scenario or flow; null: nothing. */
  readonly problemOf: (
    input: Input,
    executedId: string,
  ) => { readonly path: string; readonly message: string } | null;
  /** Pure. `executionId` is the caller's or a new one. */
  readonly payloadOf: (
    input: Input,
    executedId: string,
    executionId: string,
    customer: CustomerRecord,
  ) => ExecutionPayload;
}

export const scenarioExecution: Execution<ScenarioExecutionCreate> = {
  kind: executionKind('scenario'),
  eventType: 'send.scenario',
  schema: scenarioExecutionCreate,
  executedName: 'scenarioId',
  customerIdOf: ({ customerId }) => customerId,
  executionIdOf: ({ executionId }) => executionId,
  problemOf({ scenarios }, executedId) {
    if (scenarios === undefined || scenarios.some(({ scenarioId }) => scenarioId === executedId)) return null;
    return { path: 'scenarios', message: 'None of them is the scenario that the report is made to.' };
  },
  payloadOf: (input, scenarioId, executionId, customer) => ({
    customerId: customer.id,
    externalCustomerId: customer.document.externalCustomerId,
    address: input.address ?? null,
    result: input.result,
    executionId,
    scenarios: input.scenarios ?? [{ scenarioId, result: [] }],
    data: input.data ?? [],
  }),
};

export const flowExecution: Execution<FlowExecutionCreate> = {
  kind: executionKind('flow'),
  eventType: 'send.verification.flow',
  schema: flowExecutionCreate,
  executedName: 'workflowId',
  customerIdOf: ({ customerId }) => customerId,
  executionIdOf: ({ executionId }) => executionId,
  problemOf: () => null,
  payloadOf(input, _workflowId, executionId, customer) {
    const { externalCustomerId } = customer.document;
    return {
      executionId,
      customerId: customer.id,
      // Absent and never null, unlike everywhere else: so says the contract.
      ...(externalCustomerId === null ? {} : { externalCustomerId }),
      address: input.address ?? null,
      result: input.result,
    };
  },
};

/** A report in an answer. */
export function executionImage(
  { executedName }: Pick<Execution<never>, 'executedName'>,
  record: StoredRecord<ExecutionDocument>,
) {
  const { executedId, payload } = record.document;
  return { ...payload, [executedName]: executedId, createdAt: isoTime(createdAt(record)) };
}

function executionKind(name: 'scenario' | 'flow'): RecordKind<ExecutionDocument> {
  return {
    name: `compilot_${name}_execution`,
    listing: ({ executedId, payload }) => ({
      externalId: payload.executionId,
      name: null,
      status: null,
      terms: { executed: [executedId] },
      texts: null,
      lastActivityAt: 0,
      dueAt: null,
    }),
  };
}
