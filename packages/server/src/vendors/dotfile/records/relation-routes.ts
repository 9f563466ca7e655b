import type { FastifyInstance } from 'fastify';
import { accepted, type Result } from '../../../domain/refusal.ts';
import { send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import type { DotfileOptions } from '../plugin.ts';
import { idInPath } from './entity-reading.ts';
import { parseBody } from './input.ts';
import { createRelation, deleteRelation, patchRelation, type Related } from './relation-changes.ts';
import { relationCreate, relationUpdate } from './relation-input.ts';

interface OfCase {
  /** An id or an external id. */
  Params: { caseId: string };
}

interface OneRelation {
  Params: { caseId: string; caseRelationId: string };
}

const path = '/v1/cases/:caseId/relations';

export function relationRoutes(scope: FastifyInstance, { context, changeRecords }: DotfileOptions): void {
  const { now } = context;

  scope.post<OfCase>(path, async (request, reply) => {
    const body = parseBody(relationCreate, request.body);
    if (!body.ok) return send(reply, 201, body, now());
    const { caseId } = request.params;
    const created = await createRelation(changeRecords, workspaceOf(request).id, caseId, body.value);
    return send(reply, 201, answered(created), now());
  });

  scope.patch<OneRelation>(`${path}/:caseRelationId`, async (request, reply) => {
    const { caseId, caseRelationId } = request.params;
    const id = idInPath('caseRelationId', caseRelationId);
    const body = id.ok ? parseBody(relationUpdate, request.body) : id;
    if (!id.ok || !body.ok) return send(reply, 200, body, now());
    const workspaceId = workspaceOf(request).id;
    const patched = await patchRelation(changeRecords, workspaceId, caseId, id.value, body.value);
    return send(reply, 200, answered(patched), now());
  });

  scope.delete<OneRelation>(`${path}/:caseRelationId`, async (request, reply) => {
    const { caseId, caseRelationId } = request.params;
    const id = idInPath('caseRelationId', caseRelationId);
    const workspaceId = workspaceOf(request).id;
    const deleted = id.ok ? await deleteRelation(changeRecords, workspaceId, caseId, id.value) : id;
    return send(reply, 204, deleted, now());
  });
}

/** Dotfile's `CaseRelation`. */
function answered(result: Result<Related>): Result<object> {
  if (!result.ok) return result;
  const { from, relation } = result.value;
  const { id, ...properties } = relation;
  return accepted({
    id,
    from_company_id: from.kind === 'company' ? from.record.id : null,
    from_individual_id: from.kind === 'individual' ? from.record.id : null,
    ...properties,
  });
}
