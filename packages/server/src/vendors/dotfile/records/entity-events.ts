import { isDeepStrictEqual } from 'node:util';
import type { RecordEvent, StoredRecord } from '../../../domain/record.ts';
import { type CaseRecord, caseInContext } from './case-image.ts';
import type { EntityTeller } from './entity-kind.ts';
import type { EntityDocument } from './entity-record.ts';

type Told = Pick<EntityTeller<never>, 'eventName' | 'subjectName'>;

/** The event of an individual or a company that was added to `holder`, the case as it then is. */
export function entityCreated(
  told: Told,
  record: StoredRecord,
  image: object,
  holder: CaseRecord,
): RecordEvent {
  return entityEvent(told, record, `${told.eventName}.Created`, image, holder);
}

/** The one event of a deletion: nothing is told of what the record held. */
export function entityDeleted(
  told: Told,
  record: StoredRecord,
  stub: object,
  holder: CaseRecord,
): RecordEvent {
  return entityEvent(told, record, `${told.eventName}.Deleted`, stub, holder);
}

/** The events of a change: one for each group of properties that it touched, all with the same after-image. */
export function entityUpdated(
  told: Told,
  before: StoredRecord<EntityDocument>,
  after: StoredRecord<EntityDocument>,
  image: object,
  holder: CaseRecord,
): readonly RecordEvent[] {
  return touchedGroups(before.document, after.document).map((group) =>
    entityEvent(told, after, `${told.eventName}.Updated`, image, holder, `${told.eventName}.${group}`),
  );
}

type Group = 'InfoUpdated' | 'MarkedAsRelevant' | 'MarkedAsNotRelevant';

/** Activity alone touches no group. */
export function touchedGroups(before: EntityDocument, after: EntityDocument): readonly Group[] {
  const groups: Group[] = [];
  const { is_relevant, last_activity_at } = before;
  if (!isDeepStrictEqual(before, { ...after, is_relevant, last_activity_at })) groups.push('InfoUpdated');
  if (is_relevant !== after.is_relevant) {
    groups.push(after.is_relevant ? 'MarkedAsRelevant' : 'MarkedAsNotRelevant');
  }
  return groups;
}

function entityEvent(
  { subjectName }: Told,
  { id }: StoredRecord,
  type: string,
  data: object,
  holder: CaseRecord,
  subType?: string,
): RecordEvent {
  return {
    draft: { type, sub_type: subType, context: { case: caseInContext(holder) }, data },
    subject: { case_id: holder.id, [subjectName]: id },
  };
}
