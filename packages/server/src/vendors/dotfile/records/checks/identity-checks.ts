import { z } from 'zod';
import type { CheckFiles, CheckTypeRules } from './check-type.ts';
import {
  automaticOf,
  automaticShape,
  countryOrNull,
  dateOrNull,
  dateTimeOrNull,
  oneOf,
  reference,
  referenceOrNull,
  resultOrNull,
  told,
  toldOrNull,
} from './reported-values.ts';

const documentTypes = [
  'passport',
  'identity_card',
  'driving_license',
  'residence_permit',
  'visa',
  'other',
] as const;

/** What is read from an identity document; when it expires is said once for all types, in the result itself. */
const readShape = {
  document_type: oneOf(documentTypes).nullable(),
  document_number: referenceOrNull,
  first_name: referenceOrNull,
  last_name: referenceOrNull,
  gender: referenceOrNull,
  nationality: countryOrNull,
  birth_date: dateOrNull,
  birth_country: countryOrNull,
  issuing_date: dateOrNull,
  issuing_country: countryOrNull,
  front_file_id: referenceOrNull,
  back_file_id: referenceOrNull,
};

const nothingRead = {
  document_type: null,
  document_number: null,
  first_name: null,
  last_name: null,
  gender: null,
  nationality: null,
  birth_date: null,
  birth_country: null,
  expiration_date: null,
  issuing_date: null,
  issuing_country: null,
  front_file_id: null,
  back_file_id: null,
};

const documentResults = z
  .strictObject({
    data_validation: resultOrNull.default(null),
    data_consistency: resultOrNull.default(null),
    image_integrity: resultOrNull.default(null),
    visual_authenticity: resultOrNull.default(null),
    compromised_document: resultOrNull.default(null),
    data_comparison: resultOrNull.default(null),
  })
  .prefault({});

const faceResults = z
  .strictObject({
    face_comparison: resultOrNull.default(null),
    image_integrity: resultOrNull.default(null),
    visual_authenticity: resultOrNull.default(null),
  })
  .prefault({});

/** Belfry keeps no files: each reference becomes the id of one. */
const documentSides: z.ZodType<CheckFiles> = z
  .strictObject({ front_upload_ref: reference, back_upload_ref: referenceOrNull.default(null) })
  .transform(({ back_upload_ref: back }) => (newId) => {
    const sides = { front_file_id: newId(), back_file_id: back === null ? null : newId() };
    return { fileIds: [], details: { information: sides } };
  });

export const idDocumentRules: CheckTypeRules = {
  type: 'id_document',
  label: 'an ID document check',
  path: 'id_document',
  entities: ['individual'],
  isInternal: false,
  settings: z
    .strictObject({ ...automaticShape, vendor: oneOf(['veriff', 'idnow']).default('idnow') })
    .transform((settings) => ({
      automatic: automaticOf(settings),
      documentTypeKey: null,
      subtype: null,
      details: () => ({
        settings,
        vendor: {
          name: settings.vendor,
          verification_ref: null,
          verification_group_ref: null,
          verification_status: null,
          started_at: null,
          comment: null,
        },
        detailed_results: { document: documentResults.parse({}) },
        information: { ...nothingRead, maiden_name: null },
      }),
    })),
  files: documentSides,
  addedFiles: documentSides,
  reported: z
    .strictObject({
      vendor: z
        .strictObject({
          verification_ref: referenceOrNull,
          verification_group_ref: referenceOrNull,
          verification_status: referenceOrNull,
          started_at: dateTimeOrNull,
          comment: toldOrNull,
        })
        .partial(),
      detailed_results: z.strictObject({ document: documentResults }),
      information: z.strictObject({ ...readShape, maiden_name: referenceOrNull }).partial(),
    })
    .partial(),
};

const modeOfUbble = { error: 'Mode liveness is for the vendor ubble alone.', path: ['mode'] };

export const idVerificationRules: CheckTypeRules = {
  type: 'id_verification',
  label: 'an ID verification check',
  path: 'id_verification',
  entities: ['individual'],
  isInternal: false,
  settings: z
    .strictObject({
      ...automaticShape,
      vendor: oneOf(['ubble', 'checkout', 'veriff', 'onfido', 'idnow']).default('checkout'),
      mode: oneOf(['liveness', 'auto', 'expert', 'certified', 'default']).default('auto'),
      redirect_url: told.default(''),
    })
    .refine(({ vendor, mode }) => mode !== 'liveness' || vendor === 'ubble', modeOfUbble)
    .transform((settings) => ({
      automatic: automaticOf(settings),
      documentTypeKey: null,
      subtype: null,
      details: ({ reference: ref }) => ({
        settings,
        vendor: {
          name: settings.vendor,
          verification_ref: ref,
          verification_url: verificationUrl(ref),
          verification_status: 'created',
          started_at: null,
          ended_at: null,
          comment: null,
          report_file_id: null,
          ...(settings.vendor === 'onfido' ? { sdk_token: null } : {}),
        },
        detailed_results: { document: documentResults.parse({}), face: faceResults.parse({}) },
        information: {
          ...nothingRead,
          birth_place: null,
          mrz: null,
          ip_address: null,
          signature_file_id: null,
          face_file_id: null,
          video_file_id: null,
        },
      }),
    })),
  files: null,
  addedFiles: null,
  reported: z
    .strictObject({
      vendor: z
        .strictObject({
          verification_ref: reference,
          verification_url: reference,
          verification_status: reference,
          started_at: dateTimeOrNull,
          ended_at: dateTimeOrNull,
          comment: toldOrNull,
          report_file_id: referenceOrNull,
        })
        .partial(),
      detailed_results: z.strictObject({ document: documentResults, face: faceResults }),
      information: z
        .strictObject({
          ...readShape,
          birth_place: referenceOrNull,
          mrz: referenceOrNull,
          ip_address: referenceOrNull,
          signature_file_id: referenceOrNull,
          face_file_id: referenceOrNull,
          video_file_id: referenceOrNull,
        })
        .partial(),
    })
    .partial(),
};

/** A link that leads nowhere (RFC 2606) until a vendor integration reports a real one. */
export function verificationUrl(token: string): string {
  return `https://verification.example/${token}`;
}
