import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RecordReader } from '../../../app/record-reader.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import type { DotfileOptions } from '../plugin.ts';
import { caseKind } from './case-record.ts';
import { type RootResource, rootRoutes } from './root-routes.ts';
import { foldedLabel, tagLabel } from './tag-label.ts';
import { type TagDocument, tagKind, tagResource, tagsPerWorkspaceMax } from './tag-record.ts';

/** Dotfile's `TagCreate` and `TagUpdate`. */
const body = z.strictObject({ label: tagLabel });
type Body = z.infer<typeof body>;

const tags: RootResource<TagDocument, Body, Body> = {
  kind: tagKind,
  noun: 'tag',
  uniqueField: 'label',
  path: '/v1/tags',
  createBody: body,
  updateBody: body,
  created: (given) => given,
  patched: (_before, given) => given,
  resource: tagResource,
  list: {
    filters: {
      label: { type: 'text', operators: ['eq', 'not_eq', 'like', 'ilike'] },
      created_at: { type: 'instant', operators: ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] },
    },
    sortFields: ['created_at', 'label'],
    sortDefault: [{ field: 'created_at', descending: false }],
    limitMax: 100,
  },
  fields: { label: 'name', created_at: 'created_at' },
  also: () => [],
  permit,
};

/** The tags of the workspace; those of a case are in `case-tag-routes.ts`. */
export function tagRoutes(scope: FastifyInstance, options: DotfileOptions): void {
  rootRoutes(scope, options, tags);
}

/**
 * Cases keep the labels themselves: a tag that is on a case is neither renamed nor deleted. The tag is locked here, and
 * held by every change that puts it on a case, so that what no case has now will be on none.
 */
async function permit(
  reader: RecordReader,
  before: TagDocument | null,
  after: TagDocument | null,
): Promise<Result<null>> {
  if (before === null) {
    const count = await reader.countForCreation(tagKind);
    if (count < tagsPerWorkspaceMax) return accepted(null);
    return refused('invalid_request', `label: A workspace has at most ${tagsPerWorkspaceMax} tags.`);
  }
  if (after?.label === before.label) return accepted(null);
  const tagged = await reader.findByTerm(caseKind, 'tags', foldedLabel(before.label));
  if (tagged === null) return accepted(null);
  return refused(
    'invalid_request',
    `label: The case ${tagged.id} has this tag. Take it off all cases first.`,
  );
}
