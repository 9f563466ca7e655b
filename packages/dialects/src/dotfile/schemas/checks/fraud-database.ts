import * as z from 'zod';
import { address } from '../address.ts';
import { checkResultOrNull, textOrNull } from '../scalars.ts';
import { review } from '../user.ts';
import { automaticDecision, onEither } from './shape.ts';

/** A search of a shared register of known fraud. */
export const fraudDatabaseCheck = z.strictObject({
  ...onEither,
  type: z.literal('fraud_database'),
  data: z.strictObject({
    result: checkResultOrNull,
    settings: z.strictObject({ vendor: z.literal('cifas'), ...automaticDecision }),
    vendor: z.strictObject({ name: z.literal('cifas'), search_reference: textOrNull }),
    review,
    information: z.strictObject({
      entity_type: z.enum(['company', 'individual']),
      first_name: textOrNull,
      last_name: textOrNull,
      birth_date: textOrNull,
      email: textOrNull,
      phone_number: textOrNull,
      company_name: textOrNull,
      company_number: textOrNull,
      vat_number: textOrNull,
      address,
    }),
    ai_analysis: z.strictObject({ interpretation: textOrNull }),
  }),
});
