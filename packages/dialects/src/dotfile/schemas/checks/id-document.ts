import * as z from 'zod';
import { checkResultOrNull, dateTimeOrNull, textOrNull } from '../scalars.ts';
import { review } from '../user.ts';
import { documentResults, documentShape } from './identity-document.ts';
import { automaticDecision, onIndividual } from './shape.ts';

const vendorName = z.enum(['veriff', 'idnow']);

/** An identity document looked at by itself, without its holder. */
export const idDocumentCheck = z.strictObject({
  ...onIndividual,
  type: z.literal('id_document'),
  data: z.strictObject({
    result: checkResultOrNull,
    settings: z.strictObject({ vendor: vendorName, ...automaticDecision }),
    vendor: z.strictObject({
      name: vendorName,
      verification_ref: textOrNull,
      verification_group_ref: textOrNull,
      verification_status: textOrNull,
      started_at: dateTimeOrNull,
      comment: textOrNull,
    }),
    review,
    detailed_results: z.strictObject({ document: documentResults }),
    information: z.strictObject({ ...documentShape, maiden_name: textOrNull }),
  }),
});
