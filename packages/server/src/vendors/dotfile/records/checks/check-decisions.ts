/**
 * What becomes of a check, purely: the document before, the input and the moment in; the document after and the event
 * that tells of it out, or a refusal. A document that comes back as the same value has not changed, and nothing is
 * told of it; none of these touches `last_activity_at`.
 */
import type { ChangeMoment, StoredRecord } from '../../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../../domain/refusal.ts';
import { openHits, withReported } from './aml-hits.ts';
import type { CheckReport } from './check-input.ts';
import { type CheckOutcome, decided, isDecided, notNow, reviewBy } from './check-outcome.ts';
import { type CheckDetails, type CheckDocument, expiresAt, noReview } from './check-record.ts';
import { subjectOf } from './check-subject.ts';
import type { CheckFiles, CheckPlan, CheckTypeRules, DocumentTypeImage } from './check-type.ts';
import { verificationUrl } from './identity-checks.ts';

/** A new check on `holder`, which is an individual or a company. */
export function startedCheck(
  { type, isInternal }: CheckTypeRules,
  plan: CheckPlan,
  holder: StoredRecord,
  documentType: DocumentTypeImage | null,
  { at, newId }: ChangeMoment,
): CheckDocument {
  const { isRelevant, ...subject } = subjectOf(holder);
  const internal = documentType?.is_internal ?? isInternal;
  const now = new Date(at).toISOString();
  return {
    type,
    entity: { kind: subject.kind, id: holder.id },
    is_relevant: isRelevant,
    is_internal: internal,
    status: internal ? 'processing' : 'in_progress',
    subtype: plan.subtype,
    document_type_key: plan.documentTypeKey,
    expiration_date: null,
    result: null,
    review: noReview,
    automatic: plan.automatic,
    details: plan.details({ subject, documentType, reference: newId(), at: now }),
    file_ids: type === 'document' ? [] : null,
    hits: type === 'aml' ? [] : null,
    last_activity_at: now,
  };
}

const hitsPerCheckMax = 1_000;

/** `hits` must be of AML checks, which the input sees to. */
export function reportedCheck(
  before: CheckDocument,
  report: CheckReport,
  moment: ChangeMoment,
): Result<CheckOutcome> {
  if (isDecided(before.status)) {
    return notNow(`The check is ${before.status} already: it takes no result any more.`);
  }
  const hits = before.hits === null ? null : withReported(before.hits, report.hits ?? [], moment);
  if ((hits?.length ?? 0) > hitsPerCheckMax) {
    return tooMany('hits', `A check has at most ${hitsPerCheckMax} hits.`);
  }
  const reported: CheckDocument = {
    ...before,
    result: report.result ?? null,
    details: withExpiration(merged(before.details, report.data ?? {}), report.expiration_date),
    hits,
    expiration_date: report.expiration_date === undefined ? before.expiration_date : report.expiration_date,
  };
  const open = hits !== null && openHits(hits).length > 0;
  if (report.result === 'approved' && before.automatic.approval && !open) {
    return accepted(decided(reported, 'approved', reviewBy('system', null, moment)));
  }
  if (report.result === 'rejected' && before.automatic.rejection) {
    return accepted(decided(reported, 'rejected', reviewBy('system', null, moment)));
  }
  return accepted(needsReview(reported));
}

/** The clock's: nothing where the approval still holds, or has been told to have ended. */
export function expiredCheck(before: CheckDocument, { at }: ChangeMoment): Result<CheckOutcome> {
  const due = expiresAt(before);
  if (due === null || due > at) return accepted({ document: before, event: null });
  return accepted({ document: { ...before, status: 'expired' }, event: 'Check.Expired' });
}

const filesPerCheckMax = 100;

/** With its files the check goes on: to the machine that analyses it, or else to a reviewer. */
export function withFiles(
  before: CheckDocument,
  files: CheckFiles,
  { newId }: ChangeMoment,
): Result<CheckOutcome> {
  if (isDecided(before.status)) {
    return notNow(`The check is ${before.status} already: it takes no files any more.`);
  }
  const { fileIds, details, automatic } = files(newId);
  const document: CheckDocument = {
    ...before,
    automatic: automatic ?? before.automatic,
    details: merged(before.details, details),
    file_ids: before.file_ids === null ? null : [...before.file_ids, ...fileIds],
  };
  if ((document.file_ids?.length ?? 0) > filesPerCheckMax) {
    return tooMany('files', `A check has at most ${filesPerCheckMax} files.`);
  }
  if (document.file_ids?.length === 0) return accepted({ document, event: null });
  return accepted(
    isReadByMachine(document)
      ? { document: { ...document, status: 'processing' }, event: null }
      : needsReview(document),
  );
}

/** Nothing where the check waits for a reviewer already. */
export function forcedReview(before: CheckDocument): Result<CheckOutcome> {
  if (isDecided(before.status)) return notNow(`The check is ${before.status} already.`);
  if (before.file_ids?.length === 0) return notNow('The check has no files that could be reviewed.');
  return accepted(needsReview(before));
}

/** With a new link for the contact. */
export function refreshedUrl(before: CheckDocument, { newId }: ChangeMoment): Result<CheckOutcome> {
  if (isDecided(before.status)) return notNow(`The check is ${before.status} already.`);
  return accepted(silently(before, { vendor: { verification_url: verificationUrl(newId()) } }));
}

export function monitored(before: CheckDocument, isMonitored: boolean): Result<CheckOutcome> {
  return accepted(silently(before, { vendor: { is_search_monitored: isMonitored } }));
}

function silently(before: CheckDocument, said: CheckDetails): CheckOutcome {
  return { document: { ...before, details: merged(before.details, said) }, event: null };
}

export function removable({ status }: CheckDocument): Result<null> {
  return status === 'need_review'
    ? notNow('The check is in review (need_review): approve or reject it before it is deleted.')
    : accepted(null);
}

/** A part that is an object keeps what is not said of it; everything else is replaced. */
export function merged(before: CheckDetails, said: CheckDetails): CheckDetails {
  const after: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(said)) {
    const known = after[name];
    after[name] =
      name !== 'fraud_signals' && isObject(known) && isObject(value) ? { ...known, ...value } : value;
  }
  return after;
}

function tooMany(path: string, message: string): Result<never> {
  return refused('validation_failed', 'The body is not valid.', [{ path, message }]);
}

function withExpiration(details: CheckDetails, date: string | null | undefined): CheckDetails {
  const information = details['information'];
  if (date === undefined || !isObject(information) || !('expiration_date' in information)) return details;
  return { ...details, information: { ...information, expiration_date: date } };
}

/** An identity document always is; of other documents those that have an analysis in their settings. */
function isReadByMachine({ type, details }: CheckDocument): boolean {
  const settings = details['settings'];
  return (
    type !== 'document' ||
    (isObject(settings) && 'document_analysis' in settings && settings['document_analysis'] !== null)
  );
}

function needsReview(document: CheckDocument): CheckOutcome {
  return { document: { ...document, status: 'need_review' }, event: 'Check.ReviewNeeded' };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
