// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { ContextWithCase } from './context.ts';
import type { NoteComment } from './note-comment.ts';
import type { User } from './parts.ts';

export type NoteEvent = NoteCreatedEvent | NoteUpdatedEvent | NoteDeletedEvent;

/** A note was written on a case. */
export interface NoteCreatedEvent {
  readonly event: 'Note.Created';
  readonly context: ContextWithCase;
  readonly note: Note;
}

/** The text of a note changed. */
export interface NoteUpdatedEvent {
  readonly event: 'Note.Updated';
  readonly context: ContextWithCase;
  readonly note: Note;
}

/** A note was deleted; the whole note is sent. */
export interface NoteDeletedEvent {
  readonly event: 'Note.Deleted';
  readonly context: ContextWithCase;
  readonly note: Note;
}

export interface Note {
  readonly id: string;
  readonly case_id: string;
  readonly content: string;
  readonly comments: readonly NoteComment[];
  readonly author: User | null;
  readonly author_type: 'user' | 'api';
  readonly created_at: string;
  readonly updated_at: string;
}
