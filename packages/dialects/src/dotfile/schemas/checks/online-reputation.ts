import * as z from 'zod';
import { checkResultOrNull, text, textOrNull } from '../scalars.ts';
import { review } from '../user.ts';
import { onCompany } from './shape.ts';

/** What the web says of a company. */
export const onlineReputationCheck = z.strictObject({
  ...onCompany,
  type: z.literal('online_reputation'),
  data: z.strictObject({
    result: checkResultOrNull,
    review,
    information: z.strictObject({
      report: textOrNull,
      sources: z.array(z.strictObject({ title: text, url: text })).nullable(),
      summary: textOrNull,
      company: z.strictObject({
        name: text,
        commercial_name: textOrNull,
        country: textOrNull,
        registration_number: textOrNull,
        website_url: textOrNull,
      }),
    }),
  }),
});
