// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { ContextWithCase } from './context.ts';

export type CaseReportEvent = CaseReportGeneratedEvent;

/** A link to the report of a case was generated. */
export interface CaseReportGeneratedEvent {
  readonly event: 'CaseReport.Generated';
  readonly context: ContextWithCase;
  readonly report: CaseReport;
}

export interface CaseReport {
  readonly download_url: string;
  readonly download_url_expire_at: string;
  readonly generated_at: string;
}
