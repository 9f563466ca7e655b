import { createdAt, type RecordKind, type StoredRecord } from '../../../domain/record.ts';

export interface TemplateDocument {
  readonly name: string;
  /** Unique in the workspace. */
  readonly key: string;
  readonly description: string | null;
  readonly case_auto_approval: boolean;
  readonly last_activity_at: string;
}

export const templateKind: RecordKind<TemplateDocument> = {
  name: 'template',
  listing: (document) => ({
    externalId: document.key,
    name: document.name,
    status: null,
    terms: { case_auto_approval: [String(document.case_auto_approval)] },
    texts: { key: document.key },
    lastActivityAt: Date.parse(document.last_activity_at),
    dueAt: null,
  }),
};

/** Dotfile's `Template`. */
export function templateResource(record: StoredRecord<TemplateDocument>) {
  const { name, key, description, case_auto_approval } = record.document;
  return {
    id: record.id,
    name,
    key,
    description,
    case_auto_approval,
    created_at: new Date(createdAt(record)).toISOString(),
    updated_at: new Date(record.updatedAt).toISOString(),
  };
}
