/** What becomes of an alert, purely. A document that comes back as it is has not changed. */
import { isDeepStrictEqual } from 'node:util';
import {
  type ChangeMoment,
  createdAt,
  creation,
  newRoot,
  type RecordWrite,
  type StoredRecord,
} from '../../../domain/record.ts';
import type { AlertCreate, AlertUpdate } from './alert-input.ts';
import {
  type AlertDocument,
  type AlertTag,
  type AlertTagName,
  alertTagKind,
  tagKey,
} from './alert-record.ts';
import type { CustomerRecord } from './customer-record.ts';
import { isoTime } from './scalars.ts';

export function createdAlert(
  input: AlertCreate,
  customer: CustomerRecord,
  tags: readonly AlertTag[],
): AlertDocument {
  return {
    severity: input.severity,
    status: input.status ?? 'Open',
    customerId: customer.id,
    externalCustomerId: customer.document.externalCustomerId,
    scenarioAlertCount: input.scenarioAlertCount ?? null,
    workflowName: input.workflowName ?? null,
    workflowId: input.workflowId ?? null,
    reason: input.reason ?? null,
    tags,
  };
}

/** `tags` are those of the patch; undefined where it names none. */
export function patchedAlert(
  before: AlertDocument,
  patch: AlertUpdate,
  tags: readonly AlertTag[] | undefined,
): AlertDocument {
  const after: AlertDocument = {
    ...before,
    severity: patch.severity ?? before.severity,
    status: patch.status ?? before.status,
    scenarioAlertCount:
      patch.scenarioAlertCount === undefined ? before.scenarioAlertCount : patch.scenarioAlertCount,
    workflowName: patch.workflowName === undefined ? before.workflowName : patch.workflowName,
    workflowId: patch.workflowId === undefined ? before.workflowId : patch.workflowId,
    reason: patch.reason === undefined ? before.reason : patch.reason,
    tags: tags ?? before.tags,
  };
  return isDeepStrictEqual(before, after) ? before : after;
}

/** The tags of these names in their order, and the writes of those that there were not yet. */
export function tagsOf(
  names: readonly AlertTagName[],
  known: readonly StoredRecord<AlertTagName>[],
  moment: ChangeMoment,
): { readonly tags: readonly AlertTag[]; readonly writes: readonly RecordWrite[] } {
  const records = new Map(known.map((record) => [tagKey(record.document), record]));
  const writes: RecordWrite[] = [];
  const tags = names.map(({ title, type }): AlertTag => {
    const record = records.get(tagKey({ title, type })) ?? newRoot(alertTagKind, moment, { title, type });
    if (!records.has(tagKey({ title, type }))) writes.push(creation(alertTagKind, record));
    return { id: record.id, title, type, createdAt: isoTime(createdAt(record)), updatedAt: null };
  });
  return { tags, writes };
}
