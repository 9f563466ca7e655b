/** One row of the catalogue, without its schema and example. */
export interface EventTypeRow {
  readonly type: string;
  /** The kind of record: what stands before the dot of `type`. */
  readonly group: string;
  readonly parent: string | null;
  readonly description: string;
  readonly deprecation: string | null;
}

const caseRows = [
  row('Case.Created', 'A case was created; it is still empty.'),
  row('Case.Updated', 'A property of a case changed; one event for each group of properties touched.'),
  row(
    'Case.StatusUpdated',
    'The status of a case moved, from open to approved for instance.',
    'Case.Updated',
  ),
  row('Case.FlagsUpdated', 'A flag of a case was raised or cleared.', 'Case.Updated'),
  row('Case.InfoUpdated', 'The name, external id or custom properties of a case changed.', 'Case.Updated'),
  row('Case.TemplateUpdated', 'A case was moved to another template.', 'Case.Updated'),
  row('Case.RiskUpdated', 'The current risk of a case changed.', 'Case.Updated'),
  row('Case.MetadataUpdated', 'The metadata of a case changed.', 'Case.Updated'),
  row('Case.TagsUpdated', 'A tag was put on a case or taken off.', 'Case.Updated'),
  row('Case.AssigneeUpdated', 'A case was given to another person, or to nobody.', 'Case.Updated'),
  row(
    'Case.ContactHasActionsUpdated',
    'The contact of a case now has something to do, or nothing any more.',
    'Case.Updated',
  ),
  row(
    'Case.ReviewerHasActionsUpdated',
    'The reviewer of a case now has something to do, or nothing any more.',
    'Case.Updated',
  ),
  row(
    'Case.ReviewUpdated',
    'The periodic review of a case changed, because a new risk moved its date for instance.',
  ),
  row('Case.ReviewDue', 'The date of a periodic review has come.'),
  row('Case.ReviewConfirmed', 'A periodic review was confirmed.'),
  row('Case.ClientPortalWaitStepTriggered', 'A client portal reached a step at which it waits.'),
  row('Case.Deleted', 'A case was deleted; nothing is sent for what the case held.'),
];

const recordRows = [
  row('CaseReport.Generated', 'A link to the report of a case was generated.'),
  row('Note.Created', 'A note was written on a case.'),
  row('Note.Updated', 'The text of a note changed.'),
  row('Note.Deleted', 'A note was deleted; the whole note is sent.'),
  row('NoteComment.Created', 'A comment was written on a note.'),
  row('NoteComment.Updated', 'The text of a comment changed.'),
  row('NoteComment.Deleted', 'A comment was deleted; the whole comment is sent.'),
  row('Individual.Created', 'An individual was added to a case.'),
  row('Individual.Updated', 'A property of an individual changed, other than its checks.'),
  row('Individual.InfoUpdated', 'The details of an individual changed.', 'Individual.Updated'),
  row(
    'Individual.MarkedAsRelevant',
    'An individual was marked as relevant to its case.',
    'Individual.Updated',
  ),
  row(
    'Individual.MarkedAsNotRelevant',
    'An individual was marked as not relevant to its case.',
    'Individual.Updated',
  ),
  row('Individual.Deleted', 'An individual was deleted.'),
  row('Company.Created', 'A company was added to a case.'),
  row('Company.Updated', 'A property of a company changed, other than its checks.'),
  row('Company.InfoUpdated', 'The details of a company changed.', 'Company.Updated'),
  row('Company.MarkedAsRelevant', 'A company was marked as relevant to its case.', 'Company.Updated'),
  row('Company.MarkedAsNotRelevant', 'A company was marked as not relevant to its case.', 'Company.Updated'),
  row('Company.Deleted', 'A company was deleted.'),
];

const checkRows = [
  row('Check.Started', 'A check of an individual or a company was started.'),
  row('Check.ReviewNeeded', 'A check waits for a reviewer, because of hits on a watch list for instance.'),
  row('Check.Approved', 'A check was approved, by a reviewer or by itself.'),
  row('Check.Rejected', 'A check was rejected, by a reviewer or by itself.'),
  {
    ...row('Check.Completed', 'A check was approved or rejected.'),
    deprecation:
      'Belongs to the older edition of the contract: subscribe to Check.Approved and Check.Rejected.',
  },
  row('Check.Expired', 'The expiration date of a check has passed.'),
  row('Check.Deleted', 'A check was deleted.'),
];

const otherRows = [
  row('DocumentOrder.Completed', 'A document ordered for a company has arrived.'),
  row('DocumentOrder.Failed', 'A document ordered for a company could not be had.'),
  row('AutonomyChatRun.Completed', 'A run of an assistant came to its end.'),
  row('AutonomyChatRun.Failed', 'A run of an assistant was aborted or broke off with an error.'),
];

/** The property of the body that holds the object; null where the object's own fields stand at the top level. */
export const entityKeys: ReadonlyMap<string, string | null> = new Map([
  ['Case', 'case'],
  ['CaseReport', 'report'],
  ['Note', 'note'],
  ['NoteComment', 'noteComment'],
  ['Individual', 'individual'],
  ['Company', 'company'],
  ['Check', 'check'],
  ['DocumentOrder', 'document_order'],
  ['AutonomyChatRun', null],
]);

/** Every event type of the contract in the order in which people read it: a sub-event follows its parent. */
export const eventTypeRows: readonly EventTypeRow[] = Object.freeze(
  [...caseRows, ...recordRows, ...checkRows, ...otherRows].map((each) => Object.freeze(each)),
);

/** The one type whose events always name a sub-event. */
export const subEventRequiredType = 'Case.Updated';

/** Sub-events of a top-level type; none where it is not in the catalogue or has none. */
export function subEventsOf(type: string): readonly string[] {
  return eventTypeRows.filter((each) => each.parent === type).map((each) => each.type);
}

function row(type: string, description: string, parent: string | null = null): EventTypeRow {
  return { type, group: type.slice(0, type.indexOf('.')), parent, description, deprecation: null };
}
