import { z } from 'zod';
import { email, newPassword, personName } from './account.ts';
import { role } from './role.ts';
import { instant, line } from './scalar.ts';
import { workspaceCreate } from './workspace.ts';

/** A one-time link is `/link#<token>` of the console: what follows the # is sent by no browser. */
export const linkTokenLengthMax = 200;

export const linkParams = z.object({ token: line(linkTokenLengthMax) });

export const link = z
  .object({
    kind: z.enum(['setup', 'invitation', 'sign_in']),
    workspace_name: z.string().nullable().meta({ description: 'Where an invitation leads.' }),
    role: role.nullable().meta({ description: 'What an invitation gives.' }),
    email: z
      .string()
      .nullable()
      .meta({ description: 'Whom the invitation is for: only this address can use it. Null: anyone’s.' }),
    workspace_needed: z
      .boolean()
      .meta({ description: 'Whether the first workspace is to be named with the first account.' }),
    dialects: z.array(z.string()).meta({ description: 'What that workspace may speak.' }),
    expires_at: instant,
  })
  .meta({ id: 'Link' });

/** What is needed depends on the kind of the link; what is missing is refused by its path. */
export const linkUse = z
  .strictObject({
    name: personName,
    email,
    password: newPassword.meta({ description: 'A new one, or that of the account with this address.' }),
    workspace: workspaceCreate,
  })
  .partial()
  .meta({ id: 'LinkUse' });

export type LinkAnswer = z.output<typeof link>;
export type LinkUse = z.input<typeof linkUse>;
