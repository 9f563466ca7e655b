import { partyStatuses } from '@belfry/dialects/compilot';
import type { FastifyInstance } from 'fastify';
import { newRoot, type StoredRecord } from '../../../domain/record.ts';
import { accepted, mapped, type Result } from '../../../domain/refusal.ts';
import { send } from '../answer.ts';
import { parseBody } from '../body.ts';
import { workspaceIdOf } from '../caller.ts';
import type { Filters } from '../list-query.ts';
import type { CompilotOptions } from '../plugin.ts';
import { type Changing, changeRecord, createRecord, deleteRecord } from './changes.ts';
import { type OneRecord, readingRoutes } from './crud-routes.ts';
import { createdParty, deletionOf, patchedParty } from './party-decisions.ts';
import { type PartyCreate, type PartyUpdate, partyCreate, partyDelete, partyUpdate } from './party-input.ts';
import type { PartyDocument } from './party-record.ts';
import { checkFree, type Resource } from './resource.ts';

export const partyFilters: Filters = {
  status: { field: 'status', values: partyStatuses },
  externalCustomerId: { field: 'external_id', values: 'text' },
};

/** Individuals or companies: list, get, create, change, delete. */
export function partyRoutes(
  scope: FastifyInstance,
  options: CompilotOptions,
  path: string,
  resource: Resource<PartyDocument>,
): void {
  const { changeRecords } = options;
  readingRoutes(scope, options, path, resource, partyFilters);
  partyDeletion(scope, options, path, resource);

  scope.post(path, async (request, reply) => {
    const body = parseBody(partyCreate, request.body);
    const workspaceId = workspaceIdOf(request);
    const created = body.ok ? await createParty({ changeRecords, workspaceId }, resource, body.value) : body;
    return send(
      reply,
      201,
      mapped(created, (record) => resource.image(record, workspaceId)),
    );
  });

  scope.patch<OneRecord>(`${path}/:id`, async (request, reply) => {
    const body = parseBody(partyUpdate, request.body);
    const workspaceId = workspaceIdOf(request);
    const { id } = request.params;
    const patched = body.ok
      ? await patchParty({ changeRecords, workspaceId }, resource, id, body.value)
      : body;
    return send(
      reply,
      200,
      mapped(patched, (record) => resource.image(record, workspaceId)),
    );
  });
}

/** `DELETE {path}/{id}`, for customers too. */
export function partyDeletion<Document extends PartyDocument>(
  scope: FastifyInstance,
  { changeRecords }: CompilotOptions,
  path: string,
  resource: Resource<Document>,
): void {
  scope.delete<OneRecord>(`${path}/:id`, async (request, reply) => {
    const body = parseBody(partyDelete, request.body);
    if (!body.ok) return send(reply, 204, body);
    const changing = { changeRecords, workspaceId: workspaceIdOf(request) };
    const last = deletionOf.bind(null, body.value);
    return send(reply, 204, await deleteRecord(changing, resource, request.params.id, last));
  });
}

function createParty(
  changing: Changing,
  resource: Resource<PartyDocument>,
  input: PartyCreate,
): Promise<Result<StoredRecord<PartyDocument>>> {
  return createRecord(
    changing,
    resource,
    (reader) => checkFree(reader, resource, 'externalCustomerId', input.externalCustomerId, null),
    (_free, moment) => ({ record: newRoot(resource.kind, moment, createdParty(input)) }),
  );
}

/** For customers too: `become` is what the patch makes of one. */
export function patchParty<Document extends PartyDocument, Patch extends PartyUpdate>(
  changing: Changing,
  resource: Resource<Document>,
  id: string,
  patch: Patch,
  become: (before: Document, patch: Patch) => Document = patchedParty,
): Promise<Result<StoredRecord<Document>>> {
  return changeRecord(
    changing,
    resource,
    id,
    (reader, record) =>
      checkFree(reader, resource, 'externalCustomerId', patch.externalCustomerId, record.id),
    (before) => accepted({ document: become(before, patch) }),
  );
}
