/** The changes of a case's notes and of their comments; none of them changes the case. */
import type { ChangeRecords } from '../../../app/change-records.ts';
import type { RecordReader, RecordTree } from '../../../app/record-reader.ts';
import {
  type ChangeMoment,
  changed,
  creation,
  deletion,
  isOfKind,
  newMember,
  ofKind,
  type RecordChange,
  unchanged,
  update,
} from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import type { CaseRecord } from './case-image.ts';
import { noSuchCase } from './case-reading.ts';
import { caseKind } from './case-record.ts';
import { commentEvent, noteEvent } from './note-events.ts';
import type { NoteCreate } from './note-input.ts';
import {
  type CommentRecord,
  commentKind,
  type NoteDocument,
  type NoteRecord,
  noteKind,
} from './note-record.ts';
import { idKeyOf } from './record-key.ts';

/** A note with its comments, oldest first, and the case that holds it. */
export interface NoteTree {
  readonly holder: CaseRecord;
  readonly note: NoteRecord;
  readonly comments: readonly CommentRecord[];
}

const notesPerCaseMax = 1_000;
const commentsPerNoteMax = 50;

export function createNote(
  changeRecords: ChangeRecords,
  workspaceId: string,
  { case_id: caseId, content }: NoteCreate,
): Promise<Result<NoteTree>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const tree = await reader.lock(caseKind, idKeyOf(caseId), [noteKind]);
      return tree === null ? noSuchCase() : accepted(tree);
    },
    decide({ record: holder, members }, moment) {
      if (members.length >= notesPerCaseMax) {
        return refused('validation_failed', `case_id: A case has at most ${notesPerCaseMax} notes.`);
      }
      const note = newMember(noteKind, holder, moment, { content });
      const value = { holder, note, comments: [] };
      return accepted({ writes: [creation(noteKind, note)], events: [noteEvent('Created', value)], value });
    },
  });
}

/** The same content is no change. */
export function updateNote(
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
  content: string,
): Promise<Result<NoteTree>> {
  return changeNote(changeRecords, workspaceId, id, (tree, moment) => {
    if (tree.note.document.content === content) return accepted(unchanged(tree));
    const note = changed(tree.note, { content }, moment);
    const value = { ...tree, note };
    const writes = [update(noteKind, tree.note, note)];
    return accepted({ writes, events: [noteEvent('Updated', value)], value });
  });
}

/** With its comments, of which nothing is told. */
export function deleteNote(
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
): Promise<Result<null>> {
  return changeNote(changeRecords, workspaceId, id, (tree) =>
    accepted({ writes: [deletion(tree.note)], events: [noteEvent('Deleted', tree)], value: null }),
  );
}

export function createComment(
  changeRecords: ChangeRecords,
  workspaceId: string,
  noteId: string,
  content: string,
): Promise<Result<CommentRecord>> {
  return changeNote(changeRecords, workspaceId, noteId, (tree, moment) => {
    if (tree.comments.length >= commentsPerNoteMax) {
      return refused('validation_failed', `id: A note has at most ${commentsPerNoteMax} comments.`);
    }
    const comment = newMember(commentKind, tree.note, moment, { content });
    const events = [commentEvent('Created', tree, comment)];
    return accepted({ writes: [creation(commentKind, comment)], events, value: comment });
  });
}

/** The same content is no change. */
export function updateComment(
  changeRecords: ChangeRecords,
  workspaceId: string,
  noteId: string,
  id: string,
  content: string,
): Promise<Result<CommentRecord>> {
  return changeComment(changeRecords, workspaceId, noteId, id, (tree, before, moment) => {
    if (before.document.content === content) return unchanged(before);
    const after = changed(before, { content }, moment);
    const events = [commentEvent('Updated', tree, after)];
    return { writes: [update(commentKind, before, after)], events, value: after };
  });
}

export function deleteComment(
  changeRecords: ChangeRecords,
  workspaceId: string,
  noteId: string,
  id: string,
): Promise<Result<null>> {
  return changeComment(changeRecords, workspaceId, noteId, id, (tree, before) => ({
    writes: [deletion(before)],
    events: [commentEvent('Deleted', tree, before)],
    value: null,
  }));
}

export function noSuchNote(): Result<never> {
  return refused('not_found', 'There is no such note.');
}

export function noSuchComment(): Result<never> {
  return refused('not_found', 'The note has no such comment.');
}

function changeNote<Value>(
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
  decide: (tree: NoteTree, moment: ChangeMoment) => Result<RecordChange<Value>>,
): Promise<Result<Value>> {
  return changeRecords(workspaceId, { read: (reader) => lockNote(reader, id), decide });
}

function changeComment<Value>(
  changeRecords: ChangeRecords,
  workspaceId: string,
  noteId: string,
  id: string,
  decide: (tree: NoteTree, before: CommentRecord, moment: ChangeMoment) => RecordChange<Value>,
): Promise<Result<Value>> {
  return changeNote(changeRecords, workspaceId, noteId, (tree, moment) => {
    const before = tree.comments.find((comment) => comment.id === id.toLowerCase());
    return before === undefined ? noSuchComment() : accepted(decide(tree, before, moment));
  });
}

async function lockNote(reader: RecordReader, id: string): Promise<Result<NoteTree>> {
  const tree = await reader.lock(noteKind, idKeyOf(id), [commentKind]);
  return tree === null ? noSuchNote() : accepted(noteTreeOf(tree));
}

function noteTreeOf({ root, record: note, members }: RecordTree<NoteDocument>): NoteTree {
  if (!isOfKind(root, caseKind)) throw new Error(`Note ${note.id} is held by a ${root.kind}.`);
  const comments = ofKind(members, commentKind).filter(({ parentId }) => parentId === note.id);
  return { holder: root, note, comments };
}
