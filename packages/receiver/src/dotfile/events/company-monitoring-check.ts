// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { Review } from './parts.ts';

export interface CompanyMonitoringCheck {
  readonly id: string;
  readonly is_internal: boolean;
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  readonly last_activity_at: string;
  readonly subtype: string | null;
  readonly company_id: string;
  readonly type: 'company_monitoring';
  readonly data: CompanyMonitoringCheckData;
}

export interface CompanyMonitoringCheckData {
  readonly result: 'approved' | 'rejected' | 'error' | null;
  readonly settings: CompanyMonitoringCheckSettings;
  readonly vendor: CompanyMonitoringCheckVendor;
  readonly review: Review;
}

export interface CompanyMonitoringCheckSettings {
  readonly alert_categories: readonly (
    | 'financial_changes'
    | 'legal_and_compliance'
    | 'company_status'
    | 'operational_changes'
    | 'debt_and_collection'
    | 'shareholder_changes'
    | 'other'
  )[];
}

export interface CompanyMonitoringCheckVendor {
  readonly name: 'creditsafe';
  readonly is_monitored: boolean;
}
