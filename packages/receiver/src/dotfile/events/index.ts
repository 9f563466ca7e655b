// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { AutonomyChatRunEvent } from './autonomy-chat-run.ts';
import type { CaseEvent } from './case.ts';
import type { CaseReportEvent } from './case-report.ts';
import type { CheckEvent } from './check.ts';
import type { CompanyEvent } from './company.ts';
import type { DocumentOrderEvent } from './document-order.ts';
import type { IndividualEvent } from './individual.ts';
import type { NoteEvent } from './note.ts';
import type { NoteCommentEvent } from './note-comment.ts';

export type * from './aml-check.ts';
export type * from './autonomy-chat-run.ts';
export type * from './case.ts';
export type * from './case-report.ts';
export type * from './check.ts';
export type * from './company.ts';
export type * from './company-monitoring-check.ts';
export type * from './context.ts';
export type * from './document-check.ts';
export type * from './document-order.ts';
export type * from './ekyc-check.ts';
export type * from './electronic-signature-check.ts';
export type * from './fraud-database-check.ts';
export type * from './id-document-check.ts';
export type * from './id-verification-check.ts';
export type * from './individual.ts';
export type * from './note.ts';
export type * from './note-comment.ts';
export type * from './online-reputation-check.ts';
export type * from './parts.ts';

/** Every event of the Dotfile contract, told apart by `event`. */
export type DotfileEvent =
  | CaseEvent
  | CaseReportEvent
  | NoteEvent
  | NoteCommentEvent
  | IndividualEvent
  | CompanyEvent
  | CheckEvent
  | DocumentOrderEvent
  | AutonomyChatRunEvent;
