import {
  type ChangeMoment,
  changed,
  ofKind,
  type RecordWrite,
  type StoredRecord,
  update,
} from '../../../../domain/record.ts';
import { checkKind } from './check-record.ts';

/**
 * What marking an individual or a company as relevant or not is for its checks, by which lists find them or leave them
 * out. Nothing is told of it, and `updatedAt` stays: the check itself is as it was.
 */
export function relevanceWrites(
  members: readonly StoredRecord[],
  entityId: string,
  isRelevant: boolean,
  moment: ChangeMoment,
): readonly RecordWrite[] {
  return ofKind(members, checkKind)
    .filter(({ document }) => document.entity.id === entityId && document.is_relevant !== isRelevant)
    .map((before) => {
      const after = changed(before, { ...before.document, is_relevant: isRelevant }, moment);
      return update(checkKind, before, { ...after, updatedAt: before.updatedAt });
    });
}
