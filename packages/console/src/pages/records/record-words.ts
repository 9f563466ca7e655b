import type { RecordAnswer } from '@belfry/api';

/** A kind as people call one of it: "document_order" is a "Document order". */
export function kindWord(kind: string): string {
  const words = kind.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What people know a record by: its name, else its external id; null: by nothing but its id. */
export function ownName({
  name,
  external_id: externalId,
}: Pick<RecordAnswer, 'name' | 'external_id'>): string | null {
  const own = name?.trim() ?? '';
  return own === '' ? externalId : own;
}

/** The same where there has to be one: else its kind. */
export function recordName(record: Pick<RecordAnswer, 'name' | 'external_id' | 'kind'>): string {
  return ownName(record) ?? kindWord(record.kind);
}

/** "in_progress" is "In progress". Words that people wrote themselves stay as they are. */
export function statusWord(status: string): string {
  return /^[a-z0-9_-]+$/.test(status) ? kindWord(status) : status;
}

const words: Readonly<Record<'ok' | 'bad' | 'warn' | 'info', readonly string[]>> = {
  ok: ['approved', 'completed', 'passed', 'accepted', 'active', 'valid', 'closed', 'resolved', 'success'],
  bad: ['rejected', 'failed', 'declined', 'refused', 'blocked', 'error', 'expired', 'escalated'],
  warn: ['need_review', 'review', 'pending', 'waiting', 'to_review', 'in_review', 'on_hold'],
  info: ['open', 'opened', 'draft', 'in_progress', 'processing', 'started', 'new'],
};

/** The colour of a status that vendors use; of one that is not known, none. The word says it all. */
export function statusTone(status: string): 'ok' | 'bad' | 'warn' | 'info' | 'idle' {
  const plain = status.toLowerCase().replaceAll(/[\s-]+/g, '_');
  if (words.ok.includes(plain)) return 'ok';
  if (words.bad.includes(plain)) return 'bad';
  if (words.warn.includes(plain)) return 'warn';
  return words.info.includes(plain) ? 'info' : 'idle';
}
