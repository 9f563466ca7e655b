import type { CreatedInvitationAnswer, InvitationCreate, Role } from '@belfry/api';
import { useApiMutation } from './mutation.ts';
import { useApiQuery } from './query.ts';

export function useMembers() {
  return useApiQuery({ topic: 'members', key: ['list'], call: (client) => client.members.list() });
}

/** Those that can still be used, newest first. */
export function useInvitations() {
  return useApiQuery({ topic: 'invitations', key: ['list'], call: (client) => client.invitations.list() });
}

export function useChangeRole() {
  return useApiMutation({
    call: (client, { userId, role }: { readonly userId: string; readonly role: Role }) =>
      client.members.update(userId, { role }),
    changes: ['members', 'audit'],
    done: (member) => `${member.name} is now ${member.role === 'viewer' ? 'a' : 'an'} ${member.role}.`,
  });
}

export function useRemoveMember(onDone: () => void) {
  return useApiMutation({
    call: (client, userId: string) => client.members.remove(userId),
    changes: ['members', 'audit'],
    done: 'The member was removed.',
    onDone,
  });
}

/** The link is in what `onDone` is given, and nowhere else. */
export function useInvite(onDone: (invitation: CreatedInvitationAnswer) => void) {
  return useApiMutation({
    call: (client, body: InvitationCreate) => client.invitations.create(body),
    changes: ['invitations', 'audit'],
    failure: 'form',
    onDone,
  });
}

export function useWithdrawInvitation(onDone: () => void) {
  return useApiMutation({
    call: (client, id: string) => client.invitations.withdraw(id),
    changes: ['invitations', 'audit'],
    done: 'The invitation was withdrawn: its link does not work any more.',
    onDone,
  });
}
