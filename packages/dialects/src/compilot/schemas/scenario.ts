import * as z from 'zod';
import { scenarioResults } from '../values.ts';
import { anyObject, maybeText, text, uuid } from './scalars.ts';

const objectResult = z.strictObject({
  objectId: text,
  result: z.strictObject({ is_valid: z.boolean(), reasons: z.array(text) }),
});

/** One execution of a customer's scenarios. */
export const scenarioExecution = z.strictObject({
  customerId: uuid,
  externalCustomerId: maybeText,
  address: maybeText,
  result: z.enum(scenarioResults),
  executionId: text,
  scenarios: z.array(z.strictObject({ scenarioId: text, result: z.array(objectResult) })),
  /** Verifiable credentials, as their issuer made them. */
  data: z.array(anyObject),
});
