import { z } from 'zod';
import { id, instant } from './scalar.ts';

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

export type WorkspaceAnswer = z.output<typeof workspace>;
