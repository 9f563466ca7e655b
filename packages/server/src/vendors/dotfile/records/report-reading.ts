import type { StoredActivity } from '../../../domain/activity.ts';
import { ofKind, type RecordKind, type StoredRecord } from '../../../domain/record.ts';
import { readActivityPage } from '../../../store/activities.ts';
import type { Database } from '../../../store/database.ts';
import { readDeliveryPage } from '../../../store/delivery-pages.ts';
import type { DeliveryDetail } from '../../../store/delivery-reading.ts';
import { readTree } from '../../../store/records.ts';
import type { CaseRecord } from './case-image.ts';
import { caseKind } from './case-record.ts';
import type { CheckRecord } from './checks/check-image.ts';
import { checkKind } from './checks/check-record.ts';
import { type CompanyRecord, companyKind } from './company-record.ts';
import { type DocumentOrderRecord, documentOrderKind } from './document-order-record.ts';
import { type IndividualRecord, individualKind } from './individual-record.ts';
import { type CommentRecord, commentKind, type NoteRecord, noteKind } from './note-record.ts';

/** Everything that a report says of a case, as it was read. Records oldest first. */
export interface ReportMatter {
  readonly holder: CaseRecord;
  readonly individuals: readonly IndividualRecord[];
  readonly companies: readonly CompanyRecord[];
  readonly checks: readonly CheckRecord[];
  readonly documentOrders: readonly DocumentOrderRecord[];
  readonly notes: readonly NoteRecord[];
  readonly comments: readonly CommentRecord[];
  /** Decisions on the case, oldest first; the newest `reviewsMax`. */
  readonly reviews: readonly StoredActivity[];
  /** Calls made about the case, oldest first; the newest `callsMax`. */
  readonly calls: readonly DeliveryDetail[];
  /** How many there are in all. */
  readonly callCount: number;
  /** Of the latest change of anything above, in milliseconds since the epoch. */
  readonly lastActivityAt: number;
}

export const reviewsMax = 100;
export const callsMax = 200;

const kinds: readonly RecordKind<never>[] = [
  individualKind,
  companyKind,
  checkKind,
  documentOrderKind,
  noteKind,
  commentKind,
];
const newestFirst = [{ field: 'created_at', descending: true }] as const;
const reviewTypes = ['updated_status', 'updated_review', 'confirmed_review'].flatMap((deed) => [
  `api__${deed}__case`,
  `system__${deed}__case`,
]);

/** Null where the case has gone. */
export async function readReportMatter(
  sql: Database,
  workspaceId: string,
  caseId: string,
): Promise<ReportMatter | null> {
  const names = kinds.map(({ name }) => name);
  const records = await readTree(sql, workspaceId, caseId, names);
  const [holder] = ofKind(records, caseKind);
  if (holder === undefined) return null;
  const reviews = await readActivityPage(
    sql,
    workspaceId,
    {
      conditions: [
        { kind: 'comparison', field: 'root_id', operator: 'eq', value: caseId },
        { kind: 'membership', field: 'type', operator: 'in', values: reviewTypes },
      ],
      sort: newestFirst,
      page: { number: 1, size: reviewsMax },
    },
    true,
  );
  const calls = await readDeliveryPage(sql, workspaceId, {
    conditions: [{ kind: 'comparison', field: 'subject.case_id', operator: 'eq', value: caseId }],
    sort: newestFirst,
    page: { number: 1, size: callsMax },
  });
  return {
    holder,
    individuals: ofKind(records, individualKind),
    companies: ofKind(records, companyKind),
    checks: ofKind(records, checkKind),
    documentOrders: ofKind(records, documentOrderKind),
    notes: ofKind(records, noteKind),
    comments: ofKind(records, commentKind),
    reviews: reviews.activities.toReversed(),
    calls: calls.deliveries.toReversed(),
    callCount: calls.count,
    lastActivityAt: lastActivityOf(holder, records),
  };
}

function lastActivityOf(holder: CaseRecord, records: readonly StoredRecord[]): number {
  return Math.max(Date.parse(holder.document.last_activity_at), ...records.map(({ updatedAt }) => updatedAt));
}
