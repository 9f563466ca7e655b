import { z } from 'zod';
import { email, newPassword, password } from './account.ts';
import { role } from './role.ts';
import { id, instant } from './scalar.ts';

/** The session's lifetime; it begins anew while it is used. */
export const sessionDays = 7;

export const session = z
  .object({
    user: z.object({
      id,
      email: z.string(),
      name: z.string(),
      installation_owner: z
        .boolean()
        .meta({ description: 'Owner of every workspace; may create workspaces.' }),
    }),
    workspaces: z
      .array(z.object({ id, name: z.string(), dialect: z.string(), role }))
      .meta({ description: 'Those that the person is a member of, oldest first.' }),
    expires_at: instant.meta({ description: 'Unless the session is used before.' }),
  })
  .meta({ id: 'Session' });

export const signIn = z.strictObject({ email, password }).meta({ id: 'SignIn' });

export const passwordChange = z
  .strictObject({ current_password: password, new_password: newPassword })
  .meta({ id: 'PasswordChange' });

export type SessionAnswer = z.output<typeof session>;
export type SignIn = z.input<typeof signIn>;
export type PasswordChange = z.input<typeof passwordChange>;
