import {
  higherRole,
  type Member,
  type Membership,
  membersPerWorkspaceMax,
  type Role,
  type User,
} from '../domain/member.ts';
import { accepted, type Refusal, type Result, refused } from '../domain/refusal.ts';
import { announceChange } from '../store/changes.ts';
import type { Sql } from '../store/database.ts';
import * as store from '../store/members.ts';
import { lockWorkspace } from '../store/workspaces.ts';
import { audit } from './audit.ts';
import type { AppContext } from './context.ts';

/** Those who came first stand first. */
export function readMembers(context: AppContext, workspaceId: string): Promise<readonly Member[]> {
  return store.listMembers(context.sql, workspaceId);
}

/** The workspace and what the person may do there; refuses not_found, alike for no member and no workspace. */
export async function membershipOf(
  { sql }: AppContext,
  workspaceId: string,
  userId: string,
): Promise<Result<Membership>> {
  const known = uuidPattern.test(workspaceId) ? await store.readMembership(sql, workspaceId, userId) : null;
  return known === null
    ? refused('not_found', 'There is no such workspace, or you are no member.')
    : accepted(known);
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Counts from the next request on. Refuses not_found, last_owner, forbidden (an owner of the installation). */
export async function changeRole(
  context: AppContext,
  workspaceId: string,
  userId: string,
  role: Role,
): Promise<Result<Member>> {
  return context.sql.begin(async (sql): Promise<Result<Member>> => {
    await lockWorkspace(sql, workspaceId);
    const member = await store.findMember(sql, workspaceId, userId);
    if (member === null) return noSuchMember();
    if (member.role === role) return accepted(member);
    const refusal = await lossRefusal(sql, workspaceId, member);
    if (refusal !== null) return { ok: false, refusal };
    await store.putMember(sql, { workspaceId, userId, role, now: context.now() });
    await announceChange(sql, workspaceId, 'members');
    await audit(context, sql, workspaceId, {
      action: 'member.role_changed',
      target: targetOf(member.user),
      before: { role: member.role },
      after: { role },
    });
    return accepted({ ...member, role });
  });
}

/** The account stays, and its membership elsewhere. Refuses not_found, last_owner, forbidden. */
export async function removeMember(
  context: AppContext,
  workspaceId: string,
  userId: string,
): Promise<Result<null>> {
  return context.sql.begin(async (sql): Promise<Result<null>> => {
    await lockWorkspace(sql, workspaceId);
    const member = await store.findMember(sql, workspaceId, userId);
    if (member === null) return noSuchMember();
    const refusal = await lossRefusal(sql, workspaceId, member);
    if (refusal !== null) return { ok: false, refusal };
    await store.deleteMember(sql, workspaceId, userId);
    await announceChange(sql, workspaceId, 'members');
    await audit(context, sql, workspaceId, {
      action: 'member.removed',
      target: targetOf(member.user),
      before: { role: member.role },
      after: null,
    });
    return accepted(null);
  });
}

/**
 * Makes the person a member, or gives a member the higher role, within the transaction, whose workspace is locked.
 * Refuses validation_failed where the workspace is full.
 */
export async function join(
  context: AppContext,
  sql: Sql,
  workspaceId: string,
  user: User,
  offered: Role,
): Promise<Result<null>> {
  const before = await store.findMember(sql, workspaceId, user.id);
  const role = before === null ? offered : higherRole(before.role, offered);
  if (before?.role === role) return accepted(null);
  if (before === null && (await store.countMembers(sql, workspaceId)) >= membersPerWorkspaceMax) {
    return refused('validation_failed', `A workspace has at most ${membersPerWorkspaceMax} members.`);
  }
  await store.putMember(sql, { workspaceId, userId: user.id, role, now: context.now() });
  await announceChange(sql, workspaceId, 'members');
  await audit(context, sql, workspaceId, {
    action: before === null ? 'member.joined' : 'member.role_changed',
    target: targetOf(user),
    before: before === null ? null : { role: before.role },
    after: { role },
  });
  return accepted(null);
}

/** Why an owner may not stop being one; null where that is fine, and for everybody else. */
async function lossRefusal(sql: Sql, workspaceId: string, member: Member): Promise<Refusal | null> {
  if (member.role !== 'owner') return null;
  if ((await store.countOwners(sql, workspaceId)) === 1) {
    const message = 'This is the last owner of the workspace: make somebody else an owner first.';
    return { code: 'last_owner', message };
  }
  if (!member.user.installationOwner) return null;
  return { code: 'forbidden', message: 'The owner of the installation is an owner of every workspace.' };
}

export function targetOf({ id, email }: User) {
  return { type: 'member', id, name: email } as const;
}

function noSuchMember(): Result<never> {
  return refused('not_found', 'No member with this id in the workspace.');
}
