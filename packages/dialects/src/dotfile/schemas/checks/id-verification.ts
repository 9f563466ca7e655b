import * as z from 'zod';
import { checkResultOrNull, dateTimeOrNull, text, textOrNull } from '../scalars.ts';
import { review } from '../user.ts';
import { documentResults, documentShape } from './identity-document.ts';
import { automaticDecision, onIndividual } from './shape.ts';

const vendorShape = {
  verification_ref: text,
  verification_url: text,
  verification_status: text,
  started_at: dateTimeOrNull,
  ended_at: dateTimeOrNull,
  comment: textOrNull,
  report_file_id: textOrNull,
};

/** The vendors' objects are the same but for the token of Onfido's kit. */
const vendor = z.discriminatedUnion('name', [
  z.strictObject({ ...vendorShape, name: z.literal('onfido'), sdk_token: textOrNull }),
  z.strictObject({ ...vendorShape, name: z.enum(['veriff', 'checkout', 'ubble', 'idnow']) }),
]);

/** A person who shows their face and their identity document. */
export const idVerificationCheck = z.strictObject({
  ...onIndividual,
  type: z.literal('id_verification'),
  data: z.strictObject({
    result: checkResultOrNull,
    settings: z.strictObject({
      ...automaticDecision,
      vendor: z.enum(['ubble', 'checkout', 'veriff', 'onfido', 'idnow']),
      mode: z.enum(['liveness', 'auto', 'expert', 'certified', 'default']),
      redirect_url: text,
    }),
    vendor,
    review,
    detailed_results: z.strictObject({
      document: documentResults,
      face: z.strictObject({
        face_comparison: checkResultOrNull,
        image_integrity: checkResultOrNull,
        visual_authenticity: checkResultOrNull,
      }),
    }),
    information: z.strictObject({
      ...documentShape,
      birth_place: textOrNull,
      mrz: textOrNull,
      ip_address: textOrNull,
      signature_file_id: textOrNull,
      face_file_id: textOrNull,
      video_file_id: textOrNull,
    }),
  }),
});
