import * as z from 'zod';
import { checkResultOrNull, countryOrNull, dateOrNull, textOrNull } from '../scalars.ts';

/** What was found out about an identity document, point by point. */
export const documentResults = z.strictObject({
  data_validation: checkResultOrNull,
  data_consistency: checkResultOrNull,
  image_integrity: checkResultOrNull,
  visual_authenticity: checkResultOrNull,
  compromised_document: checkResultOrNull,
  data_comparison: checkResultOrNull,
});

/** What was read from an identity document. */
export const documentShape = {
  document_type: z
    .enum(['passport', 'identity_card', 'driving_license', 'residence_permit', 'visa', 'other'])
    .nullable(),
  document_number: textOrNull,
  first_name: textOrNull,
  last_name: textOrNull,
  gender: textOrNull,
  nationality: countryOrNull,
  birth_date: dateOrNull,
  birth_country: countryOrNull,
  expiration_date: dateOrNull,
  issuing_date: dateOrNull,
  issuing_country: countryOrNull,
  front_file_id: textOrNull,
  back_file_id: textOrNull,
};
