import { z } from 'zod';
import type { CheckTypeRules } from './check-type.ts';
import { analysisInformation, analysisResults, analysisSettings } from './document-analysis.ts';
import {
  automaticOf,
  dateTimeOrNull,
  flag,
  reference,
  referenceOrNull,
  reviewerAlways,
} from './reported-values.ts';

const keyLengthMax = 255;
const filesMax = 10;

export const documentTypeKey = z
  .string({ error: 'Expected the key of a document type.' })
  .max(keyLengthMax, { error: `At most ${keyLengthMax} characters.` })
  .regex(/^[a-z][a-z_0-9]*$/, {
    error: 'Expected lower-case letters, digits and underscores, a letter first.',
  });

/** Belfry keeps no files: each reference becomes the id of one. */
const uploads = z
  .array(z.strictObject({ upload_ref: reference }), { error: 'Expected a list of files.' })
  .max(filesMax, { error: `At most ${filesMax} files.` });

function automaticIn(analysis: z.infer<typeof analysisSettings> | null) {
  return analysis === null ? reviewerAlways : automaticOf(analysis);
}

export const documentRules: CheckTypeRules = {
  type: 'document',
  label: 'a document check',
  path: 'document',
  entities: ['individual', 'company'],
  isInternal: false,
  settings: z
    .strictObject({
      document_type_key: documentTypeKey,
      document_analysis: analysisSettings.nullable().default(null),
      /** Taken and done without: no field of a check shows it. */
      fraud_analysis: z.strictObject({ enabled: flag }).nullable().optional(),
    })
    .transform(({ document_type_key: key, document_analysis: analysis }) => ({
      automatic: automaticIn(analysis),
      documentTypeKey: key,
      subtype: `document_type:${key}`,
      details: ({ documentType }) => ({
        settings: { document_type: documentType, document_type_key: key, document_analysis: analysis },
        detailed_results: { document_analysis: null },
        information: { expiration_date: null, document_analysis: null },
      }),
    })),
  files: z.strictObject({ files: uploads }).transform(({ files }) => (newId) => ({
    fileIds: files.map(() => newId()),
    details: {},
  })),
  addedFiles: z
    .strictObject({
      files: uploads.min(1, { error: 'Expected at least one file.' }),
      settings: z.strictObject({ document_analysis: analysisSettings.nullable() }).nullable().default(null),
    })
    .transform(({ files, settings }) => (newId) => ({
      fileIds: files.map(() => newId()),
      ...(settings === null
        ? { details: {} }
        : { details: { settings }, automatic: automaticIn(settings.document_analysis) }),
    })),
  reported: z
    .strictObject({
      detailed_results: z.strictObject({ document_analysis: analysisResults.nullable() }),
      information: z.strictObject({ document_analysis: analysisInformation.nullable() }),
    })
    .partial(),
};

const vendorUnknown = {
  status: null,
  signature_request_ref: null,
  signer_ref: null,
  document_ref: null,
  signature_link: null,
  signature_link_expiration_date: null,
  started_at: null,
  ended_at: null,
};

export const electronicSignatureRules: CheckTypeRules = {
  type: 'electronic_signature',
  label: 'an electronic signature check',
  path: 'electronic_signature',
  entities: ['individual'],
  isInternal: false,
  settings: z
    .strictObject({ document_template_key: reference, automatic_approval: flag.default(false) })
    .transform((settings) => ({
      automatic: { approval: settings.automatic_approval, rejection: false },
      documentTypeKey: null,
      subtype: `document_template:${settings.document_template_key}`,
      details: () => ({
        settings,
        vendor: { name: 'yousign', ...vendorUnknown },
        information: { audit_trail_id: null, file_id: null, signed_file_id: null },
      }),
    })),
  files: null,
  addedFiles: null,
  reported: z
    .strictObject({
      vendor: z
        .strictObject({
          status: referenceOrNull,
          signature_request_ref: referenceOrNull,
          signer_ref: referenceOrNull,
          document_ref: referenceOrNull,
          signature_link: referenceOrNull,
          signature_link_expiration_date: dateTimeOrNull,
          started_at: dateTimeOrNull,
          ended_at: dateTimeOrNull,
        })
        .partial(),
      information: z
        .strictObject({
          audit_trail_id: referenceOrNull,
          file_id: referenceOrNull,
          signed_file_id: referenceOrNull,
        })
        .partial(),
    })
    .partial(),
};
