/** What reviewers make of a check and of its hits, purely. */
import type { ChangeMoment } from '../../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../../domain/refusal.ts';
import { openHits, withReviewed } from './aml-hits.ts';
import type { CheckReviewInput, HitsReviewInput } from './check-input.ts';
import { type CheckOutcome, decided, isDecided, notNow, reviewBy } from './check-outcome.ts';
import type { CheckDocument, CheckStatus } from './check-record.ts';

export function reviewedCheck(
  before: CheckDocument,
  { action, comment = null, override = false }: CheckReviewInput,
  moment: ChangeMoment,
): Result<CheckOutcome> {
  const { status } = before;
  const again = override && (status === 'approved' || status === 'rejected');
  if (status !== 'need_review' && !again) return notNow(whyNoReview(status));
  const open = openHits(before.hits ?? []).length;
  if (open > 0) {
    const message = `${open} of the check's hits are still in status potential_match: review all hits before the check.`;
    return refused('validation_failed', message, [{ path: 'data.hits', message: 'Not all are reviewed.' }]);
  }
  const decision = action === 'approve' ? 'approved' : 'rejected';
  return accepted(decided({ ...before, result: decision }, decision, reviewBy('api', comment, moment)));
}

/** The check itself stays in review: a decision on it is its own request. */
export function reviewedHits(
  before: CheckDocument,
  { action, comment = null, hit_ids }: HitsReviewInput,
  moment: ChangeMoment,
): Result<CheckOutcome> {
  if (isDecided(before.status)) {
    return notNow(`The check is ${before.status} already: its hits are not reviewed any more.`);
  }
  const hits = before.hits ?? [];
  const known = new Set(hits.map(({ id }) => id));
  const strange = hit_ids.find((id) => !known.has(id));
  if (strange !== undefined) {
    const detail = { path: 'hit_ids', message: `The check has no hit ${strange}.` };
    return refused('validation_failed', 'The body is not valid.', [detail]);
  }
  const status = action === 'confirm' ? 'true_positive' : 'false_positive';
  const reviewed = withReviewed(hits, new Set(hit_ids), { status, comment }, moment);
  return accepted({ document: { ...before, hits: reviewed }, event: null });
}

function whyNoReview(status: CheckStatus): string {
  switch (status) {
    case 'approved':
    case 'rejected':
      return `The check is ${status} already: set override to true to review it again.`;
    case 'expired':
      return 'The check is expired: start a new one.';
    case 'in_progress':
    case 'processing':
    case 'need_review':
      return `The check is ${status}: it is reviewed once it is in status need_review.`;
  }
}
