// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { Review } from './parts.ts';

export interface ElectronicSignatureCheck {
  readonly id: string;
  readonly is_internal: boolean;
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  readonly last_activity_at: string;
  readonly subtype: string;
  readonly individual_id: string;
  readonly type: 'electronic_signature';
  readonly data: ElectronicSignatureCheckData;
}

export interface ElectronicSignatureCheckData {
  readonly result: 'approved' | 'rejected' | 'error' | null;
  readonly settings: ElectronicSignatureCheckSettings;
  readonly vendor: ElectronicSignatureCheckVendor;
  readonly information: ElectronicSignatureCheckInformation;
  readonly review: Review;
}

export interface ElectronicSignatureCheckSettings {
  readonly document_template_key: string;
  readonly automatic_approval: boolean;
}

export interface ElectronicSignatureCheckVendor {
  readonly name: 'yousign';
  readonly status: string | null;
  readonly signature_request_ref: string | null;
  readonly signer_ref: string | null;
  readonly document_ref: string | null;
  readonly signature_link: string | null;
  readonly signature_link_expiration_date: string | null;
  readonly started_at: string | null;
  readonly ended_at: string | null;
}

export interface ElectronicSignatureCheckInformation {
  readonly audit_trail_id: string | null;
  readonly file_id: string | null;
  readonly signed_file_id: string | null;
}
