import { caseFlags } from '@belfry/dialects/dotfile';
import type { CaseDocument, CaseFlag } from './case-record.ts';

/** What of a check matters to its case. */
export interface CheckState {
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  /** The contact neither sees nor completes an internal check. */
  readonly is_internal: boolean;
}

export type Derived = Pick<CaseDocument, 'flags' | 'contact_has_actions' | 'reviewer_has_actions'>;

/**
 * What follows for a case from its checks. `flagsBefore` matters for one flag alone: a first collection that was
 * completed stays so, and what is asked of the contact from then on is a recollection.
 *
 * - The contact has to act where a check that is not internal is in progress, the reviewer where one needs review.
 * - The first collection is completed as soon as there are checks and none of them waits for the contact.
 */
export function derivedFrom(checks: readonly CheckState[], flagsBefore: readonly CaseFlag[]): Derived {
  const contactHasActions = checks.some((check) => check.status === 'in_progress' && !check.is_internal);
  const reviewerHasActions = checks.some((check) => check.status === 'need_review');
  const collectedBefore = flagsBefore.includes('first_collect_completed');
  const raised: Readonly<Record<CaseFlag, boolean>> = {
    all_checks_approved: checks.length > 0 && checks.every((check) => check.status === 'approved'),
    for_review: reviewerHasActions,
    for_first_collect: contactHasActions && !collectedBefore,
    for_recollection: contactHasActions && collectedBefore,
    first_collect_completed: collectedBefore || (checks.length > 0 && !contactHasActions),
  };
  return {
    flags: caseFlags.filter((flag) => raised[flag]),
    contact_has_actions: contactHasActions,
    reviewer_has_actions: reviewerHasActions,
  };
}

/** The case with what follows from its checks. */
export function withDerived(document: CaseDocument, checks: readonly CheckState[]): CaseDocument {
  return { ...document, ...derivedFrom(checks, document.flags) };
}
