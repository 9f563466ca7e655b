// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { User } from './parts.ts';

export interface Context {
  readonly workspace: ContextWorkspace;
  readonly timestamp: number;
  readonly event_id: string;
  readonly retry_count: number;
  readonly remaining_retry_count: number;
}

export interface ContextWorkspace {
  readonly id: string;
  readonly name: string;
}

export interface ContextWithCase {
  readonly workspace: ContextWorkspace;
  readonly timestamp: number;
  readonly event_id: string;
  readonly retry_count: number;
  readonly remaining_retry_count: number;
  readonly case: ContextCase;
}

export interface ContextCase {
  readonly id: string;
  readonly name: string;
  readonly status: 'draft' | 'open' | 'approved' | 'rejected' | 'closed';
  readonly external_id: string | null;
  readonly contact_has_actions: boolean;
  readonly reviewer_has_actions: boolean;
  readonly flags: readonly (
    | 'all_checks_approved'
    | 'for_review'
    | 'for_first_collect'
    | 'for_recollection'
    | 'first_collect_completed'
  )[];
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly last_activity_at: string;
  readonly client_portal: ContextCaseClientPortal | null;
}

export interface ContextCaseClientPortal {
  readonly id: string;
  readonly name: string;
  readonly type: 'KYB' | 'KYC';
}

export interface ContextWithCaseNote {
  readonly workspace: ContextWorkspace;
  readonly timestamp: number;
  readonly event_id: string;
  readonly retry_count: number;
  readonly remaining_retry_count: number;
  readonly case: ContextCase;
  readonly note: ContextNote | null;
}

export interface ContextNote {
  readonly id: string;
  readonly author: User | null;
  readonly content?: string;
}

export interface ContextWithCaseIndividualCompany {
  readonly workspace: ContextWorkspace;
  readonly timestamp: number;
  readonly event_id: string;
  readonly retry_count: number;
  readonly remaining_retry_count: number;
  readonly case: ContextCase;
  readonly individual: ContextIndividual | null;
  readonly company: ContextCompany | null;
}

export interface ContextIndividual {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
}

export interface ContextCompany {
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
}
