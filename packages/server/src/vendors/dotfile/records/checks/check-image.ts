import { createdAt, type StoredRecord } from '../../../../domain/record.ts';
import { amlSummary } from './aml-hits.ts';
import type { CheckDocument } from './check-record.ts';

export type CheckRecord = StoredRecord<CheckDocument>;

/** Dotfile's `AmlCheck`, `EkycCheck` and so on: the body of `GET /checks/{type}/{id}`, and of the check's own events. */
export function checkImage({ id, document }: CheckRecord) {
  const { details, result, review, file_ids: fileIds, hits } = document;
  return {
    id,
    ...entityIds(document),
    is_internal: document.is_internal,
    status: document.status,
    type: document.type,
    subtype: document.subtype,
    last_activity_at: document.last_activity_at,
    data: {
      ...details,
      result,
      review,
      ...(fileIds === null ? {} : { document_file_ids: fileIds }),
      ...(hits === null ? {} : amlSummary(hits)),
    },
  };
}

/** Dotfile's `Check`: a check in a page, and in the individual or company that it is on. */
export function checkSummary(record: CheckRecord) {
  return {
    ...deletedCheck(record),
    is_internal: record.document.is_internal,
    created_at: new Date(createdAt(record)).toISOString(),
    updated_at: new Date(record.updatedAt).toISOString(),
    last_activity_at: record.document.last_activity_at,
  };
}

/** Dotfile's `CheckDeleted`: what is told of a check that was deleted. */
export function deletedCheck({ id, document }: CheckRecord) {
  const { entity, status, type, subtype, document_type_key: key } = document;
  return {
    id,
    individual_id: entity.kind === 'individual' ? entity.id : null,
    company_id: entity.kind === 'company' ? entity.id : null,
    status,
    type,
    subtype,
    ...(key === null ? {} : { document_type_key: key }),
  };
}

/** Types that are only ever on one kind show that one's id alone. */
function entityIds({ type, entity }: CheckDocument) {
  const either = type === 'aml' || type === 'document' || type === 'fraud_database';
  if (!either) return entity.kind === 'individual' ? { individual_id: entity.id } : { company_id: entity.id };
  return {
    company_id: entity.kind === 'company' ? entity.id : null,
    individual_id: entity.kind === 'individual' ? entity.id : null,
  };
}
