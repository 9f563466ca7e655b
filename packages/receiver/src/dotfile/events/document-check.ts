// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { Review } from './parts.ts';

export interface DocumentCheck {
  readonly id: string;
  readonly is_internal: boolean;
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  readonly last_activity_at: string;
  readonly subtype: string;
  readonly company_id: string | null;
  readonly individual_id: string | null;
  readonly type: 'document';
  readonly data: DocumentCheckData;
}

export interface DocumentCheckData {
  readonly result: 'approved' | 'rejected' | 'error' | null;
  readonly settings: DocumentCheckSettings;
  readonly review: Review;
  readonly detailed_results: DocumentCheckDetailedResults;
  readonly document_file_ids: readonly string[];
  readonly information: DocumentCheckInformation;
}

export interface DocumentCheckSettings {
  readonly document_type: DocumentCheckSettingsDocumentType;
  readonly document_type_key: string;
  readonly document_analysis: DocumentAnalysis | null;
}

export interface DocumentCheckSettingsDocumentType {
  readonly id: string;
  readonly label: string;
  readonly key: string;
  readonly target_entities: readonly ('company' | 'individual')[];
  readonly is_internal: boolean;
  readonly created_at: string;
  readonly updated_at: string;
  readonly archived_at: string | null;
}

export interface DocumentAnalysis {
  readonly automatic_approval: boolean;
  readonly automatic_rejection: boolean;
  readonly parameters:
    | DocumentAnalysisRegistrationCertificateParameters
    | DocumentAnalysisIbanParameters
    | DocumentAnalysisProofOfAddressParameters
    | DocumentAnalysisPromptParameters
    | null;
}

export interface DocumentAnalysisRegistrationCertificateParameters {
  readonly model: 'registration_certificate';
  readonly authorized_documents?:
    | readonly (
        | 'kbis'
        | 'sirene_extract'
        | 'pappers_extract'
        | 'inscription_rne'
        | 'infonet_extract'
        | 'repertoire_metiers_extract'
        | 'handelsregister'
        | 'visura_camerale'
        | 'other'
      )[]
    | null;
  readonly max_age_in_days?: number | null;
}

export interface DocumentAnalysisIbanParameters {
  readonly model: 'iban';
  readonly iban_matching?: boolean;
  readonly bic_matching?: boolean;
}

export interface DocumentAnalysisProofOfAddressParameters {
  readonly model: 'proof_of_address';
  readonly authorized_documents?:
    | readonly ('energy_bill' | 'telco_bill' | 'official_document' | 'other')[]
    | null;
  readonly max_age_in_days?: number | null;
}

export interface DocumentAnalysisPromptParameters {
  readonly model: 'prompt';
  readonly prompt: string;
}

export interface DocumentCheckDetailedResults {
  readonly document_analysis:
    | DocumentAnalysisRegistrationCertificateResults
    | DocumentAnalysisIbanResults
    | DocumentAnalysisProofOfAddressResults
    | DocumentAnalysisPromptResults
    | null;
}

export interface DocumentAnalysisRegistrationCertificateResults {
  readonly model?: 'registration_certificate';
  readonly valid_age_in_days: DocumentAnalysisComparison;
  readonly address_matching: DocumentAnalysisComparison;
  readonly registration_number_matching: DocumentAnalysisComparison;
  readonly name_matching: DocumentAnalysisComparison;
  readonly valid_document_type: DocumentAnalysisComparison;
}

export interface DocumentAnalysisIbanResults {
  readonly model?: 'iban';
  readonly valid_iban: DocumentAnalysisComparison;
  readonly valid_bic: DocumentAnalysisComparison;
  readonly name_matching: DocumentAnalysisComparison;
  readonly iban_matching: DocumentAnalysisComparison;
  readonly bic_matching: DocumentAnalysisComparison;
}

export interface DocumentAnalysisProofOfAddressResults {
  readonly model?: 'proof_of_address';
  readonly valid_age_in_days: DocumentAnalysisComparison;
  readonly address_matching: DocumentAnalysisComparison;
  readonly name_matching: DocumentAnalysisComparison;
  readonly valid_document_type: DocumentAnalysisComparison;
}

export interface DocumentAnalysisPromptResults {
  readonly model?: 'prompt';
}

export interface DocumentAnalysisComparison {
  readonly result: 'approved' | 'rejected' | 'error' | null;
  readonly expected: string | null;
  readonly received: string | null;
}

export interface DocumentCheckInformation {
  readonly expiration_date: string | null;
  readonly document_analysis:
    | DocumentAnalysisRegistrationCertificateInformation
    | DocumentAnalysisIbanInformation
    | DocumentAnalysisProofOfAddressInformation
    | DocumentAnalysisPromptResults
    | null;
}

export interface DocumentAnalysisRegistrationCertificateInformation {
  readonly model?: 'registration_certificate';
  readonly name: string | null;
  readonly registration_number: string | null;
  readonly registration_city: string | null;
  readonly address: string | null;
  readonly country: string | null;
  readonly issuing_date: string | null;
  readonly document_type:
    | 'kbis'
    | 'sirene_extract'
    | 'pappers_extract'
    | 'inscription_rne'
    | 'infonet_extract'
    | 'repertoire_metiers_extract'
    | 'handelsregister'
    | 'visura_camerale'
    | 'other'
    | null;
  readonly other_document_type: string | null;
}

export interface DocumentAnalysisIbanInformation {
  readonly model?: 'iban';
  readonly holder_name: string | null;
  readonly bank_name: string | null;
  readonly iban: string | null;
  readonly bic: string | null;
}

export interface DocumentAnalysisProofOfAddressInformation {
  readonly model?: 'proof_of_address';
  readonly issuing_date: string | null;
  readonly address: string | null;
  readonly name: string | null;
  readonly document_type: 'energy_bill' | 'telco_bill' | 'official_document' | 'other' | null;
  readonly other_document_type: string | null;
  readonly country: string | null;
  readonly issuer: string | null;
}
