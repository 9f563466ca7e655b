import type { Note, NoteComment } from '../objects.ts';
import { caseId, noteId } from './ids.ts';
import { officer } from './people.ts';

const writtenAt = '2026-03-04T09:12:08.300Z';

export const note: Note = {
  id: noteId,
  case_id: caseId,
  content: 'Asked the contact for the deed of the holding.',
  comments: [],
  author: officer,
  author_type: 'user',
  created_at: writtenAt,
  updated_at: writtenAt,
};

export const comment: NoteComment = {
  id: '7e6d5c4b-3a29-4180-bf6e-5d4c3b2a1908',
  note_id: noteId,
  content: 'Received on Monday.',
  author: null,
  author_type: 'api',
  created_at: '2026-03-09T07:44:51.218Z',
  updated_at: '2026-03-09T07:44:51.218Z',
};

export const editedNote: Note = {
  ...note,
  content: 'The holding answered; see the deed in the documents.',
  comments: [comment],
  updated_at: '2026-03-09T08:01:17.942Z',
};

export const editedComment: NoteComment = {
  ...comment,
  content: 'Received on Monday, translated on Tuesday.',
  updated_at: '2026-03-10T16:30:00.007Z',
};
