import type { FastifyInstance } from 'fastify';
import { ofKind } from '../../../domain/record.ts';
import { accepted, mapped, type Result } from '../../../domain/refusal.ts';
import { readRecordPage } from '../../../store/record-pages.ts';
import { findRecord, readTree } from '../../../store/records.ts';
import { pageAnswer, send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import { parseListQuery, queryOf, readSwitches } from '../list-query.ts';
import type { DotfileOptions } from '../plugin.ts';
import { createCase, deleteCase, patchCase, reviewCase, riskCase } from './case-changes.ts';
import { type CaseImage, caseImage, caseResource, createdCaseResource, listedCase } from './case-image.ts';
import { caseCreate, caseUpdate, reviewCreate, riskCreate } from './case-input.ts';
import { caseListing, caseRules } from './case-list.ts';
import { caseMemberKinds, caseMembers, type MembersView } from './case-members.ts';
import { noSuchCase } from './case-reading.ts';
import { caseKind } from './case-record.ts';
import { parseBody } from './input.ts';
import { keyOf } from './record-key.ts';

export interface OneCase {
  /** An id or an external id. */
  Params: { id: string };
}

export function caseRoutes(scope: FastifyInstance, options: DotfileOptions): void {
  const { context, changeRecords } = options;
  const { now } = context;
  readingRoutes(scope, options);

  scope.post('/v1/cases', async (request, reply) => {
    const body = parseBody(caseCreate, request.body);
    const created = body.ok ? await createCase(changeRecords, workspaceOf(request).id, body.value) : body;
    return send(
      reply,
      201,
      mapped(created, ({ record, members }) => createdCaseResource(record, members)),
      now(),
    );
  });

  scope.patch<OneCase>('/v1/cases/:id', async (request, reply) => {
    const body = parseBody(caseUpdate, request.body);
    const { id } = request.params;
    const patched = body.ok ? await patchCase(changeRecords, workspaceOf(request).id, id, body.value) : body;
    return send(reply, 200, mapped(patched, caseResource), now());
  });

  scope.delete<OneCase>('/v1/cases/:id', async (request, reply) => {
    // Every deletion is permanent, so that it makes no difference whether that is asked for.
    const query = readSwitches(['permanent'], queryOf(request.url), 'these only');
    const { id } = request.params;
    const deleted = query.ok ? await deleteCase(changeRecords, workspaceOf(request).id, id) : query;
    return send(reply, 204, deleted, now());
  });

  scope.post<OneCase>('/v1/cases/:id/reviews', async (request, reply) => {
    const body = parseBody(reviewCreate, request.body);
    const { id } = request.params;
    const reviewed = body.ok
      ? await reviewCase(changeRecords, workspaceOf(request).id, id, body.value)
      : body;
    return send(
      reply,
      201,
      mapped(reviewed, ({ document }) => document.review),
      now(),
    );
  });

  scope.post<OneCase>('/v1/cases/:id/risks', async (request, reply) => {
    const body = parseBody(riskCreate, request.body);
    const { id } = request.params;
    const risked = body.ok ? await riskCase(changeRecords, workspaceOf(request).id, id, body.value) : body;
    return send(
      reply,
      201,
      mapped(risked, ({ document }) => document.risk),
      now(),
    );
  });
}

const oneSwitches = ['include_not_relevant', 'exclude_internal_checks', 'data_lineage'] as const;

function readingRoutes(scope: FastifyInstance, { context }: DotfileOptions): void {
  const { sql, now } = context;

  scope.get('/v1/cases', async (request, reply) => {
    const query = queryOf(request.url);
    const listing = parseListQuery(caseRules, query);
    if (!listing.ok) return send(reply, 200, listing, now());
    const switches = readSwitches(['include_custom_properties'], query, 'others too');
    if (!switches.ok) return send(reply, 200, switches, now());
    const listed = switches.value.has('include_custom_properties') ? caseResource : listedCase;
    const { records, count } = await readRecordPage(
      sql,
      workspaceOf(request).id,
      caseKind,
      caseListing(listing.value),
    );
    return send(reply, 200, accepted(pageAnswer(records.map(listed), listing.value.page, count)), now());
  });

  scope.get<OneCase>('/v1/cases/:id', async (request, reply) => {
    const switches = readSwitches(oneSwitches, queryOf(request.url), 'these only');
    if (!switches.ok) return send(reply, 200, switches, now());
    const view = {
      notRelevant: switches.value.has('include_not_relevant'),
      internalChecks: !switches.value.has('exclude_internal_checks'),
    };
    const found = await readCase(sql, workspaceOf(request).id, request.params.id, view);
    return send(reply, 200, found, now());
  });
}

async function readCase(
  sql: DotfileOptions['context']['sql'],
  workspaceId: string,
  key: string,
  view: MembersView,
): Promise<Result<CaseImage>> {
  const found = await findRecord(sql, workspaceId, caseKind, keyOf(key));
  if (found === null) return noSuchCase();
  // At one moment, so that what the case shows of itself and of its members belongs together.
  const kinds = [caseKind, ...caseMemberKinds].map(({ name }) => name);
  const tree = await readTree(sql, workspaceId, found.id, kinds);
  const record = ofKind(tree, caseKind)[0];
  return record === undefined ? noSuchCase() : accepted(caseImage(record, caseMembers(tree, view)));
}
