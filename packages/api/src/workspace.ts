import { z } from 'zod';
import { id, instant, line } from './scalar.ts';

export const workspace = z
  .object({
    id,
    name: z.string(),
    dialect: z.string(),
    own_event_types: z.boolean().meta({
      description: 'Whether the workspace defines its event types; otherwise the dialect has them.',
    }),
    signature_schemes: z
      .array(z.string())
      .meta({ description: 'What webhooks may choose from; the first is the usual one.' }),
    created_at: instant,
  })
  .meta({ id: 'Workspace' });

const workspaceName = line(200).min(1).meta({ description: 'For people.' });

export const workspaceCreate = z
  .strictObject({
    name: workspaceName,
    dialect: line(50).min(1).meta({ description: 'One of `dialects` of `GET /settings`. It stays.' }),
  })
  .meta({ id: 'WorkspaceCreate' });

export const workspaceUpdate = z.strictObject({ name: workspaceName }).meta({ id: 'WorkspaceUpdate' });

export type WorkspaceAnswer = z.output<typeof workspace>;
export type WorkspaceCreate = z.input<typeof workspaceCreate>;
export type WorkspaceUpdate = z.input<typeof workspaceUpdate>;
