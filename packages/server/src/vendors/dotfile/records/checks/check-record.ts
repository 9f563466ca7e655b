import type { checkStatuses, checkTypes } from '@belfry/dialects/dotfile';
import type { RecordKind } from '../../../../domain/record.ts';
import type { NestedUser } from '../user-record.ts';

/** A check as it is stored, whatever its type; id, creation and update stand in the record. Dates are texts as on the wire. */
export interface CheckDocument {
  readonly type: CheckType;
  /** What the check is on: the kind of the record that holds it, and its id. */
  readonly entity: { readonly kind: CheckEntityKind; readonly id: string };
  /** False where its individual or company is marked as not relevant: then it counts for nothing. */
  readonly is_relevant: boolean;
  /** The contact neither sees nor completes an internal check. */
  readonly is_internal: boolean;
  readonly status: CheckStatus;
  readonly subtype: string | null;
  /** Of a document check alone. */
  readonly document_type_key: string | null;
  /** The last day, UTC, on which the approval holds; null: it does not expire. */
  readonly expiration_date: string | null;
  readonly result: CheckResult | null;
  readonly review: CheckReview;
  /** What the check may decide without a reviewer. */
  readonly automatic: { readonly approval: boolean; readonly rejection: boolean };
  /** What `data` shows beside result, review and hits; its shape is that of the type. */
  readonly details: CheckDetails;
  /** Of a document check alone: the files that it is made of. */
  readonly file_ids: readonly string[] | null;
  /** Of an AML check alone. */
  readonly hits: readonly AmlHit[] | null;
  readonly last_activity_at: string;
}

export type CheckType = (typeof checkTypes)[number];

/** In progress: the contact has to act. Processing: a vendor has. */
export type CheckStatus = (typeof checkStatuses)[number];

export type CheckEntityKind = 'individual' | 'company';
export type CheckResult = 'approved' | 'rejected' | 'error';

/** Plain JSON by the names of its parts; parts that are objects are merged with what is reported of them. */
export type CheckDetails = Readonly<Record<string, unknown>>;

/** Of a check or of a hit; all null until somebody has decided. */
export interface CheckReview {
  readonly comment: string | null;
  readonly reviewed_at: string | null;
  readonly reviewer_type: 'user' | 'system' | 'api' | null;
  readonly user: NestedUser | null;
}

export const noReview: CheckReview = { comment: null, reviewed_at: null, reviewer_type: null, user: null };

export const hitListTypes = [
  'sanction',
  'warning',
  'fitness_probity',
  'pep',
  'adverse_media',
  'law_enforcement',
  'special_interest_categories',
  'regulatory_enforcement',
  'other_bodies',
] as const;

/** Somebody on a list who may be the person or company that was searched for. */
export interface AmlHit {
  readonly id: string;
  /** The vendor's, by which it is known again. */
  readonly hit_id: string;
  readonly name: string;
  readonly list_types: readonly (typeof hitListTypes)[number][];
  /** A potential match is open: nobody has reviewed it. */
  readonly status: 'potential_match' | 'false_positive' | 'true_positive';
  readonly review: CheckReview;
  readonly updated_by_monitoring_status: 'new' | 'updated' | 'removed' | null;
  readonly updated_by_monitoring_at: string | null;
}

export const checkKind: RecordKind<CheckDocument> = {
  name: 'check',
  listing: (document) => ({
    externalId: null,
    name: null,
    status: document.status,
    terms: {
      type: [document.type],
      individual_id: document.entity.kind === 'individual' ? [document.entity.id] : [],
      company_id: document.entity.kind === 'company' ? [document.entity.id] : [],
      is_internal: [String(document.is_internal)],
      is_relevant: [String(document.is_relevant)],
    },
    texts: null,
    lastActivityAt: Date.parse(document.last_activity_at),
    dueAt: expiresAt(document),
  }),
};

const dayMs = 86_400_000;

/**
 * When the approval ceases to hold, in milliseconds since the epoch: with the end of its expiration date, UTC. Null
 * for a check without such a date, and for one that is not approved, an expired one among them.
 */
export function expiresAt({ status, expiration_date: date }: CheckDocument): number | null {
  return status === 'approved' && date !== null ? Date.parse(date) + dayMs : null;
}
