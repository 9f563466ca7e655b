// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { Address, AiInterpretation, Review } from './parts.ts';

export interface EkycCheck {
  readonly id: string;
  readonly is_internal: boolean;
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  readonly last_activity_at: string;
  readonly subtype: string | null;
  readonly individual_id: string;
  readonly type: 'ekyc';
  readonly data: EkycCheckData;
}

export interface EkycCheckData {
  readonly result: 'approved' | 'rejected' | 'error' | null;
  readonly decision: 'match' | 'inconclusive' | 'inconsistent' | null;
  readonly settings: EkycCheckSettings;
  readonly vendor: EkycCheckVendor;
  readonly review: Review;
  readonly information: EkycCheckInformation;
  readonly ai: AiInterpretation;
  readonly fraud_signals: EkycCheckFraudSignals | null;
}

export interface EkycCheckSettings {
  readonly vendor: 'gbg';
  readonly automatic_approval: boolean;
  readonly automatic_rejection: boolean;
}

export interface EkycCheckVendor {
  readonly name: 'gbg';
  readonly profile_id: string;
  readonly profile_name: string | null;
  readonly country: string;
  readonly score: number | null;
}

export interface EkycCheckInformation {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly birth_date: string | null;
  readonly address: Address;
}

export interface EkycCheckFraudSignals {
  readonly trust: EkycCheckFraudSignalsTrust | null;
  readonly fraud_score: EkycCheckFraudSignalsFraudScore | null;
  readonly email_verification: EkycCheckFraudSignalsEmailVerification | null;
  readonly email_validation: EkycCheckFraudSignalsEmailValidation | null;
  readonly mobile_validation: EkycCheckFraudSignalsMobileValidation | null;
}

export interface EkycCheckFraudSignalsTrust {
  readonly score: number | null;
  readonly band: string | null;
  readonly triggered_rules: readonly EkycCheckFraudSignalsTrustTriggeredRule[];
}

export interface EkycCheckFraudSignalsTrustTriggeredRule {
  readonly code: string;
  readonly description: string;
}

export interface EkycCheckFraudSignalsFraudScore {
  readonly score: number | null;
  readonly band: string | null;
  readonly labels: readonly string[];
}

export interface EkycCheckFraudSignalsEmailVerification {
  readonly risk_score: number | null;
  readonly risk_band: string | null;
  readonly risk_level: string | null;
  readonly email_first_seen: string | null;
  readonly domain_first_seen: string | null;
  readonly domain_country: string | null;
  readonly mailbox_missing: boolean | null;
}

export interface EkycCheckFraudSignalsEmailValidation {
  readonly address_valid: boolean | null;
  readonly bounce_risk: string | null;
}

export interface EkycCheckFraudSignalsMobileValidation {
  readonly number_valid: boolean | null;
  readonly line_type: string | null;
  readonly current_network: EkycMobileNetwork | null;
  readonly original_network: EkycMobileNetwork | null;
}

export interface EkycMobileNetwork {
  readonly operator: string | null;
  readonly country: string | null;
}
