import { isDeepStrictEqual } from 'node:util';
import type { RecordEvent } from '../../../domain/record.ts';
import { type CaseImage, type CaseRecord, deletedCase } from './case-image.ts';
import { type CaseDocument, isReviewDue } from './case-record.ts';

/** A group of properties, and the sub-event that tells of it. */
interface Group {
  readonly subType: string;
  readonly properties: readonly (keyof CaseDocument)[];
}

/** In the order in which their events are recorded. */
const groups: readonly Group[] = [
  { subType: 'Case.StatusUpdated', properties: ['status'] },
  { subType: 'Case.FlagsUpdated', properties: ['flags'] },
  { subType: 'Case.InfoUpdated', properties: ['name', 'external_id', 'custom_properties'] },
  { subType: 'Case.TemplateUpdated', properties: ['template'] },
  { subType: 'Case.RiskUpdated', properties: ['risk'] },
  { subType: 'Case.MetadataUpdated', properties: ['metadata'] },
  { subType: 'Case.TagsUpdated', properties: ['tags'] },
  { subType: 'Case.AssigneeUpdated', properties: ['assignee'] },
  { subType: 'Case.ContactHasActionsUpdated', properties: ['contact_has_actions'] },
  { subType: 'Case.ReviewerHasActionsUpdated', properties: ['reviewer_has_actions'] },
];

/**
 * The events of a change: one for each group of properties that it touched, then those of the periodic review and of
 * the client portal; all with the same after-image. `after` is what `image` shows; `at` is the time of the change.
 */
export function caseEvents(
  before: CaseDocument,
  after: CaseDocument,
  image: CaseImage,
  at: number,
): readonly RecordEvent[] {
  const subTypes = groups
    .filter(({ properties }) => properties.some((name) => !isDeepStrictEqual(before[name], after[name])))
    .map(({ subType }) => subType);
  const types = [...reviewEvents(before, after, at), ...portalEvents(before, after)];
  // A second decision like the first touches no group: what it changed is the review itself.
  const silent = subTypes.length === 0 && types.length === 0;
  if (silent && before.review?.id !== after.review?.id) types.push('Case.ReviewUpdated');
  return [
    ...subTypes.map((subType) => caseEvent('Case.Updated', image, subType)),
    ...types.map((type) => caseEvent(type, image)),
  ];
}

export function caseCreated(image: CaseImage): RecordEvent {
  return caseEvent('Case.Created', image);
}

/** The one event of a deletion: nothing is told of what the case held. */
export function caseDeleted(record: CaseRecord): RecordEvent {
  return { draft: { type: 'Case.Deleted', data: deletedCase(record) }, subject: { case_id: record.id } };
}

function caseEvent(type: string, image: CaseImage, subType?: string): RecordEvent {
  return { draft: { type, sub_type: subType, data: image }, subject: { case_id: image.id } };
}

function reviewEvents(before: CaseDocument, after: CaseDocument, at: number): string[] {
  const types: string[] = [];
  const nextBefore = before.review?.next_review_at ?? null;
  const nextAfter = after.review?.next_review_at ?? null;
  if (nextBefore !== nextAfter) types.push('Case.ReviewUpdated');
  const decided = after.review !== null && before.review?.id !== after.review.id;
  if (decided && after.review?.status === 'approved' && isReviewDue(before, at)) {
    types.push('Case.ReviewConfirmed');
  }
  const told = after.review_due_told;
  if (told !== null && told !== before.review_due_told) types.push('Case.ReviewDue');
  return types;
}

function portalEvents(before: CaseDocument, after: CaseDocument): string[] {
  const step = after.client_portal?.wait_step_key ?? null;
  const reached = step !== null && !isDeepStrictEqual(before.client_portal, after.client_portal);
  return reached ? ['Case.ClientPortalWaitStepTriggered'] : [];
}
