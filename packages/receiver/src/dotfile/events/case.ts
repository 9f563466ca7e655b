// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { Company } from './company.ts';
import type { Context } from './context.ts';
import type { Individual } from './individual.ts';
import type { Review, User } from './parts.ts';

export type CaseEvent =
  | CaseCreatedEvent
  | CaseUpdatedEvent
  | CaseStatusUpdatedEvent
  | CaseFlagsUpdatedEvent
  | CaseInfoUpdatedEvent
  | CaseTemplateUpdatedEvent
  | CaseRiskUpdatedEvent
  | CaseMetadataUpdatedEvent
  | CaseTagsUpdatedEvent
  | CaseAssigneeUpdatedEvent
  | CaseContactHasActionsUpdatedEvent
  | CaseReviewerHasActionsUpdatedEvent
  | CaseReviewUpdatedEvent
  | CaseReviewDueEvent
  | CaseReviewConfirmedEvent
  | CaseClientPortalWaitStepTriggeredEvent
  | CaseDeletedEvent;

/** A case was created; it is still empty. */
export interface CaseCreatedEvent {
  readonly event: 'Case.Created';
  readonly context: Context;
  readonly case: Case;
}

/** A property of a case changed; one event for each group of properties touched. */
export interface CaseUpdatedEvent {
  readonly event: 'Case.Updated';
  readonly sub_event:
    | 'Case.StatusUpdated'
    | 'Case.FlagsUpdated'
    | 'Case.InfoUpdated'
    | 'Case.TemplateUpdated'
    | 'Case.RiskUpdated'
    | 'Case.MetadataUpdated'
    | 'Case.TagsUpdated'
    | 'Case.AssigneeUpdated'
    | 'Case.ContactHasActionsUpdated'
    | 'Case.ReviewerHasActionsUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** The status of a case moved, from open to approved for instance. */
export interface CaseStatusUpdatedEvent {
  readonly event: 'Case.StatusUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** A flag of a case was raised or cleared. */
export interface CaseFlagsUpdatedEvent {
  readonly event: 'Case.FlagsUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** The name, external id or custom properties of a case changed. */
export interface CaseInfoUpdatedEvent {
  readonly event: 'Case.InfoUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** A case was moved to another template. */
export interface CaseTemplateUpdatedEvent {
  readonly event: 'Case.TemplateUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** The current risk of a case changed. */
export interface CaseRiskUpdatedEvent {
  readonly event: 'Case.RiskUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** The metadata of a case changed. */
export interface CaseMetadataUpdatedEvent {
  readonly event: 'Case.MetadataUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** A tag was put on a case or taken off. */
export interface CaseTagsUpdatedEvent {
  readonly event: 'Case.TagsUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** A case was given to another person, or to nobody. */
export interface CaseAssigneeUpdatedEvent {
  readonly event: 'Case.AssigneeUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** The contact of a case now has something to do, or nothing any more. */
export interface CaseContactHasActionsUpdatedEvent {
  readonly event: 'Case.ContactHasActionsUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** The reviewer of a case now has something to do, or nothing any more. */
export interface CaseReviewerHasActionsUpdatedEvent {
  readonly event: 'Case.ReviewerHasActionsUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** The periodic review of a case changed, because a new risk moved its date for instance. */
export interface CaseReviewUpdatedEvent {
  readonly event: 'Case.ReviewUpdated';
  readonly context: Context;
  readonly case: Case;
}

/** The date of a periodic review has come. */
export interface CaseReviewDueEvent {
  readonly event: 'Case.ReviewDue';
  readonly context: Context;
  readonly case: Case;
}

/** A periodic review was confirmed. */
export interface CaseReviewConfirmedEvent {
  readonly event: 'Case.ReviewConfirmed';
  readonly context: Context;
  readonly case: Case;
}

/** A client portal reached a step at which it waits. */
export interface CaseClientPortalWaitStepTriggeredEvent {
  readonly event: 'Case.ClientPortalWaitStepTriggered';
  readonly context: Context;
  readonly case: Case;
}

/** A case was deleted; nothing is sent for what the case held. */
export interface CaseDeletedEvent {
  readonly event: 'Case.Deleted';
  readonly context: Context;
  readonly case: DeletedCase;
}

export interface Case {
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
  readonly review: CaseReview | null;
  readonly space_slug: string | null;
  readonly template: CaseTemplate | null;
  readonly template_id: string | null;
  readonly risk: CaseRisk | null;
  readonly custom_properties: Readonly<Record<string, string | boolean | number | readonly string[] | null>>;
  readonly last_contact_action_at: string | null;
  readonly controls: readonly CaseControl[];
  readonly individuals: readonly Individual[];
  readonly companies: readonly Company[];
  readonly assignee: User | null;
  readonly client_portal: CaseClientPortal | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface DeletedCase {
  readonly id: string;
  readonly name: string;
  readonly external_id: string | null;
}

export interface CaseReview {
  readonly id: string;
  readonly status: 'approved' | 'rejected' | 'closed';
  readonly comment: string | null;
  readonly reviewer_type: 'user' | 'system' | 'api';
  readonly user: User | null;
  readonly reviewed_at: string;
  readonly next_review_at: string | null;
}

export interface CaseTemplate {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

export interface CaseRisk {
  readonly id: string;
  readonly mode: 'automatic' | 'manual';
  readonly level: 'not_defined' | 'low' | 'medium' | 'high' | 'critical' | 'prohibited';
  readonly comment: string | null;
  readonly score: number | null;
  readonly components: Readonly<Record<string, number>> | null;
  readonly flags: Readonly<Record<string, boolean>> | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface CaseControl {
  readonly id: string;
  readonly is_completed: boolean;
  readonly review: Review;
  readonly control: Control;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Control {
  readonly id: string;
  readonly label: string;
  readonly key: string;
  readonly type: 'manual' | 'automatic_logic' | 'automatic_code';
  readonly archived_at: string | null;
}

export interface CaseClientPortal {
  readonly id: string;
  readonly name: string;
  readonly type: 'KYB' | 'KYC';
  readonly wait_step_key: string | null;
}
