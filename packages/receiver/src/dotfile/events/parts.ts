// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.

export interface User {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

export interface Review {
  readonly comment: string | null;
  readonly reviewed_at: string | null;
  readonly reviewer_type: 'user' | 'system' | 'api' | null;
  readonly user: User | null;
}

export interface Address {
  readonly street_address: string | null;
  readonly street_address_2: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly region: string | null;
  readonly country: string | null;
}

export interface BankingInformation {
  readonly iban: string | null;
  readonly bic: string | null;
}

export interface CheckSummary {
  readonly id: string;
  readonly individual_id: string | null;
  readonly company_id: string | null;
  readonly is_internal: boolean;
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  readonly type:
    | 'id_verification'
    | 'id_document'
    | 'aml'
    | 'company_monitoring'
    | 'document'
    | 'ekyc'
    | 'electronic_signature'
    | 'fraud_database'
    | 'online_reputation';
  readonly subtype: string | null;
  readonly document_type_key?: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_activity_at: string;
}

export interface Relation {
  readonly id: string;
  readonly to_company_id: string;
  readonly voting_rights_percentage: number | null;
  readonly ownership_percentage: number | null;
  readonly roles: readonly ('legal_representative' | 'shareholder')[];
  readonly position: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface DataLineage {
  readonly current_value:
    | string
    | number
    | boolean
    | readonly unknown[]
    | Readonly<Record<string, unknown>>
    | null;
  readonly sources: readonly DataLineageSource[];
}

export interface DataLineageSource {
  readonly value: string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>> | null;
  readonly at: string | null;
  readonly origin: DataLineageSourceOrigin;
  readonly applied: boolean;
  readonly is_current: boolean;
}

export interface DataLineageSourceOrigin {
  readonly type: 'user' | 'api' | 'contact' | 'system' | 'vendor' | 'check';
  readonly email?: string | null;
  readonly name?: string | null;
}

export interface AiInterpretation {
  readonly interpretation: string | null;
}

export interface IdentityDocumentResults {
  readonly data_validation: 'approved' | 'rejected' | 'error' | null;
  readonly data_consistency: 'approved' | 'rejected' | 'error' | null;
  readonly image_integrity: 'approved' | 'rejected' | 'error' | null;
  readonly visual_authenticity: 'approved' | 'rejected' | 'error' | null;
  readonly compromised_document: 'approved' | 'rejected' | 'error' | null;
  readonly data_comparison: 'approved' | 'rejected' | 'error' | null;
}
