import { z } from 'zod';
import { amountOrNull, flagOrNull, reference, referenceOrNull, told } from './reported-values.ts';

const itemsMax = 100;
const network = z.strictObject({
  operator: referenceOrNull.default(null),
  country: referenceOrNull.default(null),
});

/** What an eKYC check learnt of a person's email address and phone. Reported as a whole: what is left out is null. */
export const fraudSignals = z.strictObject({
  trust: z
    .strictObject({
      score: amountOrNull.default(null),
      band: referenceOrNull.default(null),
      triggered_rules: z
        .array(z.strictObject({ code: reference, description: told }))
        .max(itemsMax, { error: `At most ${itemsMax} rules.` })
        .default([]),
    })
    .nullable()
    .default(null),
  fraud_score: z
    .strictObject({
      score: amountOrNull.default(null),
      band: referenceOrNull.default(null),
      labels: z
        .array(reference)
        .max(itemsMax, { error: `At most ${itemsMax} labels.` })
        .default([]),
    })
    .nullable()
    .default(null),
  email_verification: z
    .strictObject({
      risk_score: amountOrNull.default(null),
      risk_band: referenceOrNull.default(null),
      risk_level: referenceOrNull.default(null),
      email_first_seen: referenceOrNull.default(null),
      domain_first_seen: referenceOrNull.default(null),
      domain_country: referenceOrNull.default(null),
      mailbox_missing: flagOrNull.default(null),
    })
    .nullable()
    .default(null),
  email_validation: z
    .strictObject({ address_valid: flagOrNull.default(null), bounce_risk: referenceOrNull.default(null) })
    .nullable()
    .default(null),
  mobile_validation: z
    .strictObject({
      number_valid: flagOrNull.default(null),
      line_type: referenceOrNull.default(null),
      current_network: network.nullable().default(null),
      original_network: network.nullable().default(null),
    })
    .nullable()
    .default(null),
});
