import type { caseFlags, riskLevels } from '@belfry/dialects/dotfile';
import type { RecordKind } from '../../../domain/record.ts';
import { foldedLabel } from './tag-label.ts';
import type { NestedUser } from './user-record.ts';

/** A case as it is stored; id, creation and update stand in the record. Dates are texts as on the wire. */
export interface CaseDocument {
  readonly name: string;
  readonly status: CaseStatus;
  readonly external_id: string | null;
  readonly space_slug: string | null;
  /** As it was when it was attached. */
  readonly template: { readonly id: string; readonly name: string; readonly key: string } | null;
  /** As they were when they were assigned. */
  readonly assignee: NestedUser | null;
  /** Derived from the checks, as are the two below; in the order of `caseFlags`. */
  readonly flags: readonly CaseFlag[];
  readonly contact_has_actions: boolean;
  readonly reviewer_has_actions: boolean;
  /** The labels of tags, as the tags have them; each once. */
  readonly tags: readonly string[];
  readonly risk: Risk | null;
  readonly review: CaseReview | null;
  /** The `next_review_at` whose coming has been told of; null: none. */
  readonly review_due_told: string | null;
  readonly custom_properties: CustomProperties;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly last_activity_at: string;
  readonly last_contact_action_at: string | null;
  readonly client_portal: CaseClientPortal | null;
}

export type CaseStatus = 'draft' | 'open' | 'approved' | 'rejected' | 'closed';
export type ReviewStatus = Extract<CaseStatus, 'approved' | 'rejected' | 'closed'>;

export type CaseFlag = (typeof caseFlags)[number];

export interface Risk {
  readonly id: string;
  readonly mode: 'automatic' | 'manual';
  readonly level: (typeof riskLevels)[number];
  readonly comment: string | null;
  readonly score: number | null;
  readonly components: Readonly<Record<string, number>> | null;
  readonly flags: Readonly<Record<string, boolean>> | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface CaseReview {
  readonly id: string;
  readonly status: ReviewStatus;
  readonly comment: string | null;
  readonly reviewer_type: 'user' | 'system' | 'api';
  readonly user: NestedUser | null;
  readonly reviewed_at: string;
  /** A date, "2027-03-05"; null: no review is planned. */
  readonly next_review_at: string | null;
}

export interface CaseClientPortal {
  readonly id: string;
  readonly name: string;
  readonly type: 'KYB' | 'KYC';
  readonly wait_step_key: string | null;
}

export type CustomProperties = Readonly<Record<string, string | boolean | number | readonly string[]>>;

export const caseKind: RecordKind<CaseDocument> = {
  name: 'case',
  listing: (document) => ({
    externalId: document.external_id,
    name: document.name,
    status: document.status,
    terms: {
      tags: document.tags.map(foldedLabel),
      assignee_id: document.assignee === null ? [] : [document.assignee.id],
      template_id: document.template === null ? [] : [document.template.id],
    },
    texts: null,
    lastActivityAt: Date.parse(document.last_activity_at),
    dueAt: reviewDueAt(document),
  }),
};

/** When the case's periodic review comes due without having been told of, in milliseconds since the epoch. */
function reviewDueAt({ review, review_due_told }: CaseDocument): number | null {
  const date = review?.next_review_at ?? null;
  return date === null || date === review_due_told ? null : Date.parse(date);
}

/** Whether the date of the periodic review, midnight UTC, has come; `at` in milliseconds since the epoch. */
export function isReviewDue({ review }: CaseDocument, at: number): boolean {
  const date = review?.next_review_at ?? null;
  return date !== null && Date.parse(date) <= at;
}
