/** Routes that every kind of record has alike: reading one, listing, deleting. */
import type { FastifyInstance } from 'fastify';
import { accepted } from '../../../domain/refusal.ts';
import { readRecordPage } from '../../../store/record-pages.ts';
import { findRecord } from '../../../store/records.ts';
import { listAnswer, send } from '../answer.ts';
import { workspaceIdOf } from '../caller.ts';
import { type Filters, listed, parseListQuery } from '../list-query.ts';
import type { CompilotOptions } from '../plugin.ts';
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
