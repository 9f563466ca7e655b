import { z } from 'zod';
import { role } from './role.ts';
import { id, instant } from './scalar.ts';

export const membersPerWorkspaceMax = 500;

export const member = z
  .object({
    user_id: id,
    name: z.string(),
    email: z.string(),
    role,
    installation_owner: z.boolean().meta({ description: 'Stays an owner of every workspace.' }),
    created_at: instant.meta({ description: 'Since when the person is a member.' }),
    last_seen_at: instant.nullable().meta({ description: 'To the minute; null: never signed in.' }),
  })
  .meta({ id: 'Member' });

export const memberList = z.object({ data: z.array(member) });

export const memberParams = z.object({ user_id: z.uuid() });

export const memberUpdate = z.strictObject({ role }).meta({ id: 'MemberUpdate' });

export type MemberAnswer = z.output<typeof member>;
export type MemberUpdate = z.input<typeof memberUpdate>;
