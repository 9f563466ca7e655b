import type { RecordKind, StoredRecord } from '../../../domain/record.ts';

/**
 * A report that was asked for of a case, which holds it. States: requested (`dueAt` is when it is to be rendered, or
 * rendered again if the process that does it dies), ready (it holds its file; `dueAt` is when its link expires, and it
 * is deleted then). One that cannot be rendered is deleted.
 */
export interface ReportDocument {
  readonly state: 'requested' | 'ready';
  /** In which the report states times: "Europe/Paris". */
  readonly timezone: string;
  /** What its link begins with: scheme, host and the prefix of the API. */
  readonly base_url: string;
  /** How often its rendering was begun. */
  readonly tries: number;
  readonly due_at: string;
}

/** The PDF of a report, which holds it. */
export interface ReportFileDocument {
  readonly pdf_base64: string;
}

export type ReportRecord = StoredRecord<ReportDocument>;

export const reportKind: RecordKind<ReportDocument> = {
  name: 'case_report',
  listing: ({ state, due_at }) => ({ ...unlisted, status: state, dueAt: Date.parse(due_at) }),
};

export const reportFileKind: RecordKind<ReportFileDocument> = {
  name: 'case_report_file',
  listing: () => unlisted,
};

const unlisted = {
  externalId: null,
  name: null,
  status: null,
  terms: {},
  texts: null,
  lastActivityAt: 0,
  dueAt: null,
};
