import type { Dialect, EventDraft } from '@belfry/dialects';
import { createEventType } from '../src/app/event-types.ts';
import { createWebhook, type NewWebhook } from '../src/app/webhooks.ts';
import { dialectWithEventTypes } from '../src/app/workspace-dialect.ts';
import type { Webhook } from '../src/domain/webhook.ts';
import type { Workspace } from '../src/domain/workspace.ts';
import { type EngineRig, granted, makeWorkspace, workspaceOf } from './engine-rig.ts';

/** A workspace of a dialect, with an event that it may publish: one of its own, where the dialect has none. */
export interface DialectWorkspace {
  readonly workspace: Workspace;
  /** With the workspace's event types. */
  readonly dialect: Dialect;
  readonly draft: EventDraft;
  /** By the use case, as the API makes them; subscribed to the event unless said otherwise. */
  readonly webhook: (settings: Partial<NewWebhook> & Pick<NewWebhook, 'url'>) => Promise<Webhook>;
  /** Publishes the event and answers its id. */
  readonly publish: () => Promise<string>;
}

const ownType = {
  type: 'invoice.paid',
  group: 'Invoices',
  description: 'An invoice was paid in full.',
  deprecation: null,
  dataSchema: {
    type: 'object',
    required: ['number', 'amount'],
    properties: { number: { type: 'string' }, amount: { type: 'integer', minimum: 0 } },
  },
  example: { number: '2026-0417', amount: 12_900, payer: 'Kaffebrenneriet Ørsted' },
};

export async function dialectWorkspace(
  rig: Pick<EngineRig, 'context' | 'publish'>,
  dialectName: string,
): Promise<DialectWorkspace> {
  const { context } = rig;
  const id = await makeWorkspace(context.sql, undefined, dialectName);
  const workspace = workspaceOf(id, dialectName);
  const bare = await dialectWithEventTypes(context.sql, workspace);
  if (bare.ownEventTypes !== null) granted(await createEventType(context, workspace, ownType));
  const dialect = await dialectWithEventTypes(context.sql, workspace);
  const row = dialect.catalogue.find(({ parent }) => parent === null);
  if (row === undefined) throw new Error(`${dialectName} has no event type.`);
  return {
    workspace,
    dialect,
    draft: row.example,
    async webhook(settings) {
      const made = await createWebhook(context, workspace, { name: 'Test', events: [row.type], ...settings });
      return granted(made).webhook;
    },
    async publish() {
      const event = { draft: row.example, subject: null, occurredAt: null };
      const { eventIds } = granted(await rig.publish(id, [event], null));
      return eventIds[0] ?? '';
    },
  };
}
