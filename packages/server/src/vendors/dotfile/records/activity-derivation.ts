/**
 * The activities of a change, derived from what it writes and tells: one for each thing that was done. A record that
 * is written without being told of counts as created, updated or deleted.
 */
import { z } from 'zod';
import type { Activity } from '../../../domain/activity.ts';
import {
  type ChangeMoment,
  isOfKind,
  type RecordChange,
  type RecordEvent,
  type RecordWrite,
  type StoredRecord,
} from '../../../domain/record.ts';
import type { Actor } from './activity-actor.ts';
import { checkDeeds } from './activity-checks.ts';
import { differencesOf, type PropertyChange } from './activity-differences.ts';
import type { ActivityContext, ActivityDocument } from './activity-record.ts';
import { isExtraActivityType } from './activity-types.ts';
import { addedTags, type Deed, deedsOf, removedTags } from './activity-verbs.ts';
import { type CaseDocument, caseKind } from './case-record.ts';
import { deletedCheck } from './checks/check-image.ts';
import { checkKind } from './checks/check-record.ts';
import { documentOrderKind } from './document-order-record.ts';
import { reportFileKind, reportKind } from './report-record.ts';

type Change = Pick<RecordChange<unknown>, 'writes' | 'events'>;
type DocumentActivity = Activity<ActivityDocument>;

/** Pure. All carry the change's millisecond, in the order in which its events are recorded. */
export function activitiesOf(
  change: Change,
  actor: Actor,
  moment: ChangeMoment,
): readonly DocumentActivity[] {
  return [
    ...activitiesTold(change, actor, moment),
    ...activitiesOnChecks(change, actor, moment),
    ...activitiesUntold(change, actor, moment),
  ];
}

/** Each deed once, though several events may tell of it. */
function activitiesTold({ writes, events }: Change, actor: Actor, moment: ChangeMoment): DocumentActivity[] {
  const activities = new Map<string, DocumentActivity>();
  for (const event of events) {
    const object = objectOf(event);
    for (const deed of deedsOf(event.draft.sub_type ?? event.draft.type)) {
      const key = `${deed.verb} ${deed.entity} ${object.id}`;
      const write = writes.find((candidate) => isAbout(deed, object, recordOf(candidate)));
      if (write === undefined || activities.has(key) || !isDone(deed, write)) continue;
      activities.set(key, activityOf(deed, write, object, actor, moment));
    }
  }
  return [...activities.values()];
}

function activitiesOnChecks({ writes }: Change, actor: Actor, moment: ChangeMoment): DocumentActivity[] {
  return writes.flatMap((write) =>
    checkDeeds(write).map(({ verb, entity, hitIds }) => {
      const object = objectOfRecord(recordOf(write));
      const activity = activityOf({ verb, entity, properties: [] }, write, object, actor, moment);
      const aml = hitIds.length === 0 ? {} : { aml_hit_ids: hitIds.join(',') };
      const check = { id: recordOf(write).id, type: object.type, subtype: object.subtype };
      return { ...activity, document: { ...activity.document, changes: null, context: { check, ...aml } } };
    }),
  );
}

function activitiesUntold(
  { writes, events }: Change,
  actor: Actor,
  moment: ChangeMoment,
): DocumentActivity[] {
  const told = new Set(events.map((event) => objectOf(event).id));
  return writes
    .filter((write) => {
      const { id, kind } = recordOf(write);
      if (told.has(id) || isWorkings(kind, write.action) || checkDeeds(write).length > 0) return false;
      return write.action !== 'update' || changesOf(write, null).length > 0;
    })
    .map((write) => {
      const deed = { verb: `${write.action}d`, entity: recordOf(write).kind, properties: null };
      return activityOf(deed, write, objectOfRecord(recordOf(write)), actor, moment);
    });
}

/** What an event's object says of itself: the ids and, of a check, its type. */
const toldObject = z.looseObject({
  id: z.string().nullable().catch(null),
  individual_id: z.string().nullable().catch(null),
  company_id: z.string().nullable().catch(null),
  type: z.string().catch(''),
  subtype: z.string().nullable().catch(null),
});
type ToldObject = z.infer<typeof toldObject>;
const noObject: ToldObject = { id: null, individual_id: null, company_id: null, type: '', subtype: null };

function objectOf({ draft }: RecordEvent): ToldObject {
  const parsed = toldObject.safeParse(draft.data);
  return parsed.success ? parsed.data : noObject;
}

/** As its event would tell of it. */
function objectOfRecord(record: StoredRecord): ToldObject {
  if (isOfKind(record, checkKind)) return toldObject.parse(deletedCheck(record));
  return noObject;
}

function recordOf(write: RecordWrite): StoredRecord {
  return write.action === 'delete' ? write.before : write.after;
}

/** A report's event names no id. */
function isAbout({ entity }: Deed, { id }: ToldObject, record: StoredRecord): boolean {
  return id === null ? record.kind === entity : record.id === id;
}

/** How a report comes about is nobody's doing: that it was asked for is, and its event tells of the rest. */
function isWorkings(kind: string, action: RecordWrite['action']): boolean {
  return kind === reportFileKind.name || (kind === reportKind.name && action !== 'create');
}

/** Of a change of tags, whether there are more, or fewer. */
function isDone({ verb }: Deed, write: RecordWrite): boolean {
  if (verb !== addedTags && verb !== removedTags) return true;
  if (write.action !== 'update' || !isOfKind(write.before, caseKind) || !isOfKind(write.after, caseKind)) {
    return false;
  }
  const [before, after] = [write.before.document.tags, write.after.document.tags];
  const [many, few] = verb === addedTags ? [after, before] : [before, after];
  return many.some((label) => !few.includes(label));
}

function activityOf(
  { verb, entity, properties }: Deed,
  write: RecordWrite,
  object: ToldObject,
  actor: Actor,
  moment: ChangeMoment,
): Activity<ActivityDocument> {
  const record = recordOf(write);
  const type = `${actor.type}__${verb}__${entity}`;
  const document: ActivityDocument = {
    case_id: caseIdOf(record),
    individual_id: entity === 'individual' ? record.id : object.individual_id,
    company_id: entity === 'company' ? record.id : companyIdOf(record, object),
    author_type: actor.type,
    author_id: actor.id,
    context: contextOf(entity, verb, record, object),
    changes: write.action === 'update' && entity !== reportKind.name ? changesOf(write, properties) : null,
  };
  return {
    id: moment.newId(),
    rootId: record.rootId,
    type,
    extra: isExtraActivityType(type),
    terms: termsOf(document),
    rootDeleted: write.action === 'delete' && record.id === record.rootId,
    document,
  };
}

/** A document order that is not told of is known by the company that holds it. */
function companyIdOf(record: StoredRecord, { company_id: told }: ToldObject): string | null {
  return told ?? (isOfKind(record, documentOrderKind) ? record.parentId : null);
}

/** Only cases hold other records. */
function caseIdOf(record: StoredRecord): string | null {
  return record.kind === caseKind.name || record.parentId !== null ? record.rootId : null;
}

function changesOf(
  write: Extract<RecordWrite, { action: 'update' }>,
  properties: readonly string[] | null,
): readonly PropertyChange[] {
  return differencesOf(write.before.document, write.after.document, properties);
}

function termsOf({ individual_id, company_id, author_id }: ActivityDocument) {
  const list = (id: string | null): readonly string[] => (id === null ? [] : [id]);
  return {
    individual_id: list(individual_id),
    company_id: list(company_id),
    author_id: list(author_id),
  };
}

function contextOf(entity: string, verb: string, record: StoredRecord, object: ToldObject): ActivityContext {
  if (isOfKind(record, caseKind)) return caseContext(verb, record.document);
  if (entity !== 'check') return {};
  return { check: { id: record.id, type: object.type, subtype: object.subtype } };
}

function caseContext(verb: string, { status, review, risk, template }: CaseDocument): ActivityContext {
  const decided = verb === 'updated_status' && review?.status === status;
  const reviewed = decided || verb === 'updated_review' || verb === 'confirmed_review';
  return {
    case: { status },
    ...(reviewed && review !== null
      ? {
          case_review: {
            id: review.id,
            status: review.status,
            comment: review.comment,
            next_review_at: review.next_review_at,
          },
        }
      : {}),
    ...(verb === 'updated_risk' && risk !== null
      ? { risk: { id: risk.id, level: risk.level, mode: risk.mode, comment: risk.comment } }
      : {}),
    ...(verb === 'updated_template' && template !== null ? { template } : {}),
  };
}
