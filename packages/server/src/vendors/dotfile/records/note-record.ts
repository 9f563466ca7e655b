import { createdAt, type RecordKind, type StoredRecord } from '../../../domain/record.ts';

/** A note that a case holds. */
export interface NoteDocument {
  /** HTML as `noteContent` makes it. */
  readonly content: string;
}

/** A comment that a note holds. */
export interface CommentDocument {
  readonly content: string;
}

export type NoteRecord = StoredRecord<NoteDocument>;
export type CommentRecord = StoredRecord<CommentDocument>;

export const noteKind: RecordKind<NoteDocument> = { name: 'note', listing: () => unlisted };
export const commentKind: RecordKind<CommentDocument> = { name: 'note_comment', listing: () => unlisted };

/** Notes and comments are found by what holds them, and sorted by their times alone. */
const unlisted = {
  externalId: null,
  name: null,
  status: null,
  terms: {},
  texts: null,
  lastActivityAt: 0,
  dueAt: null,
};

/** Dotfile's `Note`, `comments` those that it holds, oldest first. */
export function noteResource(note: NoteRecord, comments: readonly CommentRecord[]) {
  return {
    id: note.id,
    case_id: note.rootId,
    content: note.document.content,
    comments: comments.map(commentResource),
    ...authorAndTimes(note),
  };
}

/** Dotfile's `NoteComment`. */
export function commentResource(comment: CommentRecord) {
  return {
    id: comment.id,
    note_id: comment.parentId,
    content: comment.document.content,
    ...authorAndTimes(comment),
  };
}

/** The note in the context of its comments' events. */
export function noteInContext({ id, document }: NoteRecord) {
  return { id, author: null, content: document.content };
}

/** Whoever writes through the API writes as its key, not as a user. */
function authorAndTimes(record: StoredRecord) {
  return {
    author: null,
    author_type: 'api',
    created_at: new Date(createdAt(record)).toISOString(),
    updated_at: new Date(record.updatedAt).toISOString(),
  };
}
