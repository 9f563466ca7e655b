// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { Review } from './parts.ts';

export interface OnlineReputationCheck {
  readonly id: string;
  readonly is_internal: boolean;
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  readonly last_activity_at: string;
  readonly subtype: string | null;
  readonly company_id: string;
  readonly type: 'online_reputation';
  readonly data: OnlineReputationCheckData;
}

export interface OnlineReputationCheckData {
  readonly result: 'approved' | 'rejected' | 'error' | null;
  readonly review: Review;
  readonly information: OnlineReputationCheckInformation;
}

export interface OnlineReputationCheckInformation {
  readonly report: string | null;
  readonly sources: readonly OnlineReputationCheckInformationSource[] | null;
  readonly summary: string | null;
  readonly company: OnlineReputationCheckInformationCompany;
}

export interface OnlineReputationCheckInformationSource {
  readonly title: string;
  readonly url: string;
}

export interface OnlineReputationCheckInformationCompany {
  readonly name: string;
  readonly commercial_name: string | null;
  readonly country: string | null;
  readonly registration_number: string | null;
  readonly website_url: string | null;
}
