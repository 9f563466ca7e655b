import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accepted } from '../../../domain/refusal.ts';
import { textOf } from '../../text-input.ts';
import type { DotfileOptions } from '../plugin.ts';
import { dateTime } from './input.ts';
import { type RootResource, rootRoutes } from './root-routes.ts';
import { type UserDocument, userKind, userResource } from './user-record.ts';

const nameLengthMax = 200;
const emailLengthMax = 320;
const roleLengthMax = 100;

const shape = {
  first_name: textOf(1, nameLengthMax),
  last_name: textOf(1, nameLengthMax),
  email: z
    .email({ error: 'Expected an e-mail address.' })
    .max(emailLengthMax, { error: `Expected at most ${emailLengthMax} characters.` }),
  role: textOf(1, roleLengthMax),
  suspended_at: dateTime.nullable(),
};
const createBody = z.strictObject(shape).partial({ role: true, suspended_at: true });
const updateBody = z.strictObject(shape).partial();

const includeSuspended = 'include_suspended';

const users: RootResource<UserDocument, z.infer<typeof createBody>, z.infer<typeof updateBody>> = {
  kind: userKind,
  noun: 'user',
  uniqueField: null,
  path: '/v1/users',
  createBody,
  updateBody,
  created: ({ first_name, last_name, email, role = 'member', suspended_at = null }, at) => ({
    first_name,
    last_name,
    email,
    role,
    suspended_at,
    last_activity_at: new Date(at).toISOString(),
  }),
  patched: (before, patch) => ({
    ...before,
    first_name: patch.first_name ?? before.first_name,
    last_name: patch.last_name ?? before.last_name,
    email: patch.email ?? before.email,
    role: patch.role ?? before.role,
    suspended_at: patch.suspended_at === undefined ? before.suspended_at : patch.suspended_at,
  }),
  resource: userResource,
  list: {
    filters: {},
    sortFields: [],
    sortDefault: [],
    limitMax: 100,
    switches: [includeSuspended],
  },
  fields: {},
  also: (switches) =>
    switches.has(includeSuspended)
      ? []
      : [{ kind: 'comparison', field: 'status', operator: 'eq', value: 'active' }],
  permit: async () => accepted(null),
};

/** List and get as Dotfile has them; creating, changing and deleting are ours. Cases keep what they were given. */
export function userRoutes(scope: FastifyInstance, options: DotfileOptions): void {
  rootRoutes(scope, options, users);
}
