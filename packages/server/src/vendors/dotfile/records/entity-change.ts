/**
 * What all changes of individuals and companies have in common: from the records that decisions made to writes and
 * events. The case takes part: what is derived from its checks follows, and its last activity is now. That alone is no
 * change of the case, so that its `updatedAt` stays and no event of its own tells of it.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  type ChangeMoment,
  changed,
  creation,
  deletion,
  type RecordEvent,
  type RecordWrite,
  type StoredRecord,
  update,
} from '../../../domain/record.ts';
import { caseChange } from './case-change.ts';
import { isoTime } from './case-decisions.ts';
import { withDerived } from './case-derived.ts';
import type { CaseRecord } from './case-image.ts';
import { caseMembers, heldBy } from './case-members.ts';
import { caseKind } from './case-record.ts';
import { entityCreated, entityDeleted, entityUpdated } from './entity-events.ts';
import type { EntityTeller } from './entity-kind.ts';
import type { EntityDocument } from './entity-record.ts';

/** What happens to one individual or company. */
export interface EntityChange {
  readonly write: RecordWrite;
  /** Told of once the case and all its members are as the change leaves them. */
  readonly events: (members: readonly StoredRecord[], holder: CaseRecord) => readonly RecordEvent[];
}

export interface WritesAndEvents {
  readonly writes: readonly RecordWrite[];
  readonly events: readonly RecordEvent[];
}

/** `members` are those of the case before the changes, and of all kinds that its image shows. */
export function changeEntities(
  holder: CaseRecord,
  members: readonly StoredRecord[],
  changes: readonly EntityChange[],
  moment: ChangeMoment,
): WritesAndEvents {
  if (changes.length === 0) return { writes: [], events: [] };
  const after = membersAfter(members, changes);
  const shown = caseMembers(after);
  const derived = withDerived(holder.document, shown.checks);
  const active = { ...holder, document: { ...derived, last_activity_at: isoTime(moment.at) } };
  const also = {
    writes: changes.map(({ write }) => write),
    events: changes.flatMap(({ events }) => events(after, active)),
  };
  if (!isDeepStrictEqual(derived, holder.document)) return caseChange(holder, derived, shown, moment, also);
  const activity = { ...changed(holder, active.document, moment), updatedAt: holder.updatedAt };
  return { ...also, writes: [...also.writes, update(caseKind, holder, activity)] };
}

export function entityCreation<Document extends EntityDocument>(
  told: EntityTeller<Document>,
  after: StoredRecord<Document>,
): EntityChange {
  return {
    write: creation(told.kind, after),
    events: (members, holder) => [
      entityCreated(told, after, told.image(after, heldBy(after.id, members)), holder),
    ],
  };
}

/** Null where the document says the same as before. */
export function entityUpdate<Document extends EntityDocument>(
  told: EntityTeller<Document>,
  before: StoredRecord<Document>,
  document: Document,
  moment: ChangeMoment,
): (EntityChange & { readonly after: StoredRecord<Document> }) | null {
  if (isDeepStrictEqual(before.document, document)) return null;
  const after = changed(before, { ...document, last_activity_at: isoTime(moment.at) }, moment);
  return {
    after,
    write: update(told.kind, before, after),
    events: (members, holder) =>
      entityUpdated(told, before, after, told.image(after, heldBy(after.id, members)), holder),
  };
}

export function entityDeletion<Document extends EntityDocument>(
  told: EntityTeller<Document>,
  before: StoredRecord<Document>,
): EntityChange {
  return {
    write: deletion(before),
    events: (_, holder) => [entityDeleted(told, before, told.stub(before), holder)],
  };
}

/** The members of the case once the changes are written, oldest first. */
export function membersAfter(
  members: readonly StoredRecord[],
  changes: readonly Pick<EntityChange, 'write'>[],
): readonly StoredRecord[] {
  let now = members;
  for (const { write } of changes) now = membersWith(now, write);
  return now;
}

function membersWith(members: readonly StoredRecord[], write: RecordWrite): readonly StoredRecord[] {
  switch (write.action) {
    case 'create':
      return [...members, write.after];
    case 'update':
      return members.map((member) => (member.id === write.after.id ? write.after : member));
    case 'delete':
      return without(members, write.before.id);
  }
}

/** With all that it holds, however deep. What is held is younger than what holds it. */
function without(members: readonly StoredRecord[], id: string): readonly StoredRecord[] {
  const gone = new Set([id]);
  for (const member of members) {
    if (member.parentId !== null && gone.has(member.parentId)) gone.add(member.id);
  }
  return members.filter((member) => !gone.has(member.id));
}
