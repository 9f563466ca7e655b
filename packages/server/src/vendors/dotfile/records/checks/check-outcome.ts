/** What a decision about a check comes to. */
import type { ChangeMoment } from '../../../../domain/record.ts';
import { type Result, refused } from '../../../../domain/refusal.ts';
import type { CheckDocument, CheckReview, CheckStatus } from './check-record.ts';

export interface CheckOutcome {
  readonly document: CheckDocument;
  /** Null: the catalogue has no event for such a change. */
  readonly event: CheckEvent | null;
}

export type CheckEvent = 'Check.ReviewNeeded' | 'Check.Approved' | 'Check.Rejected' | 'Check.Expired';

/** By the API's caller or, where the check decides by itself, by the system. */
export function reviewBy(
  type: 'api' | 'system',
  comment: string | null,
  { at }: Pick<ChangeMoment, 'at'>,
): CheckReview {
  return { comment, reviewed_at: new Date(at).toISOString(), reviewer_type: type, user: null };
}

export function decided(
  document: CheckDocument,
  status: 'approved' | 'rejected',
  by: CheckReview,
): CheckOutcome {
  const event = status === 'approved' ? 'Check.Approved' : 'Check.Rejected';
  return { document: { ...document, status, review: by }, event };
}

export function isDecided(status: CheckStatus): boolean {
  return status === 'approved' || status === 'rejected' || status === 'expired';
}

/** The check's status does not allow what is asked. */
export function notNow(message: string): Result<never> {
  return refused('invalid_request', message, [{ path: 'status', message: 'Does not allow this.' }]);
}
