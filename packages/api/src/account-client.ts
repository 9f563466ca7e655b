import { z } from 'zod';
import { type AuditQuery, auditPage } from './audit.ts';
import type { ApiResult, Call } from './call.ts';
import { createdInvitation, type InvitationCreate, invitationList } from './invitation.ts';
import { type LinkUse, link } from './link.ts';
import { type MemberUpdate, member, memberList } from './member.ts';
import { type PasswordChange, type SignIn, session } from './session.ts';

/** The calls about who is signed in and who belongs to the workspace: they need a session, not a key. */
export function accountCalls(call: Call) {
  return {
    session: {
      get: () => call({ method: 'GET', path: '/session', answer: session }),
      signIn: (body: SignIn) => call({ method: 'POST', path: '/session', body, answer: session }),
      signOut: (): Nothing => call({ method: 'DELETE', path: '/session', answer: z.undefined() }),
      signOutEverywhere: (): Nothing => call({ method: 'DELETE', path: '/sessions', answer: z.undefined() }),
      changePassword: (body: PasswordChange): Nothing =>
        call({ method: 'POST', path: '/session/password', body, answer: z.undefined() }),
    },
    links: {
      get: (token: string) => call({ method: 'GET', path: linkPath(token), answer: link }),
      use: (token: string, body: LinkUse = {}) =>
        call({ method: 'POST', path: linkPath(token), body, answer: session }),
    },
    members: {
      list: () => call({ method: 'GET', path: '/members', answer: memberList }),
      update: (userId: string, body: MemberUpdate) =>
        call({ method: 'PATCH', path: memberPath(userId), body, answer: member }),
      remove: (userId: string): Nothing =>
        call({ method: 'DELETE', path: memberPath(userId), answer: z.undefined() }),
    },
    invitations: {
      list: () => call({ method: 'GET', path: '/invitations', answer: invitationList }),
      create: (body: InvitationCreate) =>
        call({ method: 'POST', path: '/invitations', body, answer: createdInvitation }),
      withdraw: (id: string): Nothing =>
        call({ method: 'DELETE', path: `/invitations/${encodeURIComponent(id)}`, answer: z.undefined() }),
    },
    audit: (query: Omit<AuditQuery, 'limit'> & { readonly limit?: number } = {}) =>
      call({ method: 'GET', path: '/audit', query, answer: auditPage }),
  };
}

type Nothing = Promise<ApiResult<undefined>>;

function linkPath(token: string): string {
  return `/links/${encodeURIComponent(token)}`;
}

function memberPath(userId: string): string {
  return `/members/${encodeURIComponent(userId)}`;
}
