// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { IdentityDocumentResults, Review } from './parts.ts';

export interface IdDocumentCheck {
  readonly id: string;
  readonly is_internal: boolean;
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  readonly last_activity_at: string;
  readonly subtype: string | null;
  readonly individual_id: string;
  readonly type: 'id_document';
  readonly data: IdDocumentCheckData;
}

export interface IdDocumentCheckData {
  readonly result: 'approved' | 'rejected' | 'error' | null;
  readonly settings: IdDocumentCheckSettings;
  readonly vendor: IdDocumentCheckVendor;
  readonly review: Review;
  readonly detailed_results: IdDocumentCheckDetailedResults;
  readonly information: IdDocumentCheckInformation;
}

export interface IdDocumentCheckSettings {
  readonly vendor: 'veriff' | 'idnow';
  readonly automatic_approval: boolean;
  readonly automatic_rejection: boolean;
}

export interface IdDocumentCheckVendor {
  readonly name: 'veriff' | 'idnow';
  readonly verification_ref: string | null;
  readonly verification_group_ref: string | null;
  readonly verification_status: string | null;
  readonly started_at: string | null;
  readonly comment: string | null;
}

export interface IdDocumentCheckDetailedResults {
  readonly document: IdentityDocumentResults;
}

export interface IdDocumentCheckInformation {
  readonly document_type:
    | 'passport'
    | 'identity_card'
    | 'driving_license'
    | 'residence_permit'
    | 'visa'
    | 'other'
    | null;
  readonly document_number: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly gender: string | null;
  readonly nationality: string | null;
  readonly birth_date: string | null;
  readonly birth_country: string | null;
  readonly expiration_date: string | null;
  readonly issuing_date: string | null;
  readonly issuing_country: string | null;
  readonly front_file_id: string | null;
  readonly back_file_id: string | null;
  readonly maiden_name: string | null;
}
