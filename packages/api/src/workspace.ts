import { z } from 'zod';
import { id, instant } from './scalar.ts';

export const workspace = z
  .object({ id, name: z.string(), dialect: z.string(), created_at: instant })
  .meta({ id: 'Workspace' });

export type WorkspaceAnswer = z.output<typeof workspace>;
