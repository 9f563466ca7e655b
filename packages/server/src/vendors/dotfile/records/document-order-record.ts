import { createdAt, type RecordEvent, type RecordKind, type StoredRecord } from '../../../domain/record.ts';

/** A document that was ordered from a registry; the company that it is about holds it. */
export interface DocumentOrderDocument {
  readonly product_ref: string;
  readonly name: string;
  readonly price_tier: string;
  /** Completed and failed are ends. */
  readonly status: 'created' | 'completed' | 'failed';
  /** Of an order that is completed. */
  readonly file_id: string | null;
}

export type DocumentOrderRecord = StoredRecord<DocumentOrderDocument>;

export const documentOrderKind: RecordKind<DocumentOrderDocument> = {
  name: 'document_order',
  listing: ({ name, status }) => ({
    externalId: null,
    name,
    status,
    terms: {},
    texts: null,
    lastActivityAt: 0,
    dueAt: null,
  }),
};

/** Dotfile's `DocumentOrder`. */
export function documentOrderResource({ id, parentId, updatedAt, document }: DocumentOrderRecord) {
  return {
    id,
    company_id: parentId,
    ...document,
    created_at: new Date(createdAt({ id })).toISOString(),
    updated_at: new Date(updatedAt).toISOString(),
  };
}

/** What became of an order that has ended. */
export function documentOrderEvent(order: DocumentOrderRecord, type: 'Completed' | 'Failed'): RecordEvent {
  const subject = {
    case_id: order.rootId,
    ...(order.parentId === null ? {} : { company_id: order.parentId }),
  };
  return { draft: { type: `DocumentOrder.${type}`, data: documentOrderResource(order) }, subject };
}
