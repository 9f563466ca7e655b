import type {
  AutonomyChatRun,
  Case,
  CaseDeleted,
  CaseReport,
  Check,
  CheckDeleted,
  Company,
  CompanyDeleted,
  ContextOfCase,
  ContextOfCheck,
  ContextOfNote,
  DocumentOrder,
  Individual,
  IndividualDeleted,
  Note,
  NoteComment,
} from './objects.ts';

export type * from './objects.ts';

/** The body of every call, told apart by `event`; a test holds the names equal to the catalogue's. */
export type DotfileBody =
  | Body<'Case.Updated', CommonContext, { readonly sub_event: CaseSubEvent; readonly case: Case }>
  | Body<CaseEvent | CaseSubEvent, CommonContext, { readonly case: Case }>
  | Body<'Case.Deleted', CommonContext, { readonly case: CaseDeleted }>
  | Body<'CaseReport.Generated', InCase, { readonly report: CaseReport }>
  | Body<`Note.${Change}`, InCase, { readonly note: Note }>
  | Body<`NoteComment.${Change}`, CommonContext & ContextOfNote, { readonly noteComment: NoteComment }>
  | Body<
      'Individual.Updated',
      InCase,
      { readonly sub_event?: IndividualSubEvent; readonly individual: Individual }
    >
  | Body<'Individual.Created' | IndividualSubEvent, InCase, { readonly individual: Individual }>
  | Body<'Individual.Deleted', InCase, { readonly individual: IndividualDeleted }>
  | Body<'Company.Updated', InCase, { readonly sub_event?: CompanySubEvent; readonly company: Company }>
  | Body<'Company.Created' | CompanySubEvent, InCase, { readonly company: Company }>
  | Body<'Company.Deleted', InCase, { readonly company: CompanyDeleted }>
  | Body<CheckEvent, CommonContext & ContextOfCheck, { readonly check: Check }>
  | Body<'Check.Deleted', CommonContext & ContextOfCheck, { readonly check: CheckDeleted }>
  | Body<`DocumentOrder.${Ending}`, CommonContext, { readonly document_order: DocumentOrder }>
  | Body<`AutonomyChatRun.${Ending}`, CommonContext, AutonomyChatRun>;

/** In the context of every call; `timestamp` is in UNIX seconds. */
export interface CommonContext {
  readonly workspace: { readonly id: string; readonly name: string };
  readonly timestamp: number;
  readonly event_id: string;
  readonly retry_count: number;
  readonly remaining_retry_count: number;
}

export type CaseSubEvent =
  | 'Case.StatusUpdated'
  | 'Case.FlagsUpdated'
  | 'Case.InfoUpdated'
  | 'Case.TemplateUpdated'
  | 'Case.RiskUpdated'
  | 'Case.MetadataUpdated'
  | 'Case.TagsUpdated'
  | 'Case.AssigneeUpdated'
  | 'Case.ContactHasActionsUpdated'
  | 'Case.ReviewerHasActionsUpdated';
export type IndividualSubEvent = `Individual.${PartyChange}`;
export type CompanySubEvent = `Company.${PartyChange}`;

type Body<Event extends string, Context, Content> = Content & {
  readonly event: Event;
  readonly context: Context;
};

type InCase = CommonContext & ContextOfCase;
type Change = 'Created' | 'Updated' | 'Deleted';
type PartyChange = 'InfoUpdated' | 'MarkedAsRelevant' | 'MarkedAsNotRelevant';
type Ending = 'Completed' | 'Failed';
type CaseEvent =
  | 'Case.Created'
  | 'Case.ReviewUpdated'
  | 'Case.ReviewDue'
  | 'Case.ReviewConfirmed'
  | 'Case.ClientPortalWaitStepTriggered';
type CheckEvent =
  | 'Check.Started'
  | 'Check.ReviewNeeded'
  | 'Check.Approved'
  | 'Check.Rejected'
  | 'Check.Completed'
  | 'Check.Expired';
