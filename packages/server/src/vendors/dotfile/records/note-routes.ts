import type { FastifyInstance } from 'fastify';
import type { Listing } from '../../../domain/listing.ts';
import { accepted, type Result } from '../../../domain/refusal.ts';
import type { Database } from '../../../store/database.ts';
import { type RecordField, readRecordPage } from '../../../store/record-pages.ts';
import { findRecord } from '../../../store/records.ts';
import { pageAnswer, send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import { type ListRules, parseListQuery, queryOf } from '../list-query.ts';
import type { DotfileOptions } from '../plugin.ts';
import { noSuchCase } from './case-reading.ts';
import { caseKind } from './case-record.ts';
import type { OneCase } from './case-routes.ts';
import { parseBody } from './input.ts';
import { createNote, deleteNote, type NoteTree, noSuchNote, updateNote } from './note-changes.ts';
import { contentBody, noteCreate } from './note-input.ts';
import { type CommentRecord, commentKind, type NoteRecord, noteKind, noteResource } from './note-record.ts';
import { idKeyOf, keyOf } from './record-key.ts';

interface OneNote {
  Params: { id: string };
}

const instants = ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] as const;
type NoteField = 'created_at' | 'updated_at';

const rules: ListRules<NoteField, NoteField> = {
  filters: {
    created_at: { type: 'instant', operators: instants },
    updated_at: { type: 'instant', operators: instants },
  },
  sortFields: ['created_at', 'updated_at'],
  sortDefault: [{ field: 'created_at', descending: false }],
  limitMax: 100,
};

/** Of a page of notes, the comments of all: 100 notes with 50 each. */
const commentsPerPageMax = 5_000;

/** The notes of cases. Reading one, changing one and deleting one are ours. */
export function noteRoutes(scope: FastifyInstance, { context, changeRecords }: DotfileOptions): void {
  const { sql, now } = context;

  scope.get<OneCase>('/v1/cases/:id/notes', async (request, reply) => {
    const listing = parseListQuery(rules, queryOf(request.url));
    if (!listing.ok) return send(reply, 200, listing, now());
    const workspaceId = workspaceOf(request).id;
    const holder = await findRecord(sql, workspaceId, caseKind, keyOf(request.params.id));
    if (holder === null) return send(reply, 200, noSuchCase(), now());
    const { records, count } = await readRecordPage(
      sql,
      workspaceId,
      noteKind,
      ofCase(listing.value, holder.id),
    );
    const notes = await withComments(sql, workspaceId, records);
    return send(reply, 200, accepted(pageAnswer(notes, listing.value.page, count)), now());
  });

  scope.post('/v1/notes', async (request, reply) => {
    const body = parseBody(noteCreate, request.body);
    const created = body.ok ? await createNote(changeRecords, workspaceOf(request).id, body.value) : body;
    return send(reply, 201, resourceOf(created), now());
  });

  scope.get<OneNote>('/v1/notes/:id', async (request, reply) => {
    const workspaceId = workspaceOf(request).id;
    const note = await findRecord(sql, workspaceId, noteKind, idKeyOf(request.params.id));
    if (note === null) return send(reply, 200, noSuchNote(), now());
    const [resource] = await withComments(sql, workspaceId, [note]);
    return send(reply, 200, accepted(resource), now());
  });

  scope.patch<OneNote>('/v1/notes/:id', async (request, reply) => {
    const body = parseBody(contentBody, request.body);
    const updated = body.ok
      ? await updateNote(changeRecords, workspaceOf(request).id, request.params.id, body.value.content)
      : body;
    return send(reply, 200, resourceOf(updated), now());
  });

  scope.delete<OneNote>('/v1/notes/:id', async (request, reply) => {
    const deleted = await deleteNote(changeRecords, workspaceOf(request).id, request.params.id);
    return send(reply, 204, deleted, now());
  });
}

function resourceOf(result: Result<NoteTree>): Result<ReturnType<typeof noteResource>> {
  return result.ok ? accepted(noteResource(result.value.note, result.value.comments)) : result;
}

function ofCase(listing: Listing<NoteField>, caseId: string): Listing<RecordField> {
  const held = { kind: 'comparison', field: 'root_id', operator: 'eq', value: caseId } as const;
  return { ...listing, conditions: [held, ...listing.conditions] };
}

/** In the order of the notes. */
async function withComments(
  sql: Database,
  workspaceId: string,
  notes: readonly NoteRecord[],
): Promise<readonly ReturnType<typeof noteResource>[]> {
  if (notes.length === 0) return [];
  const { records } = await readRecordPage(sql, workspaceId, commentKind, {
    conditions: [
      { kind: 'membership', field: 'parent_id', operator: 'in', values: notes.map(({ id }) => id) },
    ],
    sort: [],
    page: { number: 1, size: commentsPerPageMax },
  });
  const byNote = Map.groupBy(records, ({ parentId }): string | null => parentId);
  const none: readonly CommentRecord[] = [];
  return notes.map((note) => noteResource(note, byNote.get(note.id) ?? none));
}
