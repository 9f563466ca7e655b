import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accepted } from '../../../domain/refusal.ts';
import { externalId, textOf } from '../../text-input.ts';
import type { DotfileOptions } from '../plugin.ts';
import { type RootResource, rootRoutes } from './root-routes.ts';
import { type TemplateDocument, templateKind, templateResource } from './template-record.ts';

const nameLengthMax = 200;
const descriptionLengthMax = 10_000;

const shape = {
  name: textOf(1, nameLengthMax),
  key: externalId,
  description: textOf(0, descriptionLengthMax).nullable(),
  case_auto_approval: z.boolean({ error: 'Expected true or false.' }),
};
const createBody = z.strictObject(shape).partial({ description: true, case_auto_approval: true });
const updateBody = z.strictObject(shape).partial();

const texts = ['eq', 'not_eq', 'like', 'ilike'] as const;
const instants = ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] as const;

const templates: RootResource<TemplateDocument, z.infer<typeof createBody>, z.infer<typeof updateBody>> = {
  kind: templateKind,
  noun: 'template',
  uniqueField: 'key',
  path: '/v1/templates',
  createBody,
  updateBody,
  created: ({ name, key, description = null, case_auto_approval = false }, at) => ({
    name,
    key,
    description,
    case_auto_approval,
    last_activity_at: new Date(at).toISOString(),
  }),
  patched: (before, patch) => ({
    ...before,
    name: patch.name ?? before.name,
    key: patch.key ?? before.key,
    description: patch.description === undefined ? before.description : patch.description,
    case_auto_approval: patch.case_auto_approval ?? before.case_auto_approval,
  }),
  resource: templateResource,
  list: {
    filters: {
      name: { type: 'text', operators: texts },
      key: { type: 'text', operators: texts },
      case_auto_approval: { type: 'boolean', operators: ['eq', 'not_eq'] },
      created_at: { type: 'instant', operators: instants },
      updated_at: { type: 'instant', operators: instants },
    },
    sortFields: ['created_at', 'name', 'updated_at'],
    sortDefault: [{ field: 'updated_at', descending: false }],
    limitMax: 100,
  },
  fields: {
    name: 'name',
    key: 'text.key',
    case_auto_approval: 'term.case_auto_approval',
    created_at: 'created_at',
    updated_at: 'updated_at',
  },
  also: () => [],
  permit: async () => accepted(null),
};

/** List and get as Dotfile has them; creating, changing and deleting are ours. Cases keep what they were given. */
export function templateRoutes(scope: FastifyInstance, options: DotfileOptions): void {
  rootRoutes(scope, options, templates);
}
