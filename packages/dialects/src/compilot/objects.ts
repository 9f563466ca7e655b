import type * as z from 'zod';
import type { alert } from './schemas/alert.ts';
import type { customer, party } from './schemas/customer.ts';
import type { scenarioExecution } from './schemas/scenario.ts';
import type { transaction } from './schemas/transaction.ts';
import type { verificationFlowExecution } from './schemas/verification-flow.ts';

/** The payloads as TypeScript sees them; the schemas under schemas/ say the rest. */

export type Customer = z.infer<typeof customer>;
export type Party = z.infer<typeof party>;
export type Alert = z.infer<typeof alert>;
export type ScenarioExecution = z.infer<typeof scenarioExecution>;
export type VerificationFlowExecution = z.infer<typeof verificationFlowExecution>;
export type Transaction = z.infer<typeof transaction>;
