import * as z from 'zod';
import { checkResultOrNull, dateTimeOrNull, flag, text, textOrNull } from '../scalars.ts';
import { review } from '../user.ts';
import { namedSubtype, onIndividual } from './shape.ts';

/** A document that a person signs. */
export const electronicSignatureCheck = z.strictObject({
  ...onIndividual,
  ...namedSubtype,
  type: z.literal('electronic_signature'),
  data: z.strictObject({
    result: checkResultOrNull,
    settings: z.strictObject({ document_template_key: text, automatic_approval: flag }),
    vendor: z.strictObject({
      name: z.literal('yousign'),
      status: textOrNull,
      signature_request_ref: textOrNull,
      signer_ref: textOrNull,
      document_ref: textOrNull,
      signature_link: textOrNull,
      signature_link_expiration_date: dateTimeOrNull,
      started_at: dateTimeOrNull,
      ended_at: dateTimeOrNull,
    }),
    information: z.strictObject({
      audit_trail_id: textOrNull,
      file_id: textOrNull,
      signed_file_id: textOrNull,
    }),
    review,
  }),
});
