import { createdAt, type RecordKind, type StoredRecord } from '../../../domain/record.ts';
import { foldedLabel } from './tag-label.ts';

/** A label that cases are marked with. A case keeps the labels themselves. */
export interface TagDocument {
  /** As it is shown. Unique in the workspace, whatever its case. */
  readonly label: string;
}

/** Dotfile's own limit. */
export const tagsPerWorkspaceMax = 200;

export const tagKind: RecordKind<TagDocument> = {
  name: 'tag',
  listing: ({ label }) => ({
    externalId: foldedLabel(label),
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
  const byLabel = new Map(tags.map((tag) => [foldedLabel(tag.document.label), tag]));
  return {
    tags: labels.flatMap((label) => {
      const tag = byLabel.get(foldedLabel(label));
      return tag === undefined ? [] : [tagResource(tag)];
    }),
  };
}
