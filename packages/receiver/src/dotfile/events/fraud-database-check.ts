// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { Address, AiInterpretation, Review } from './parts.ts';

export interface FraudDatabaseCheck {
  readonly id: string;
  readonly is_internal: boolean;
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  readonly last_activity_at: string;
  readonly subtype: string | null;
  readonly company_id: string | null;
  readonly individual_id: string | null;
  readonly type: 'fraud_database';
  readonly data: FraudDatabaseCheckData;
}

export interface FraudDatabaseCheckData {
  readonly result: 'approved' | 'rejected' | 'error' | null;
  readonly settings: FraudDatabaseCheckSettings;
  readonly vendor: FraudDatabaseCheckVendor;
  readonly review: Review;
  readonly information: FraudDatabaseCheckInformation;
  readonly ai_analysis: AiInterpretation;
}

export interface FraudDatabaseCheckSettings {
  readonly vendor: 'cifas';
  readonly automatic_approval: boolean;
  readonly automatic_rejection: boolean;
}

export interface FraudDatabaseCheckVendor {
  readonly name: 'cifas';
  readonly search_reference: string | null;
}

export interface FraudDatabaseCheckInformation {
  readonly entity_type: 'company' | 'individual';
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly birth_date: string | null;
  readonly email: string | null;
  readonly phone_number: string | null;
  readonly company_name: string | null;
  readonly company_number: string | null;
  readonly vat_number: string | null;
  readonly address: Address;
}
