/** Routes that every kind of record has alike: listing, reading one, creating, changing, deleting. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { StoredRecord } from '../../../domain/record.ts';
import { accepted, mapped, type Result } from '../../../domain/refusal.ts';
import { readRecordPage } from '../../../store/record-pages.ts';
import { findRecord } from '../../../store/records.ts';
import { listAnswer, send } from '../answer.ts';
import { parseBody } from '../body.ts';
import { workspaceIdOf } from '../caller.ts';
import { type Filters, listed, parseListQuery } from '../list-query.ts';
import type { CompilotOptions } from '../plugin.ts';
import { type Changing, deleteRecord, type Last } from './changes.ts';
import { keyOf, noSuch, type Resource } from './resource.ts';

export interface OneRecord {
  Params: { id: string };
}

/** `GET {path}` and `GET {path}/{id}`. */
export function readingRoutes<Document>(
  scope: FastifyInstance,
  { context: { sql } }: CompilotOptions,
  path: string,
  resource: Resource<Document>,
  filters: Filters,
): void {
  scope.get(path, listed, async (request, reply) => {
    const listing = parseListQuery(filters, request.url);
    if (!listing.ok) return send(reply, 200, listing);
    const workspaceId = workspaceIdOf(request);
    const { records, count } = await readRecordPage(sql, workspaceId, resource.kind, listing.value);
    const images = records.map((record) => resource.image(record, workspaceId));
    return send(reply, 200, accepted(listAnswer(images, count)));
  });

  scope.get<OneRecord>(`${path}/:id`, async (request, reply) => {
    const workspaceId = workspaceIdOf(request);
    const record = await findRecord(sql, workspaceId, resource.kind, keyOf(request.params.id));
    const found = record === null ? noSuch(resource) : accepted(resource.image(record, workspaceId));
    return send(reply, 200, found);
  });
}

/** `POST {path}`: the record that `create` makes of the body. */
export function creatingRoute<Input, Document>(
  scope: FastifyInstance,
  { changeRecords }: CompilotOptions,
  path: string,
  resource: Resource<Document>,
  schema: z.ZodType<Input>,
  create: (changing: Changing, input: Input) => Promise<Result<StoredRecord<Document>>>,
): void {
  scope.post(path, async (request, reply) => {
    const body = parseBody(schema, request.body);
    const changing = { changeRecords, workspaceId: workspaceIdOf(request) };
    const created = body.ok ? await create(changing, body.value) : body;
    const image = mapped(created, (record) => resource.image(record, changing.workspaceId));
    return send(reply, 201, image);
  });
}

/** `PATCH {path}/{id}`: the record as `patch` changes it by the body. */
export function patchingRoute<Input, Document>(
  scope: FastifyInstance,
  { changeRecords }: CompilotOptions,
  path: string,
  resource: Resource<Document>,
  schema: z.ZodType<Input>,
  patch: (changing: Changing, id: string, input: Input) => Promise<Result<StoredRecord<Document>>>,
): void {
  scope.patch<OneRecord>(`${path}/:id`, async (request, reply) => {
    const body = parseBody(schema, request.body);
    const changing = { changeRecords, workspaceId: workspaceIdOf(request) };
    const patched = body.ok ? await patch(changing, request.params.id, body.value) : body;
    const image = mapped(patched, (record) => resource.image(record, changing.workspaceId));
    return send(reply, 200, image);
  });
}

/** `DELETE {path}/{id}`. `lastOf` reads from the body what the event says beyond the record's last state. */
export function deletingRoute<Document>(
  scope: FastifyInstance,
  { changeRecords }: CompilotOptions,
  path: string,
  resource: Resource<Document>,
  lastOf: (body: unknown) => Result<Last> = () => accepted(() => ({})),
): void {
  scope.delete<OneRecord>(`${path}/:id`, async (request, reply) => {
    const last = lastOf(request.body);
    const changing = { changeRecords, workspaceId: workspaceIdOf(request) };
    const deleted = last.ok ? await deleteRecord(changing, resource, request.params.id, last.value) : last;
    return send(reply, 204, deleted);
  });
}
