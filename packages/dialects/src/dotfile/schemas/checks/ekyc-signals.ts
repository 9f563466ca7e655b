import * as z from 'zod';
import { amountOrNull, flag, text, textOrNull } from '../scalars.ts';

const flagOrNull = flag.nullable();
const network = z.strictObject({ operator: textOrNull, country: textOrNull });

/** What an electronic identity check learnt of a person's email address and phone; each part may be absent. */
export const fraudSignals = z.strictObject({
  trust: z
    .strictObject({
      score: amountOrNull,
      band: textOrNull,
      triggered_rules: z.array(z.strictObject({ code: text, description: text })),
    })
    .nullable(),
  fraud_score: z.strictObject({ score: amountOrNull, band: textOrNull, labels: z.array(text) }).nullable(),
  email_verification: z
    .strictObject({
      risk_score: amountOrNull,
      risk_band: textOrNull,
      risk_level: textOrNull,
      email_first_seen: textOrNull,
      domain_first_seen: textOrNull,
      domain_country: textOrNull,
      mailbox_missing: flagOrNull,
    })
    .nullable(),
  email_validation: z.strictObject({ address_valid: flagOrNull, bounce_risk: textOrNull }).nullable(),
  mobile_validation: z
    .strictObject({
      number_valid: flagOrNull,
      line_type: textOrNull,
      current_network: network.nullable(),
      original_network: network.nullable(),
    })
    .nullable(),
});
