/** The changes of a case's reports. None of them changes the case. */
import type { ChangeRecords } from '../../../app/change-records.ts';
import type { AppContext } from '../../../app/context.ts';
import type { RecordTree } from '../../../app/record-reader.ts';
import {
  type ChangeMoment,
  changed,
  creation,
  deletion,
  isOfKind,
  newMember,
  type RecordChange,
  type RecordEvent,
  unchanged,
  update,
} from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { isoTime } from './case-decisions.ts';
import { type CaseRecord, caseInContext } from './case-image.ts';
import { noSuchCase } from './case-reading.ts';
import { caseKind } from './case-record.ts';
import { keyOf } from './record-key.ts';
import { reportLines } from './report-content.ts';
import { linkLifetimeMs, sealLink } from './report-link.ts';
import { reportPdf } from './report-pdf.ts';
import { type ReportMatter, readReportMatter } from './report-reading.ts';
import { type ReportDocument, type ReportRecord, reportFileKind, reportKind } from './report-record.ts';

const reportsPerCaseMax = 20;
/** A process that has not finished by then is taken for dead. */
const renderingMsMax = 120_000;
const triesMax = 5;
const pdfBytesMax = 4 * 1024 * 1024;

export function requestReport(
  changeRecords: ChangeRecords,
  workspaceId: string,
  caseKey: string,
  { timezone, base_url }: Pick<ReportDocument, 'timezone' | 'base_url'>,
): Promise<Result<null>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const tree = await reader.lock(caseKind, keyOf(caseKey), [reportKind]);
      return tree === null ? noSuchCase() : accepted(tree);
    },
    decide({ record, members }, moment) {
      if (members.length >= reportsPerCaseMax) {
        const hours = linkLifetimeMs / 3_600_000;
        const message = `The case has ${reportsPerCaseMax} reports already; each goes ${hours} hours after it was made.`;
        return refused('rate_limited', message);
      }
      const due_at = isoTime(moment.at);
      const document: ReportDocument = { state: 'requested', timezone, base_url, tries: 0, due_at };
      const report = newMember(reportKind, record, moment, document);
      return accepted({ writes: [creation(reportKind, report)], events: [], value: null });
    },
  });
}

/**
 * What the clock does: a report that was asked for is rendered between two changes, one that lets nobody else begin
 * for a while, and one that keeps the file and tells of the link. A report whose link has expired is deleted.
 */
export async function advanceReport(
  context: Pick<AppContext, 'sql' | 'secretBox'>,
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
): Promise<Result<null>> {
  const claimed = await changeReport(changeRecords, workspaceId, id, claim);
  if (!claimed.ok) return claimed;
  if (claimed.value === null) return accepted(null);
  const { report, at } = claimed.value;
  const matter = await readReportMatter(context.sql, workspaceId, report.rootId);
  if (matter === null) return noSuchCase();
  const lines = reportLines(matter, report.document.timezone, at);
  const pdf = await reportPdf(lines, `Case report: ${matter.holder.document.name}`, at);
  if (pdf.length > pdfBytesMax) throw new Error(`The report ${id} has ${pdf.length} bytes.`);
  const tell = (record: ReportRecord, holder: CaseRecord, expiresAt: number): RecordEvent =>
    generated(
      record,
      holder,
      matter,
      expiresAt,
      sealLink(context.secretBox, { workspaceId, reportId: id, expiresAt }),
    );
  return changeReport(changeRecords, workspaceId, id, (tree, moment) =>
    finish(tree, moment, report.version, pdf, tell),
  );
}

interface Claimed {
  readonly report: ReportRecord;
  /** When its rendering begins. */
  readonly at: number;
}

function claim({ record }: RecordTree<ReportDocument>, moment: ChangeMoment): RecordChange<Claimed | null> {
  const { document } = record;
  if (Date.parse(document.due_at) > moment.at) return unchanged(null);
  if (document.state === 'ready' || document.tries >= triesMax) {
    return { writes: [deletion(record)], events: [], value: null };
  }
  const due_at = isoTime(moment.at + renderingMsMax);
  const after = changed(record, { ...document, tries: document.tries + 1, due_at }, moment);
  return { writes: [update(reportKind, record, after)], events: [], value: { report: after, at: moment.at } };
}

/** Nothing where another process has taken the report over meanwhile. */
function finish(
  { record, root }: RecordTree<ReportDocument>,
  moment: ChangeMoment,
  version: number,
  pdf: Buffer,
  tell: (record: ReportRecord, holder: CaseRecord, expiresAt: number) => RecordEvent,
): RecordChange<null> {
  if (record.version !== version) return unchanged(null);
  if (!isOfKind(root, caseKind)) throw new Error(`Report ${record.id} is held by a ${root.kind}.`);
  const expiresAt = moment.at + linkLifetimeMs;
  const document: ReportDocument = { ...record.document, state: 'ready', due_at: isoTime(expiresAt) };
  const after = changed(record, document, moment);
  const file = newMember(reportFileKind, after, moment, { pdf_base64: pdf.toString('base64') });
  return {
    writes: [update(reportKind, record, after), creation(reportFileKind, file)],
    events: [tell(after, root, expiresAt)],
    value: null,
  };
}

function generated(
  { document }: ReportRecord,
  holder: CaseRecord,
  { lastActivityAt }: ReportMatter,
  expiresAt: number,
  token: string,
): RecordEvent {
  const report = {
    download_url: `${document.base_url}/v1/case-reports/${token}`,
    download_url_expire_at: isoTime(expiresAt),
    generated_at: isoTime(lastActivityAt),
  };
  const draft = { type: 'CaseReport.Generated', context: { case: caseInContext(holder) }, data: report };
  return { draft, subject: { case_id: holder.id } };
}

function changeReport<Value>(
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
  decide: (tree: RecordTree<ReportDocument>, moment: ChangeMoment) => RecordChange<Value>,
): Promise<Result<Value>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const tree = await reader.lock(reportKind, { id, externalId: null }, []);
      return tree === null ? refused('not_found', 'There is no such report.') : accepted(tree);
    },
    decide: (tree, moment) => accepted(decide(tree, moment)),
  });
}
