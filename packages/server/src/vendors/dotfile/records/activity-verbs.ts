/** What an event's type says was done to what, in the words of Dotfile's types of activities. */
export interface Deed {
  readonly verb: string;
  readonly entity: string;
  /** Of the record's document, the properties that the deed is about; null: all. */
  readonly properties: readonly string[] | null;
}

const nothing: readonly Deed[] = [];

/** The deeds of an event by its sub-type or, without one, its type. None: it is derived from other deeds. */
export function deedsOf(eventType: string): readonly Deed[] {
  return deeds.get(eventType) ?? nothing;
}

function deed(verb: string, entity: string, properties: readonly string[] | null = null): readonly Deed[] {
  return [{ verb, entity, properties }];
}

/** Tags are added and removed: which of both it was, or both, the documents say. */
export const addedTags = 'added_tags';
export const removedTags = 'removed_tags';

const deeds: ReadonlyMap<string, readonly Deed[]> = new Map([
  ['Case.Created', deed('created', 'case')],
  ['Case.Deleted', deed('deleted', 'case')],
  ['Case.StatusUpdated', deed('updated_status', 'case', ['status'])],
  ['Case.InfoUpdated', deed('updated_info', 'case', ['name', 'external_id', 'custom_properties'])],
  ['Case.TemplateUpdated', deed('updated_template', 'case', ['template'])],
  ['Case.RiskUpdated', deed('updated_risk', 'case', ['risk'])],
  ['Case.MetadataUpdated', deed('updated_metadata', 'case', ['metadata'])],
  ['Case.AssigneeUpdated', deed('updated_assignee', 'case', ['assignee'])],
  ['Case.TagsUpdated', [...deed(addedTags, 'case', ['tags']), ...deed(removedTags, 'case', ['tags'])]],
  ['Case.ReviewUpdated', deed('updated_review', 'case', ['review'])],
  ['Case.ReviewConfirmed', deed('confirmed_review', 'case', ['review'])],
  ['Case.ReviewDue', deed('review_due', 'case', ['review'])],
  ['Case.ClientPortalWaitStepTriggered', deed('reached_wait_step', 'case', ['client_portal'])],
  ...entityDeeds('Note', 'note'),
  ...entityDeeds('NoteComment', 'note_comment'),
  ...entityDeeds('Individual', 'individual'),
  ...entityDeeds('Company', 'company'),
  ['Check.Started', deed('started', 'check')],
  ['Check.ReviewNeeded', deed('set_review_needed', 'check')],
  ['Check.Approved', deed('approved', 'check')],
  ['Check.Rejected', deed('rejected', 'check')],
  ['Check.Expired', deed('expired', 'check')],
  ['Check.Deleted', deed('deleted', 'check')],
  ['CaseReport.Generated', deed('generated', 'case_report')],
  ['DocumentOrder.Completed', deed('completed', 'document_order')],
  ['DocumentOrder.Failed', deed('failed', 'document_order')],
]);

function entityDeeds(entity: string, name: string): readonly (readonly [string, readonly Deed[]])[] {
  return [
    [`${entity}.Created`, deed('created', name)],
    [`${entity}.Updated`, deed('updated', name)],
    [`${entity}.InfoUpdated`, deed('updated', name)],
    [`${entity}.MarkedAsRelevant`, deed('marked_as_relevant', name)],
    [`${entity}.MarkedAsNotRelevant`, deed('marked_as_not_relevant', name)],
    [`${entity}.Deleted`, deed('deleted', name)],
  ];
}
