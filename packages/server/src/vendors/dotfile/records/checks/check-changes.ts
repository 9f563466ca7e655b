/** The changes of a check, each one transaction: what it reads, what it decides, what it answers. */
import type { ChangeRecords } from '../../../../app/change-records.ts';
import {
  type ChangeMoment,
  creation,
  newMember,
  newRoot,
  type RecordWrite,
  type StoredRecord,
} from '../../../../domain/record.ts';
import { accepted, type Result } from '../../../../domain/refusal.ts';
import type { EntityTree } from '../entity-reading.ts';
import { deletedChange, outcomeChange, startedChange } from './check-change.ts';
import { expiredCheck, removable, startedCheck, withFiles } from './check-decisions.ts';
import type { CheckRecord } from './check-image.ts';
import type { CheckCreate } from './check-input.ts';
import type { CheckOutcome } from './check-outcome.ts';
import { lockCheck, lockSubject } from './check-reading.ts';
import { type CheckDocument, type CheckType, checkKind } from './check-record.ts';
import type { CheckTypeRules } from './check-type.ts';
import {
  type DocumentTypeDocument,
  documentTypeImage,
  documentTypeKind,
  documentTypeNamed,
} from './document-type-record.ts';

interface StartKnown {
  readonly tree: EntityTree<unknown>;
  /** What has the body's key, if it names one. */
  readonly documentType: StoredRecord<DocumentTypeDocument> | null;
}

/** A document type that is not there yet is created with the check. */
export function startCheck(
  changeRecords: ChangeRecords,
  workspaceId: string,
  rules: CheckTypeRules,
  input: CheckCreate,
): Promise<Result<CheckRecord>> {
  const { documentTypeKey: key } = input.settings;
  return changeRecords<StartKnown, CheckRecord>(workspaceId, {
    async read(reader) {
      const { kind, id } = input.entity;
      const tree = await lockSubject(reader, kind, id);
      if (!tree.ok) return tree;
      const known = key === null ? [] : await reader.findByExternalIds(documentTypeKind, [key]);
      return accepted({ tree: tree.value, documentType: known[0] ?? null });
    },
    decide({ tree, documentType }, moment) {
      const named = documentType === null && key !== null ? newDocumentType(key, moment) : documentType;
      const also: RecordWrite[] =
        named !== null && documentType === null ? [creation(documentTypeKind, named)] : [];
      const image = named === null ? null : documentTypeImage(named);
      const started = startedCheck(rules, input.settings, tree.record, image, moment);
      const outcome =
        input.files === null ? accepted({ document: started }) : withFiles(started, input.files, moment);
      if (!outcome.ok) return outcome;
      const record = newMember(checkKind, tree.record, moment, outcome.value.document);
      return accepted(startedChange(tree, record, moment, also));
    },
  });
}

/** `type` null: a check of any type. `become` decides what it becomes. */
export function changeCheck(
  changeRecords: ChangeRecords,
  workspaceId: string,
  { id, type }: { readonly id: string; readonly type: CheckType | null },
  become: (document: CheckDocument, moment: ChangeMoment) => Result<CheckOutcome>,
): Promise<Result<CheckRecord>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockCheck(reader, id, type),
    decide(tree, moment) {
      const outcome = become(tree.record.document, moment);
      return outcome.ok ? accepted(outcomeChange(tree, outcome.value, moment)) : outcome;
    },
  });
}

/** The clock's change: tells once that the approval has ended. Nothing where it has not, or was told of. */
export function expireCheck(
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
): Promise<Result<CheckRecord>> {
  return changeCheck(changeRecords, workspaceId, { id, type: null }, expiredCheck);
}

export function deleteCheck(
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
): Promise<Result<null>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockCheck(reader, id, null),
    decide(tree, moment) {
      const allowed = removable(tree.record.document);
      return allowed.ok ? accepted(deletedChange(tree, moment)) : allowed;
    },
  });
}

function newDocumentType(key: string, moment: ChangeMoment): StoredRecord<DocumentTypeDocument> {
  return newRoot(documentTypeKind, moment, documentTypeNamed(key));
}
