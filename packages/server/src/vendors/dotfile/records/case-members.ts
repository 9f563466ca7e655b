import type { RecordKind, StoredRecord } from '../../../domain/record.ts';
import type { CheckState } from './case-derived.ts';

/** What a case holds, as its API and its events show it. */
export interface CaseMembers {
  readonly individuals: readonly object[];
  readonly companies: readonly object[];
  /** What the case's flags are derived from. */
  readonly checks: readonly CheckState[];
}

/** The kinds of members that an image of a case is made of: every change of a case reads them. */
export const caseMemberKinds: readonly RecordKind<never>[] = [];

/** The members of one case, given all records that it holds of `caseMemberKinds`. */
export function caseMembers(_members: readonly StoredRecord[]): CaseMembers {
  return { individuals: [], companies: [], checks: [] };
}
