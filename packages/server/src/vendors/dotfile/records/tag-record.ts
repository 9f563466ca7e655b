import { createdAt, type RecordKind, type StoredRecord } from '../../../domain/record.ts';

/** A label that cases are marked with. A case keeps the labels themselves. */
export interface TagDocument {
  /** Unique in the workspace. */
  readonly label: string;
}

export const tagKind: RecordKind<TagDocument> = {
  name: 'tag',
  listing: ({ label }) => ({
    externalId: label,
    name: label,
    status: null,
    terms: {},
    texts: null,
    lastActivityAt: 0,
    dueAt: null,
  }),
};

/** Dotfile's `Tag`. */
export function tagResource(record: StoredRecord<TagDocument>) {
  return {
    id: record.id,
    label: record.document.label,
    created_at: new Date(createdAt(record)).toISOString(),
  };
}

/** Dotfile's `TagList`: the tags of a case, in the case's order. */
export function tagList(labels: readonly string[], tags: readonly StoredRecord<TagDocument>[]) {
  const byLabel = new Map(tags.map((tag) => [tag.document.label, tag]));
  return {
    tags: labels.flatMap((label) => {
      const tag = byLabel.get(label);
      return tag === undefined ? [] : [tagResource(tag)];
    }),
  };
}
