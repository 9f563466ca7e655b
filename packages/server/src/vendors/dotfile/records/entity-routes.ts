import type { FastifyInstance } from 'fastify';
import type { Listing } from '../../../domain/listing.ts';
import { isOfKind } from '../../../domain/record.ts';
import { accepted, type Result } from '../../../domain/refusal.ts';
import { type RecordField, readRecordPage } from '../../../store/record-pages.ts';
import { findRecord, readTree } from '../../../store/records.ts';
import { pageAnswer, send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import { type ListRules, parseListQuery, queryOf, readSwitches } from '../list-query.ts';
import type { DotfileOptions } from '../plugin.ts';
import { caseMemberKinds, heldBy } from './case-members.ts';
import { companies } from './company-kind.ts';
import { companyListing, companyRules } from './company-list.ts';
import { createEntity, deleteEntity, markEntity, patchEntity } from './entity-changes.ts';
import { setRelevant } from './entity-input.ts';
import type { EntityCreate, EntityKind, EntityTeller } from './entity-kind.ts';
import { idInPath, noSuch } from './entity-reading.ts';
import type { EntityDocument } from './entity-record.ts';
import { individuals } from './individual-kind.ts';
import { individualListing, individualRules } from './individual-list.ts';
import { parseBody } from './input.ts';
import { idKeyOf } from './record-key.ts';

interface OneEntity {
  Params: { id: string };
}

export function entityRoutes(scope: FastifyInstance, options: DotfileOptions): void {
  changingRoutes(scope, options, '/v1/individuals', individuals);
  readingRoute(scope, options, '/v1/individuals', individuals);
  listRoute(scope, options, '/v1/individuals', individuals, individualRules, individualListing);
  changingRoutes(scope, options, '/v1/companies', companies);
  readingRoute(scope, options, '/v1/companies', companies);
  listRoute(scope, options, '/v1/companies', companies, companyRules, companyListing);
}

function changingRoutes<Document extends EntityDocument, Create extends EntityCreate, Update>(
  scope: FastifyInstance,
  { context, changeRecords }: DotfileOptions,
  path: string,
  entity: EntityKind<Document, Create, Update>,
): void {
  const { now } = context;

  scope.post(path, async (request, reply) => {
    const body = parseBody(entity.createBody, request.body);
    const workspaceId = workspaceOf(request).id;
    const created = body.ok ? await createEntity(changeRecords, workspaceId, entity, body.value) : body;
    return send(reply, 201, created, now());
  });

  scope.patch<OneEntity>(`${path}/:id`, async (request, reply) => {
    const id = idInPath('id', request.params.id);
    const body = id.ok ? parseBody(entity.updateBody, request.body) : id;
    if (!id.ok || !body.ok) return send(reply, 200, body, now());
    const workspaceId = workspaceOf(request).id;
    return send(
      reply,
      200,
      await patchEntity(changeRecords, workspaceId, entity, id.value, body.value),
      now(),
    );
  });

  scope.post<OneEntity>(`${path}/:id/set-relevant`, async (request, reply) => {
    const id = idInPath('id', request.params.id);
    const body = id.ok ? parseBody(setRelevant, request.body) : id;
    if (!id.ok || !body.ok) return send(reply, 200, body, now());
    const { is_relevant: isRelevant } = body.value;
    const workspaceId = workspaceOf(request).id;
    return send(
      reply,
      200,
      await markEntity(changeRecords, workspaceId, entity, id.value, isRelevant),
      now(),
    );
  });

  scope.delete<OneEntity>(`${path}/:id`, async (request, reply) => {
    const id = idInPath('id', request.params.id);
    const workspaceId = workspaceOf(request).id;
    const deleted = id.ok ? await deleteEntity(changeRecords, workspaceId, entity, id.value) : id;
    return send(reply, 204, deleted, now());
  });
}

/** `data_lineage` is taken, and none is kept. */
const switches = ['exclude_internal_checks', 'data_lineage'] as const;

function readingRoute<Document extends EntityDocument, Create extends EntityCreate, Update>(
  scope: FastifyInstance,
  { context }: DotfileOptions,
  path: string,
  entity: EntityKind<Document, Create, Update>,
): void {
  const { sql, now } = context;

  scope.get<OneEntity>(`${path}/:id`, async (request, reply) => {
    const id = idInPath('id', request.params.id);
    const on = id.ok ? readSwitches(switches, queryOf(request.url), 'these only') : id;
    if (!id.ok || !on.ok) return send(reply, 200, on, now());
    const workspaceId = workspaceOf(request).id;
    const found = await readEntity(
      sql,
      workspaceId,
      entity,
      id.value,
      !on.value.has('exclude_internal_checks'),
    );
    return send(reply, 200, found, now());
  });
}

function listRoute<Document extends EntityDocument, Field extends string, SortField extends string>(
  scope: FastifyInstance,
  { context }: DotfileOptions,
  path: string,
  { kind, listed }: Pick<EntityKind<Document, never, never>, 'kind' | 'listed'>,
  rules: ListRules<Field, SortField>,
  listingOf: (listing: Listing<Field, SortField>) => Listing<RecordField>,
): void {
  const { sql, now } = context;

  scope.get(path, async (request, reply) => {
    const listing = parseListQuery(rules, queryOf(request.url));
    if (!listing.ok) return send(reply, 200, listing, now());
    const page = await readRecordPage(sql, workspaceOf(request).id, kind, listingOf(listing.value));
    const data = page.records.map(listed);
    return send(reply, 200, accepted(pageAnswer(data, listing.value.page, page.count)), now());
  });
}

/** Read at one moment, so that what it holds belongs to it. */
async function readEntity<Document extends EntityDocument>(
  sql: DotfileOptions['context']['sql'],
  workspaceId: string,
  entity: EntityTeller<Document>,
  id: string,
  internalChecks: boolean,
): Promise<Result<object>> {
  const head = await findRecord(sql, workspaceId, entity.kind, idKeyOf(id));
  if (head === null) return noSuch(entity);
  const kinds = [entity.kind, ...caseMemberKinds].map(({ name }) => name);
  const tree = await readTree(sql, workspaceId, head.rootId, kinds);
  const record = tree.find((candidate) => candidate.id === head.id);
  if (record === undefined || !isOfKind(record, entity.kind)) return noSuch(entity);
  return accepted(entity.image(record, heldBy(record.id, tree, { internalChecks })));
}
