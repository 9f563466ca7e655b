// Written by `npm run generate` from the catalogue of the ComPilot dialect: change it there.
import type { AlertEvent } from './alert.ts';
import type { CompanyEvent } from './company.ts';
import type { CustomerEvent } from './customer.ts';
import type { IndividualEvent } from './individual.ts';
import type { ScenarioExecutionEvent } from './scenario-execution.ts';
import type { TransactionEvent } from './transaction.ts';
import type { VerificationFlowExecutionEvent } from './verification-flow-execution.ts';

export type * from './alert.ts';
export type * from './company.ts';
export type * from './customer.ts';
export type * from './individual.ts';
export type * from './party.ts';
export type * from './scenario-execution.ts';
export type * from './transaction.ts';
export type * from './verification-flow-execution.ts';

/** Every event of the ComPilot contract, told apart by `eventType`. */
export type CompilotEvent =
  | CustomerEvent
  | ScenarioExecutionEvent
  | VerificationFlowExecutionEvent
  | AlertEvent
  | TransactionEvent
  | IndividualEvent
  | CompanyEvent;
