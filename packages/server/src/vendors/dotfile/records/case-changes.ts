/** The changes of a case, each one transaction: what it reads, what it decides, what it answers. */
import type { ChangeRecords } from '../../../app/change-records.ts';
import {
  type ChangeMoment,
  creation,
  deletion,
  newRoot,
  type RecordChange,
  unchanged,
} from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { type CaseTree, caseChange } from './case-change.ts';
import { createdCase, patchedCase, reviewedCase, riskedCase } from './case-decisions.ts';
import { caseCreated, caseDeleted } from './case-events.ts';
import { type CaseRecord, caseImage } from './case-image.ts';
import type { CaseCreate, CaseUpdate, ReviewCreate, RiskCreate } from './case-input.ts';
import { type CaseMembers, caseMembers } from './case-members.ts';
import { checkExternalId, lockCase, readAttached } from './case-reading.ts';
import { type CaseDocument, caseKind, isReviewDue } from './case-record.ts';
import { newTags } from './case-tags.ts';
import { nestedEntities } from './entity-nesting.ts';

export interface CreatedCase {
  readonly record: CaseRecord;
  /** What it was created with. */
  readonly members: CaseMembers;
}

export function createCase(
  changeRecords: ChangeRecords,
  workspaceId: string,
  input: CaseCreate,
): Promise<Result<CreatedCase>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const free = await checkExternalId(reader, input.external_id, null);
      if (!free.ok) return free;
      return readAttached(reader, input);
    },
    decide(attached, moment) {
      const record = newRoot(caseKind, moment, createdCase(input, attached, moment));
      const nested = nestedEntities(input, record, moment);
      if (!nested.ok) return nested;
      const { members, changes } = nested.value;
      const tagWrites = newTags(attached.tags?.missing ?? [], moment).writes;
      return accepted({
        writes: [...tagWrites, creation(caseKind, record), ...changes.map(({ write }) => write)],
        events: [
          caseCreated(caseImage(record, caseMembers(members))),
          ...changes.flatMap(({ events }) => events(members, record)),
        ],
        value: { record, members: caseMembers(members) },
      });
    },
  });
}

export function patchCase(
  changeRecords: ChangeRecords,
  workspaceId: string,
  key: string,
  patch: CaseUpdate,
): Promise<Result<CaseRecord>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const tree = await lockCase(reader, key);
      if (!tree.ok) return tree;
      const free = await checkExternalId(reader, patch.external_id, tree.value.record.id);
      if (!free.ok) return free;
      const attached = await readAttached(reader, patch);
      if (!attached.ok) return attached;
      return accepted({ tree: tree.value, attached: attached.value });
    },
    decide({ tree, attached }, moment) {
      const document = patchedCase(tree.record.document, patch, attached, moment);
      const { writes } = newTags(attached.tags?.missing ?? [], moment);
      return accepted(changeOf(tree, document, moment, writes));
    },
  });
}

export function deleteCase(
  changeRecords: ChangeRecords,
  workspaceId: string,
  key: string,
): Promise<Result<null>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockCase(reader, key),
    decide: ({ record }) =>
      accepted({ writes: [deletion(record)], events: [caseDeleted(record)], value: null }),
  });
}

/** If the periodic review has come due without having been told of, that is told first. */
export async function reviewCase(
  changeRecords: ChangeRecords,
  workspaceId: string,
  key: string,
  input: ReviewCreate,
): Promise<Result<CaseRecord>> {
  for (let tries = 0; tries < reviewTriesMax; tries++) {
    const told = await tellReviewDue(changeRecords, workspaceId, key);
    if (!told.ok) return told;
    const reviewed = await changeRecords(workspaceId, {
      read: (reader) => lockCase(reader, key),
      decide(tree, moment): Result<RecordChange<CaseRecord | null>> {
        const { document } = tree.record;
        const { dueAt } = caseKind.listing(document);
        // Somebody else's review came between the two, and its date has passed as well.
        if (dueAt !== null && dueAt <= moment.at) return accepted(unchanged(null));
        return accepted(changeOf(tree, reviewedCase(document, input, moment), moment));
      },
    });
    if (!reviewed.ok) return reviewed;
    if (reviewed.value !== null) return accepted(reviewed.value);
  }
  return refused('unavailable', 'Others review the same case at this moment. Try again.');
}

/** Each try more is for a review that came between. */
const reviewTriesMax = 50;

export function riskCase(
  changeRecords: ChangeRecords,
  workspaceId: string,
  key: string,
  input: RiskCreate,
): Promise<Result<CaseRecord>> {
  return changeDocument(changeRecords, workspaceId, key, (document, moment) =>
    accepted(riskedCase(document, input, moment)),
  );
}

/** The clock's change: tells once for each date that it has come. Nothing where it has not, or was told of. */
export function tellReviewDue(
  changeRecords: ChangeRecords,
  workspaceId: string,
  key: string,
): Promise<Result<CaseRecord>> {
  return changeDocument(changeRecords, workspaceId, key, (document, { at }) =>
    accepted(
      isReviewDue(document, at)
        ? { ...document, review_due_told: document.review?.next_review_at ?? null }
        : document,
    ),
  );
}

function changeDocument(
  changeRecords: ChangeRecords,
  workspaceId: string,
  key: string,
  become: (document: CaseDocument, moment: ChangeMoment) => Result<CaseDocument>,
): Promise<Result<CaseRecord>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockCase(reader, key),
    decide(tree, moment) {
      const document = become(tree.record.document, moment);
      return document.ok ? accepted(changeOf(tree, document.value, moment)) : document;
    },
  });
}

function changeOf(
  tree: CaseTree,
  document: CaseDocument,
  moment: ChangeMoment,
  writes: RecordChange<null>['writes'] = [],
): RecordChange<CaseRecord> {
  return caseChange(tree.record, document, caseMembers(tree.members), moment, { writes, events: [] });
}
