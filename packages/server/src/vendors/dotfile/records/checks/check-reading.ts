import type { RecordReader } from '../../../../app/record-reader.ts';
import { isOfKind, ofKind, type StoredRecord } from '../../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../../domain/refusal.ts';
import { caseMemberKinds } from '../case-members.ts';
import { caseKind } from '../case-record.ts';
import { companyKind } from '../company-record.ts';
import type { EntityTree } from '../entity-reading.ts';
import { individualKind } from '../individual-record.ts';
import { idKeyOf } from '../record-key.ts';
import { type CheckDocument, type CheckEntityKind, type CheckType, checkKind } from './check-record.ts';

export function noSuchCheck(): Result<never> {
  return refused('not_found', 'There is no such check.');
}

/** Locks the case of a check; refuses not_found, also for a check of another type. `type` null: any. */
export async function lockCheck(
  reader: RecordReader,
  id: string,
  type: CheckType | null,
): Promise<Result<EntityTree<CheckDocument>>> {
  const tree = await reader.lock(checkKind, idKeyOf(id), caseMemberKinds);
  if (tree === null || (type !== null && tree.record.document.type !== type)) return noSuchCheck();
  const { record, root, members } = tree;
  if (!isOfKind(root, caseKind)) throw new Error(`The check ${id} is not held by a case.`);
  return accepted({ record, holder: root, members });
}

/** All images and events of a case have its checks. */
export const checksPerCaseMax = 1_000;

/** Locks the case of what a check is to be on; refuses with the name of the body's property. */
export async function lockSubject(
  reader: RecordReader,
  kind: CheckEntityKind,
  id: string,
): Promise<Result<EntityTree<unknown>>> {
  const tree =
    kind === 'individual'
      ? await reader.lock(individualKind, idKeyOf(id), caseMemberKinds)
      : await reader.lock(companyKind, idKeyOf(id), caseMemberKinds);
  if (tree === null) return invalid(`${kind}_id`, `There is no such ${kind}.`);
  // Whichever kind it was locked as, the rest does not depend on it.
  const record: StoredRecord = tree.record;
  const { root, members } = tree;
  if (!isOfKind(root, caseKind)) throw new Error(`The ${kind} ${id} is not held by a case.`);
  if (ofKind(members, checkKind).length >= checksPerCaseMax) {
    return invalid(`${kind}_id`, `Its case has ${checksPerCaseMax} checks, which is the most.`);
  }
  return accepted({ record, holder: root, members });
}

function invalid(path: string, message: string): Result<never> {
  return refused('validation_failed', 'The body is not valid.', [{ path, message }]);
}
