import { z } from 'zod';
import { email } from './account.ts';
import { role } from './role.ts';
import { id, instant } from './scalar.ts';

/** That can still be used. */
export const invitationsPerWorkspaceMax = 100;

export const invitation = z
  .object({
    id,
    role,
    email: z.string().nullable().meta({ description: 'Only this address can use it; null: anyone’s.' }),
    expires_at: instant,
    created_at: instant,
  })
  .meta({ id: 'Invitation' });

/** Newest first; only those that can still be used. */
export const invitationList = z.object({ data: z.array(invitation) });

export const invitationCreate = z
  .strictObject({ role, email: email.nullable().default(null) })
  .meta({ id: 'InvitationCreate' });

export const createdInvitation = z
  .object({
    ...invitation.shape,
    url: z.string().meta({ description: 'The link to give to the person. It is shown this once.' }),
  })
  .meta({ id: 'CreatedInvitation' });

export type InvitationAnswer = z.output<typeof invitation>;
export type InvitationCreate = z.input<typeof invitationCreate>;
export type CreatedInvitationAnswer = z.output<typeof createdInvitation>;
