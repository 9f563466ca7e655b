// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { Review } from './parts.ts';

export interface AmlCheck {
  readonly id: string;
  readonly is_internal: boolean;
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  readonly last_activity_at: string;
  readonly subtype: string | null;
  readonly company_id: string | null;
  readonly individual_id: string | null;
  readonly type: 'aml';
  readonly data: AmlCheckData;
}

export interface AmlCheckData {
  readonly result: 'approved' | 'rejected' | 'error' | null;
  readonly settings:
    | AmlCheckComplyAdvantageSettings
    | AmlCheckComplyAdvantageMeshSettings
    | AmlCheckWorldcheckSettings;
  readonly vendor:
    | AmlCheckComplyAdvantageVendor
    | AmlCheckComplyAdvantageMeshVendor
    | AmlCheckWorldcheckVendor;
  readonly review: Review;
  readonly match_status: 'no_match' | 'potential_match' | 'false_positive' | 'true_positive';
  readonly hits_list_types: readonly (
    | 'sanction'
    | 'warning'
    | 'fitness_probity'
    | 'pep'
    | 'adverse_media'
    | 'law_enforcement'
    | 'special_interest_categories'
    | 'regulatory_enforcement'
    | 'other_bodies'
  )[];
  readonly hits: readonly AmlCheckHit[];
}

export interface AmlCheckComplyAdvantageSettings {
  readonly vendor: 'comply_advantage';
  readonly fuzziness: number;
  readonly exact_match: boolean;
  readonly list_types:
    | readonly ('sanction' | 'warning' | 'fitness_probity' | 'pep' | 'adverse_media')[]
    | null;
  readonly profile_id: string | null;
  readonly enable_entity_filter: boolean;
}

export interface AmlCheckComplyAdvantageMeshSettings {
  readonly vendor: 'comply_advantage_mesh';
}

export interface AmlCheckWorldcheckSettings {
  readonly vendor: 'worldcheck';
  readonly is_media_check_enabled: boolean;
}

export interface AmlCheckComplyAdvantageVendor {
  readonly is_search_monitored: boolean;
  readonly created_at: string;
  readonly name: 'comply_advantage';
  readonly search_url: string;
  readonly search_id: string;
  readonly search_ref: string;
}

export interface AmlCheckComplyAdvantageMeshVendor {
  readonly is_search_monitored: boolean;
  readonly created_at: string;
  readonly name: 'comply_advantage_mesh';
  readonly customer_id: string;
}

export interface AmlCheckWorldcheckVendor {
  readonly is_search_monitored: boolean;
  readonly created_at: string;
  readonly name: 'worldcheck';
  readonly case_url: string;
  readonly results_count?: AmlCheckWorldcheckVendorResultsCount;
}

export interface AmlCheckWorldcheckVendorResultsCount {
  readonly watchlist?: number;
  readonly mediacheck?: number;
}

export interface AmlCheckHit {
  readonly id: string;
  readonly name: string;
  readonly list_types: readonly (
    | 'sanction'
    | 'warning'
    | 'fitness_probity'
    | 'pep'
    | 'adverse_media'
    | 'law_enforcement'
    | 'special_interest_categories'
    | 'regulatory_enforcement'
    | 'other_bodies'
  )[];
  readonly status: 'no_match' | 'potential_match' | 'false_positive' | 'true_positive';
  readonly review: Review;
  readonly vendor:
    | AmlCheckHitComplyAdvantageVendor
    | AmlCheckHitComplyAdvantageMeshVendor
    | AmlCheckHitWorldcheckVendor;
}

export interface AmlCheckHitComplyAdvantageVendor {
  readonly hit_id: string;
  readonly updated_by_monitoring_status: 'new' | 'updated' | 'removed' | null;
  readonly updated_by_monitoring_at: string | null;
  readonly name: 'comply_advantage';
}

export interface AmlCheckHitComplyAdvantageMeshVendor {
  readonly hit_id: string;
  readonly updated_by_monitoring_status: 'new' | 'updated' | 'removed' | null;
  readonly updated_by_monitoring_at: string | null;
  readonly name: 'comply_advantage_mesh';
  readonly risk_id: string;
}

export interface AmlCheckHitWorldcheckVendor {
  readonly hit_id: string;
  readonly updated_by_monitoring_status: 'new' | 'updated' | 'removed' | null;
  readonly updated_by_monitoring_at: string | null;
  readonly name: 'worldcheck';
}
