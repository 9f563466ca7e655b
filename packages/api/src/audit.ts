import { z } from 'zod';
import { pageOf, pageQuery } from './page.ts';
import { id, instant, instantInput, line } from './scalar.ts';

/** What can have been done, by the kind of thing it was done to. */
export const auditActions = {
  webhook: [
    'webhook.created',
    'webhook.updated',
    'webhook.deleted',
    'webhook.secret_rotated',
    'webhook.set_online',
    'webhook.set_offline',
    'webhook.failed_retried',
  ],
  key: ['key.created', 'key.revoked'],
  member: ['member.joined', 'member.role_changed', 'member.removed'],
  invitation: ['invitation.created', 'invitation.withdrawn'],
  workspace: ['workspace.created', 'workspace.updated'],
  event_type: ['event_type.created', 'event_type.updated', 'event_type.archived', 'event_type.restored'],
  session: ['session.started', 'session.ended', 'session.all_ended', 'session.password_changed'],
} as const;

export type AuditTargetType = keyof typeof auditActions;
export type AuditAction = (typeof auditActions)[AuditTargetType][number];

export const auditTargetTypes = [
  'webhook',
  'key',
  'member',
  'invitation',
  'workspace',
  'event_type',
  'session',
] as const satisfies readonly AuditTargetType[];

/** Values of what changed, by property; never secrets. */
const values = z.record(z.string(), z.unknown()).nullable();

export const auditEntry = z
  .object({
    id,
    at: instant,
    actor: z.object({
      type: z.enum(['user', 'key', 'system']),
      id: id.nullable().meta({ description: 'Of the account or key; null: the system.' }),
      name: z.string().meta({ description: 'What it was called at that time.' }),
    }),
    address: z.string().nullable().meta({ description: 'Where the request came from; null: no request.' }),
    action: z.string().meta({ description: '`webhook.updated`, `key.created` …' }),
    target: z.object({
      type: z.enum(auditTargetTypes),
      id: z.string().meta({ description: 'The id of what was changed; of an event type, its name.' }),
      name: z.string().meta({ description: 'What it was called at that time.' }),
    }),
    before: values.meta({ description: 'What changed, as it was; null: it did not exist.' }),
    after: values.meta({ description: 'What changed, as it became; null: it does not exist any more.' }),
  })
  .meta({ id: 'AuditEntry' });

export const auditPage = pageOf(auditEntry);

export const auditQuery = z.strictObject({
  target_type: z.enum(auditTargetTypes).optional(),
  target_id: line(200).optional(),
  action: line(100).optional(),
  actor_id: z.uuid().optional(),
  from: instantInput.optional(),
  to: instantInput.optional(),
  ...pageQuery,
});

export type AuditEntryAnswer = z.output<typeof auditEntry>;
export type AuditQuery = z.input<typeof auditQuery>;
