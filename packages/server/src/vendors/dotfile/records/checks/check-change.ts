/** What all changes of checks have in common: the check, what follows for its case, and the events of both. */
import { isDeepStrictEqual } from 'node:util';
import {
  type ChangeMoment,
  changed,
  creation,
  deletion,
  type RecordChange,
  type RecordEvent,
  type RecordWrite,
  type StoredRecord,
  unchanged,
  update,
} from '../../../../domain/record.ts';
import { type CaseRecord, caseInContext } from '../case-image.ts';
import { changeEntities } from '../entity-change.ts';
import type { CaseAround, EntityTree } from '../entity-reading.ts';
import { type CheckRecord, checkImage, deletedCheck } from './check-image.ts';
import type { CheckEvent, CheckOutcome } from './check-outcome.ts';
import { type CheckDocument, checkKind } from './check-record.ts';
import { subjectInContext } from './check-subject.ts';

/** `also`: what has to be written before the check. */
export function startedChange(
  around: CaseAround,
  record: CheckRecord,
  moment: ChangeMoment,
  also: readonly RecordWrite[],
): RecordChange<CheckRecord> {
  const events: EventName[] = ['Check.Started'];
  if (record.document.status === 'need_review') events.push('Check.ReviewNeeded');
  const change = aroundCheck(around, creation(checkKind, record), record, events, moment);
  return { events: change.events, writes: [...also, ...change.writes], value: record };
}

/** Nothing is written or told where the document came back as it was; else its last activity is now. */
export function outcomeChange(
  tree: EntityTree<CheckDocument>,
  { document, event }: CheckOutcome,
  moment: ChangeMoment,
): RecordChange<CheckRecord> {
  const before = tree.record;
  if (isDeepStrictEqual(before.document, document)) return unchanged(before);
  const active = { ...document, last_activity_at: new Date(moment.at).toISOString() };
  const after = changed(before, active, moment);
  const events = event === null ? [] : [event];
  return { ...aroundCheck(tree, update(checkKind, before, after), after, events, moment), value: after };
}

export function deletedChange(tree: EntityTree<CheckDocument>, moment: ChangeMoment): RecordChange<null> {
  const { record } = tree;
  return { ...aroundCheck(tree, deletion(record), record, ['Check.Deleted'], moment), value: null };
}

type EventName = CheckEvent | 'Check.Started' | 'Check.Deleted';

/** The check is told of first, in the context of the case as it then is. */
function aroundCheck(
  { holder, members }: CaseAround,
  write: RecordWrite,
  check: CheckRecord,
  events: readonly EventName[],
  moment: ChangeMoment,
): Omit<RecordChange<unknown>, 'value'> {
  const subject = members.find(({ id }) => id === check.parentId);
  if (subject === undefined) throw new Error(`The check ${check.id} is on nothing.`);
  const told = (_: unknown, inCase: CaseRecord) =>
    events.map((event) => checkEvent(event, check, inCase, subject));
  return changeEntities(holder, members, [{ write, events: told }], moment);
}

function checkEvent(
  type: EventName,
  check: CheckRecord,
  inCase: CaseRecord,
  subject: StoredRecord,
): RecordEvent {
  const data = type === 'Check.Deleted' ? deletedCheck(check) : checkImage(check);
  const { kind, id } = check.document.entity;
  return {
    draft: { type, data, context: { case: caseInContext(inCase), ...subjectInContext(subject) } },
    subject: { case_id: inCase.id, [`${kind}_id`]: id },
  };
}
