/** What a machine makes of a document: settings, results and readings, each told apart by `model`. */
import { addressDocuments, registrationDocuments } from '@belfry/dialects/dotfile';
import { z } from 'zod';
import { numberWithin } from '../input.ts';
import {
  dateOrNull,
  flag,
  oneOf,
  referenceOrNull,
  resultOrNull,
  told,
  toldOrNull,
} from './reported-values.ts';

const ageMaxInDays = 36_500;
const maxAge = numberWithin(0, ageMaxInDays)
  .refine(Number.isInteger, { error: 'Expected a whole number.' })
  .nullable()
  .optional();
const modelError = { error: 'Expected a model: registration_certificate, iban, proof_of_address or prompt.' };

const registrationCertificate = { model: z.literal('registration_certificate') };
const iban = { model: z.literal('iban') };
const proofOfAddress = { model: z.literal('proof_of_address') };
const prompt = { model: z.literal('prompt') };

const parameters = z.discriminatedUnion(
  'model',
  [
    z.strictObject({
      ...registrationCertificate,
      authorized_documents: z.array(oneOf(registrationDocuments)).nullable().optional(),
      max_age_in_days: maxAge,
    }),
    z.strictObject({ ...iban, iban_matching: flag.optional(), bic_matching: flag.optional() }),
    z.strictObject({
      ...proofOfAddress,
      authorized_documents: z.array(oneOf(addressDocuments)).nullable().optional(),
      max_age_in_days: maxAge,
    }),
    z.strictObject({ ...prompt, prompt: told }),
  ],
  modelError,
);

export const analysisSettings = z.strictObject({
  automatic_rejection: flag,
  automatic_approval: flag,
  parameters: parameters.nullable(),
});

const comparison = z
  .strictObject({
    result: resultOrNull.default(null),
    expected: toldOrNull.default(null),
    received: toldOrNull.default(null),
  })
  .prefault({});

/** Whatever is left out has not been compared. */
export const analysisResults = z.discriminatedUnion(
  'model',
  [
    z.strictObject({
      ...registrationCertificate,
      valid_age_in_days: comparison,
      address_matching: comparison,
      registration_number_matching: comparison,
      name_matching: comparison,
      valid_document_type: comparison,
    }),
    z.strictObject({
      ...iban,
      valid_iban: comparison,
      valid_bic: comparison,
      name_matching: comparison,
      iban_matching: comparison,
      bic_matching: comparison,
    }),
    z.strictObject({
      ...proofOfAddress,
      valid_age_in_days: comparison,
      address_matching: comparison,
      name_matching: comparison,
      valid_document_type: comparison,
    }),
    z.strictObject(prompt),
  ],
  modelError,
);

const read = referenceOrNull.default(null);
const readDate = dateOrNull.default(null);

/** Whatever is left out could not be read. */
export const analysisInformation = z.discriminatedUnion(
  'model',
  [
    z.strictObject({
      ...registrationCertificate,
      name: read,
      registration_number: read,
      registration_city: read,
      address: read,
      country: read,
      issuing_date: readDate,
      document_type: oneOf(registrationDocuments).nullable().default(null),
      other_document_type: read,
    }),
    z.strictObject({ ...iban, holder_name: read, bank_name: read, iban: read, bic: read }),
    z.strictObject({
      ...proofOfAddress,
      issuing_date: readDate,
      address: read,
      name: read,
      document_type: oneOf(addressDocuments).nullable().default(null),
      other_document_type: read,
      country: read,
      issuer: read,
    }),
    z.strictObject(prompt),
  ],
  modelError,
);
