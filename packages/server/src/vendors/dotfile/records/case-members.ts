import { ofKind, type RecordKind, type StoredRecord } from '../../../domain/record.ts';
import type { CheckState } from './case-derived.ts';
import { checkSummary } from './checks/check-image.ts';
import { checkKind } from './checks/check-record.ts';
import { companyImage } from './company-image.ts';
import { companyKind } from './company-record.ts';
import { documentOrderKind, documentOrderResource } from './document-order-record.ts';
import type { Held } from './entity-held.ts';
import { individualImage } from './individual-image.ts';
import { individualKind } from './individual-record.ts';

/** What a case holds, as its API and its events show it. */
export interface CaseMembers {
  readonly individuals: readonly object[];
  readonly companies: readonly object[];
  /** What the case's flags are derived from: not those of whom or what is not relevant. */
  readonly checks: readonly CheckState[];
}

/** The kinds of members that an image of a case is made of: every change of a case reads them. */
export const caseMemberKinds: readonly RecordKind<never>[] = [
  individualKind,
  companyKind,
  checkKind,
  documentOrderKind,
];

/** How much of the members an image shows. */
export interface MembersView {
  readonly notRelevant: boolean;
  readonly internalChecks: boolean;
}

/** What a case shows unless asked otherwise, and in its events. */
export const usualView: MembersView = { notRelevant: false, internalChecks: true };

/** The members of one case, oldest first, given all records that it holds of `caseMemberKinds`. */
export function caseMembers(members: readonly StoredRecord[], view: MembersView = usualView): CaseMembers {
  return {
    individuals: ofKind(members, individualKind)
      .filter(({ document }) => view.notRelevant || document.is_relevant)
      .map((record) => individualImage(record, heldBy(record.id, members, view))),
    companies: ofKind(members, companyKind)
      .filter(({ document }) => view.notRelevant || document.is_relevant)
      .map((record) => companyImage(record, heldBy(record.id, members, view))),
    checks: relevantChecks(members),
  };
}

function relevantChecks(members: readonly StoredRecord[]): readonly CheckState[] {
  const entities = [...ofKind(members, individualKind), ...ofKind(members, companyKind)];
  const relevant = new Set(entities.filter(({ document }) => document.is_relevant).map(({ id }) => id));
  return ofKind(members, checkKind)
    .filter(({ document }) => relevant.has(document.entity.id))
    .map(({ document }) => document);
}

/** What of the case's members an individual or a company holds. */
export function heldBy(
  entityId: string,
  members: readonly StoredRecord[],
  view: Pick<MembersView, 'internalChecks'> = usualView,
): Held {
  const checks = ofKind(members, checkKind)
    .filter(
      ({ parentId, document }) => parentId === entityId && (view.internalChecks || !document.is_internal),
    )
    .map(checkSummary);
  const documentOrders = ofKind(members, documentOrderKind)
    .filter(({ parentId }) => parentId === entityId)
    .map(documentOrderResource);
  return { checks, documentOrders };
}
