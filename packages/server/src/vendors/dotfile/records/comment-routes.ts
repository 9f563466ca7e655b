import type { FastifyInstance } from 'fastify';
import { accepted, type Result } from '../../../domain/refusal.ts';
import { findRecord } from '../../../store/records.ts';
import { send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import type { DotfileOptions } from '../plugin.ts';
import { parseBody } from './input.ts';
import { createComment, deleteComment, noSuchComment, updateComment } from './note-changes.ts';
import { contentBody } from './note-input.ts';
import { type CommentRecord, commentKind, commentResource } from './note-record.ts';
import { idKeyOf } from './record-key.ts';

interface OfNote {
  Params: { id: string };
}

interface OneComment {
  Params: { id: string; commentId: string };
}

/** The comments of notes. Reading one, changing one and deleting one are ours. */
export function commentRoutes(scope: FastifyInstance, { context, changeRecords }: DotfileOptions): void {
  const { sql, now } = context;

  scope.post<OfNote>('/v1/notes/:id/comments', async (request, reply) => {
    const body = parseBody(contentBody, request.body);
    const created = body.ok
      ? await createComment(changeRecords, workspaceOf(request).id, request.params.id, body.value.content)
      : body;
    return send(reply, 201, resourceOf(created), now());
  });

  scope.get<OneComment>('/v1/notes/:id/comments/:commentId', async (request, reply) => {
    const { id, commentId } = request.params;
    const found = await findRecord(sql, workspaceOf(request).id, commentKind, idKeyOf(commentId));
    const isOfNote = found?.parentId === id.toLowerCase();
    const result = found !== null && isOfNote ? accepted(commentResource(found)) : noSuchComment();
    return send(reply, 200, result, now());
  });

  scope.patch<OneComment>('/v1/notes/:id/comments/:commentId', async (request, reply) => {
    const body = parseBody(contentBody, request.body);
    const { id, commentId } = request.params;
    const updated = body.ok
      ? await updateComment(changeRecords, workspaceOf(request).id, id, commentId, body.value.content)
      : body;
    return send(reply, 200, resourceOf(updated), now());
  });

  scope.delete<OneComment>('/v1/notes/:id/comments/:commentId', async (request, reply) => {
    const { id, commentId } = request.params;
    const deleted = await deleteComment(changeRecords, workspaceOf(request).id, id, commentId);
    return send(reply, 204, deleted, now());
  });
}

function resourceOf(result: Result<CommentRecord>): Result<ReturnType<typeof commentResource>> {
  return result.ok ? accepted(commentResource(result.value)) : result;
}
