import * as z from 'zod';
import { addressDocuments, registrationDocuments } from '../../values.ts';
import { checkResultOrNull, dateOrNull, flag, text, textOrNull } from '../scalars.ts';

/**
 * What a machine reads from a document, for each kind of document. The contract tells the kinds apart by
 * `model`, which it lists among the parameters only, so results and information may leave it out.
 */
const models = {
  registrationCertificate: { model: z.literal('registration_certificate') },
  iban: { model: z.literal('iban') },
  proofOfAddress: { model: z.literal('proof_of_address') },
  prompt: { model: z.literal('prompt') },
};

const optionalModels = {
  registrationCertificate: { model: models.registrationCertificate.model.optional() },
  iban: { model: models.iban.model.optional() },
  proofOfAddress: { model: models.proofOfAddress.model.optional() },
  prompt: { model: models.prompt.model.optional() },
};

const registrationDocument = z.enum(registrationDocuments);
const addressDocument = z.enum(addressDocuments);
const maxAgeInDays = z.number().nullable().optional();

export const analysisParameters = z.discriminatedUnion('model', [
  z.strictObject({
    ...models.registrationCertificate,
    authorized_documents: z.array(registrationDocument).nullable().optional(),
    max_age_in_days: maxAgeInDays,
  }),
  z.strictObject({ ...models.iban, iban_matching: flag.optional(), bic_matching: flag.optional() }),
  z.strictObject({
    ...models.proofOfAddress,
    authorized_documents: z.array(addressDocument).nullable().optional(),
    max_age_in_days: maxAgeInDays,
  }),
  z.strictObject({ ...models.prompt, prompt: text }),
]);

const comparison = z.strictObject({ result: checkResultOrNull, expected: textOrNull, received: textOrNull });

export const analysisResults = z.union([
  z.strictObject({
    ...optionalModels.registrationCertificate,
    valid_age_in_days: comparison,
    address_matching: comparison,
    registration_number_matching: comparison,
    name_matching: comparison,
    valid_document_type: comparison,
  }),
  z.strictObject({
    ...optionalModels.iban,
    valid_iban: comparison,
    valid_bic: comparison,
    name_matching: comparison,
    iban_matching: comparison,
    bic_matching: comparison,
  }),
  z.strictObject({
    ...optionalModels.proofOfAddress,
    valid_age_in_days: comparison,
    address_matching: comparison,
    name_matching: comparison,
    valid_document_type: comparison,
  }),
  z.strictObject(optionalModels.prompt),
]);

export const analysisInformation = z.union([
  z.strictObject({
    ...optionalModels.registrationCertificate,
    name: textOrNull,
    registration_number: textOrNull,
    registration_city: textOrNull,
    address: textOrNull,
    country: textOrNull,
    issuing_date: dateOrNull,
    document_type: registrationDocument.nullable(),
    other_document_type: textOrNull,
  }),
  z.strictObject({
    ...optionalModels.iban,
    holder_name: textOrNull,
    bank_name: textOrNull,
    iban: textOrNull,
    bic: textOrNull,
  }),
  z.strictObject({
    ...optionalModels.proofOfAddress,
    issuing_date: dateOrNull,
    address: textOrNull,
    name: textOrNull,
    document_type: addressDocument.nullable(),
    other_document_type: textOrNull,
    country: textOrNull,
    issuer: textOrNull,
  }),
  z.strictObject(optionalModels.prompt),
]);
