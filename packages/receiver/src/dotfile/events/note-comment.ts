// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { ContextWithCaseNote } from './context.ts';
import type { User } from './parts.ts';

export type NoteCommentEvent = NoteCommentCreatedEvent | NoteCommentUpdatedEvent | NoteCommentDeletedEvent;

/** A comment was written on a note. */
export interface NoteCommentCreatedEvent {
  readonly event: 'NoteComment.Created';
  readonly context: ContextWithCaseNote;
  readonly noteComment: NoteComment;
}

/** The text of a comment changed. */
export interface NoteCommentUpdatedEvent {
  readonly event: 'NoteComment.Updated';
  readonly context: ContextWithCaseNote;
  readonly noteComment: NoteComment;
}

/** A comment was deleted; the whole comment is sent. */
export interface NoteCommentDeletedEvent {
  readonly event: 'NoteComment.Deleted';
  readonly context: ContextWithCaseNote;
  readonly noteComment: NoteComment;
}

export interface NoteComment {
  readonly id: string;
  readonly note_id: string;
  readonly content: string;
  readonly author: User | null;
  readonly author_type: 'user' | 'api';
  readonly created_at: string;
  readonly updated_at: string;
}
