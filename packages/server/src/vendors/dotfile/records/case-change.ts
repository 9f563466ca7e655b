/** What all changes of a case have in common: from the document that a decision made to records, events and answer. */
import { isDeepStrictEqual } from 'node:util';
import type { RecordTree } from '../../../app/record-reader.ts';
import {
  type ChangeMoment,
  changed,
  type RecordChange,
  type RecordEvent,
  type RecordWrite,
  unchanged,
  update,
} from '../../../domain/record.ts';
import { caseEvents } from './case-events.ts';
import { type CaseRecord, caseImage } from './case-image.ts';
import type { CaseMembers } from './case-members.ts';
import { type CaseDocument, caseKind } from './case-record.ts';

export type CaseTree = RecordTree<CaseDocument>;

/**
 * The case becomes `document`, and its last activity is now; a document that says the same is no change. `members` are
 * the case's as they are after the change; `writes` and `events` are what else belongs to the change, written before
 * the case and told of before it: a check, and what happened to it.
 */
export function caseChange(
  before: CaseRecord,
  document: CaseDocument,
  members: CaseMembers,
  moment: ChangeMoment,
  also: { readonly writes: readonly RecordWrite[]; readonly events: readonly RecordEvent[] } = nothing,
): RecordChange<CaseRecord> {
  if (isDeepStrictEqual(before.document, document)) {
    return also.writes.length === 0 ? unchanged(before) : { ...also, value: before };
  }
  const active = { ...document, last_activity_at: new Date(moment.at).toISOString() };
  const after = changed(before, active, moment);
  const image = caseImage(after, members);
  return {
    writes: [...also.writes, update(caseKind, before, after)],
    events: [...also.events, ...caseEvents(before.document, active, image, moment.at)],
    value: after,
  };
}

const nothing = { writes: [], events: [] };
