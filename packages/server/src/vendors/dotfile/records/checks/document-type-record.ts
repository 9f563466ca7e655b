import { createdAt, type RecordKind, type StoredRecord } from '../../../../domain/record.ts';
import type { DocumentTypeImage } from './check-type.ts';

/** A kind of document that can be asked for. Dotfile has no request to create one: the first check that names it does. */
export interface DocumentTypeDocument {
  /** Unique in the workspace. */
  readonly key: string;
  readonly label: string;
}

export const documentTypeKind: RecordKind<DocumentTypeDocument> = {
  name: 'document_type',
  listing: ({ key, label }) => ({
    externalId: key,
    name: label,
    status: null,
    terms: {},
    texts: { key },
    lastActivityAt: 0,
    dueAt: null,
  }),
};

/** "proof_of_address" is called "Proof of address". */
export function documentTypeNamed(key: string): DocumentTypeDocument {
  const words = key.replaceAll('_', ' ').trim();
  return { key, label: `${words.charAt(0).toUpperCase()}${words.slice(1)}` };
}

/** Dotfile's `CustomDocumentType`: of individuals and companies alike, and asked of the contact. */
export function documentTypeImage(record: StoredRecord<DocumentTypeDocument>): DocumentTypeImage {
  return {
    id: record.id,
    label: record.document.label,
    key: record.document.key,
    target_entities: ['company', 'individual'],
    is_internal: false,
    created_at: new Date(createdAt(record)).toISOString(),
    updated_at: new Date(record.updatedAt).toISOString(),
    archived_at: null,
  };
}
