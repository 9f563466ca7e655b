import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { StoredRecord } from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { readRecordPage } from '../../../store/record-pages.ts';
import type { DotfileOptions } from '../plugin.ts';
import { caseKind } from './case-record.ts';
import { textOf } from './input.ts';
import { type RootResource, rootRoutes } from './root-routes.ts';
import { type TagDocument, tagKind, tagResource } from './tag-record.ts';

const labelLengthMax = 100;

const label = textOf(1, labelLengthMax).refine((text) => !/[,;:|/\\\0]/.test(text), {
  error: 'Must not contain any of , ; : | / \\ nor the character U+0000.',
});

/** Dotfile's `TagCreate` and `TagUpdate`. */
const body = z.strictObject({ label });
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
  permit: unused,
};

/** The tags of the workspace; those of a case are in `case-tag-routes.ts`. */
export function tagRoutes(scope: FastifyInstance, options: DotfileOptions): void {
  rootRoutes(scope, options, tags);
}

/** Cases keep the labels themselves: a tag that is on a case is neither renamed nor deleted. */
async function unused(
  { context }: DotfileOptions,
  workspaceId: string,
  tag: StoredRecord<TagDocument> | null,
  given: Body | null,
): Promise<Result<null>> {
  if (tag === null || given?.label === tag.document.label) return accepted(null);
  const { count } = await readRecordPage(context.sql, workspaceId, caseKind, {
    conditions: [{ kind: 'comparison', field: 'term.tags', operator: 'eq', value: tag.document.label }],
    sort: [],
    page: { number: 1, size: 1 },
  });
  if (count === 0) return accepted(null);
  const cases = count === 1 ? 'one case has' : `${count} cases have`;
  return refused('invalid_request', `label: ${cases} this tag. Take it off them first.`);
}
