import type { RecordEvent } from '../../../domain/record.ts';
import { caseInContext } from './case-image.ts';
import type { NoteTree } from './note-changes.ts';
import { type CommentRecord, commentResource, noteInContext, noteResource } from './note-record.ts';

type Change = 'Created' | 'Updated' | 'Deleted';

/** The whole note, also of one that is deleted. */
export function noteEvent(change: Change, { holder, note, comments }: NoteTree): RecordEvent {
  const draft = {
    type: `Note.${change}`,
    context: { case: caseInContext(holder) },
    data: noteResource(note, comments),
  };
  return { draft, subject: { case_id: holder.id } };
}

/** The whole comment, also of one that is deleted. */
export function commentEvent(
  change: Change,
  { holder, note }: NoteTree,
  comment: CommentRecord,
): RecordEvent {
  const draft = {
    type: `NoteComment.${change}`,
    context: { case: caseInContext(holder), note: noteInContext(note) },
    data: commentResource(comment),
  };
  return { draft, subject: { case_id: holder.id } };
}
