// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { IdentityDocumentResults, Review } from './parts.ts';

export interface IdVerificationCheck {
  readonly id: string;
  readonly is_internal: boolean;
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  readonly last_activity_at: string;
  readonly subtype: string | null;
  readonly individual_id: string;
  readonly type: 'id_verification';
  readonly data: IdVerificationCheckData;
}

export interface IdVerificationCheckData {
  readonly result: 'approved' | 'rejected' | 'error' | null;
  readonly settings: IdVerificationCheckSettings;
  readonly vendor: IdVerificationCheckOnfidoVendor | IdVerificationCheckVendor;
  readonly review: Review;
  readonly detailed_results: IdVerificationCheckDetailedResults;
  readonly information: IdVerificationCheckInformation;
}

export interface IdVerificationCheckSettings {
  readonly automatic_approval: boolean;
  readonly automatic_rejection: boolean;
  readonly vendor: 'ubble' | 'checkout' | 'veriff' | 'onfido' | 'idnow';
  readonly mode: 'liveness' | 'auto' | 'expert' | 'certified' | 'default';
  readonly redirect_url: string;
}

export interface IdVerificationCheckOnfidoVendor {
  readonly verification_ref: string;
  readonly verification_url: string;
  readonly verification_status: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly comment: string | null;
  readonly report_file_id: string | null;
  readonly name: 'onfido';
  readonly sdk_token: string | null;
}

export interface IdVerificationCheckVendor {
  readonly verification_ref: string;
  readonly verification_url: string;
  readonly verification_status: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly comment: string | null;
  readonly report_file_id: string | null;
  readonly name: 'veriff' | 'checkout' | 'ubble' | 'idnow';
}

export interface IdVerificationCheckDetailedResults {
  readonly document: IdentityDocumentResults;
  readonly face: IdVerificationCheckDetailedResultsFace;
}

export interface IdVerificationCheckDetailedResultsFace {
  readonly face_comparison: 'approved' | 'rejected' | 'error' | null;
  readonly image_integrity: 'approved' | 'rejected' | 'error' | null;
  readonly visual_authenticity: 'approved' | 'rejected' | 'error' | null;
}

export interface IdVerificationCheckInformation {
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
  readonly birth_place: string | null;
  readonly mrz: string | null;
  readonly ip_address: string | null;
  readonly signature_file_id: string | null;
  readonly face_file_id: string | null;
  readonly video_file_id: string | null;
}
