import type { FastifyInstance } from 'fastify';
import { accepted, type Result } from '../../../domain/refusal.ts';
import { findByExternalIds, findRecord } from '../../../store/records.ts';
import { send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import type { DotfileOptions } from '../plugin.ts';
import { caseTags } from './case-input.ts';
import { noSuchCase } from './case-reading.ts';
import { caseKind } from './case-record.ts';
import type { OneCase } from './case-routes.ts';
import { type TaggedCase, tagCase, untagCase } from './case-tag-changes.ts';
import { parseBody } from './input.ts';
import { keyOf } from './record-key.ts';
import { foldedLabel } from './tag-label.ts';
import { tagKind, tagList } from './tag-record.ts';

type TagList = ReturnType<typeof tagList>;

/** The tags of a case; each answers with all that the case then has. */
export function caseTagRoutes(scope: FastifyInstance, options: DotfileOptions): void {
  const { context, changeRecords } = options;
  const { sql, now } = context;

  scope.get<OneCase>('/v1/cases/:id/tags', async (request, reply) => {
    const workspaceId = workspaceOf(request).id;
    const record = await findRecord(sql, workspaceId, caseKind, keyOf(request.params.id));
    if (record === null) return send(reply, 200, noSuchCase(), now());
    const { tags } = record.document;
    const records = await findByExternalIds(sql, workspaceId, tagKind, tags.map(foldedLabel));
    return send(reply, 200, accepted(tagList(tags, records)), now());
  });

  scope.post<OneCase>('/v1/cases/:id/tags', async (request, reply) => {
    const body = parseBody(caseTags, request.body);
    if (!body.ok) return send(reply, 201, body, now());
    const { id } = request.params;
    const tagged = await tagCase(changeRecords, workspaceOf(request).id, id, body.value.tags);
    return send(reply, 201, listOf(tagged), now());
  });

  scope.delete<OneCase>('/v1/cases/:id/tags', async (request, reply) => {
    const body = parseBody(caseTags, request.body);
    if (!body.ok) return send(reply, 200, body, now());
    const { id } = request.params;
    const untagged = await untagCase(changeRecords, workspaceOf(request).id, id, body.value.tags);
    return send(reply, 200, listOf(untagged), now());
  });
}

function listOf(result: Result<TaggedCase>): Result<TagList> {
  if (!result.ok) return result;
  const { record, tags } = result.value;
  return accepted(tagList(record.document.tags, tags));
}
