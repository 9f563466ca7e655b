import * as z from 'zod';
import { address } from '../address.ts';
import { amountOrNull, checkResultOrNull, country, text, textOrNull } from '../scalars.ts';
import { review } from '../user.ts';
import { fraudSignals } from './ekyc-signals.ts';
import { automaticDecision, onIndividual } from './shape.ts';

/** A comparison of a person's details with what electronic sources know. */
export const ekycCheck = z.strictObject({
  ...onIndividual,
  type: z.literal('ekyc'),
  data: z.strictObject({
    result: checkResultOrNull,
    decision: z.enum(['match', 'inconclusive', 'inconsistent']).nullable(),
    settings: z.strictObject({ vendor: z.literal('gbg'), ...automaticDecision }),
    vendor: z.strictObject({
      name: z.literal('gbg'),
      profile_id: text,
      profile_name: textOrNull,
      country,
      score: amountOrNull,
    }),
    review,
    information: z.strictObject({
      first_name: textOrNull,
      last_name: textOrNull,
      birth_date: textOrNull,
      address,
    }),
    ai: z.strictObject({ interpretation: textOrNull }),
    fraud_signals: fraudSignals.nullable(),
  }),
});
