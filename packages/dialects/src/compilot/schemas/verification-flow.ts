import * as z from 'zod';
import { anyObject, maybeText, text, uuid } from './scalars.ts';

const provider = z.enum([
  'scorechain',
  'integratedScorechain',
  'big',
  'merkleScience',
  'chainalysis',
  'trmLabs',
  'crystal',
  'ipQualityScore',
  'integratedIpqualityscore',
  'complyAdvantage',
  'integratedComplyAdvantage',
]);

/** What a provider answered is the provider's own. */
const providerResult = z.strictObject({
  type: provider,
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
