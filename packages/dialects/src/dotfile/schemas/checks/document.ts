import * as z from 'zod';
import { checkResultOrNull, dateOrNull, dateTime, dateTimeOrNull, flag, text, uuid } from '../scalars.ts';
import { review } from '../user.ts';
import { analysisInformation, analysisParameters, analysisResults } from './document-analysis.ts';
import { automaticDecision, namedSubtype, onEither } from './shape.ts';

const documentType = z.strictObject({
  id: uuid,
  label: text,
  key: text.regex(/^[a-z][a-z_0-9]*$/, {
    error: 'Expected lower-case letters, digits and underscores, a letter first.',
  }),
  target_entities: z.array(z.enum(['company', 'individual'])),
  is_internal: flag,
  created_at: dateTime,
  updated_at: dateTime,
  archived_at: dateTimeOrNull,
});

/** A document that somebody uploads and somebody, or a machine, looks at. */
export const documentCheck = z.strictObject({
  ...onEither,
  ...namedSubtype,
  type: z.literal('document'),
  data: z.strictObject({
    result: checkResultOrNull,
    settings: z.strictObject({
      document_type: documentType,
      document_type_key: text,
      document_analysis: z
        .strictObject({ ...automaticDecision, parameters: analysisParameters.nullable() })
        .nullable(),
    }),
    review,
    detailed_results: z.strictObject({ document_analysis: analysisResults.nullable() }),
    document_file_ids: z.array(uuid),
    information: z.strictObject({
      expiration_date: dateOrNull,
      document_analysis: analysisInformation.nullable(),
    }),
  }),
});
