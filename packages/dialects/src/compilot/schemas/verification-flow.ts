import * as z from 'zod';
import { providers } from '../values.ts';
import { anyObject, maybeText, text, uuid } from './scalars.ts';

/** What a provider answered is the provider's own. */
const providerResult = z.strictObject({
  type: z.enum(providers),
  data: z.union([anyObject, z.array(z.unknown())], { error: 'Expected an object or a list.' }),
});

/** One execution of a verification flow. */
export const verificationFlowExecution = z.strictObject({
  executionId: text,
  customerId: uuid,
  externalCustomerId: z.string({ error: 'Expected string; where there is none, leave it out.' }).optional(),
  address: maybeText,
  result: z.array(providerResult),
});
