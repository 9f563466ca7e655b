import { type Member, type Membership, membershipsListedMax, type Role } from '../domain/member.ts';
import { instant, type Sql } from './database.ts';
import { type UserRow, userOf } from './users.ts';

/** A member already keeps the role that is given here. */
export async function putMember(
  sql: Sql,
  member: {
    readonly workspaceId: string;
    readonly userId: string;
    readonly role: Role;
    readonly now: number;
  },
): Promise<void> {
  const { workspaceId, userId, role, now } = member;
  await sql`
    insert into members (workspace_id, user_id, role, created_at)
    values (${workspaceId}, ${userId}, ${role}, ${instant(now)})
    on conflict (workspace_id, user_id) do update set role = excluded.role`;
}

/** Owner of every workspace there is. */
export async function putOwnerEverywhere(sql: Sql, userId: string, now: number): Promise<void> {
  await sql`
    insert into members (workspace_id, user_id, role, created_at)
    select workspace_id, ${userId}::uuid, 'owner', ${instant(now)}::timestamptz from workspaces
    on conflict (workspace_id, user_id) do update set role = 'owner'`;
}

/** A new workspace's first owners: those of the installation. */
export async function putInstallationOwners(sql: Sql, workspaceId: string, now: number): Promise<void> {
  await sql`
    insert into members (workspace_id, user_id, role, created_at)
    select ${workspaceId}::uuid, id, 'owner', ${instant(now)}::timestamptz from users where installation_owner`;
}

/** False where there is no such member. */
export async function deleteMember(sql: Sql, workspaceId: string, userId: string): Promise<boolean> {
  const { count } = await sql`
    delete from members where workspace_id = ${workspaceId} and user_id = ${userId}`;
  return count === 1;
}

/** Those who came first stand first. */
export async function listMembers(sql: Sql, workspaceId: string): Promise<readonly Member[]> {
  const rows = await sql<MemberRow[]>`
    select u.id, u.email, u.name, u.installation_owner, u.last_seen_at, u.created_at, m.role,
           m.created_at as since
    from members m join users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId} order by m.created_at, u.id`;
  return rows.map(memberOf);
}

export async function findMember(sql: Sql, workspaceId: string, userId: string): Promise<Member | null> {
  const [row] = await sql<MemberRow[]>`
    select u.id, u.email, u.name, u.installation_owner, u.last_seen_at, u.created_at, m.role,
           m.created_at as since
    from members m join users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId} and m.user_id = ${userId}`;
  return row === undefined ? null : memberOf(row);
}

export async function countMembers(sql: Sql, workspaceId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from members where workspace_id = ${workspaceId}`;
  return row?.count ?? 0;
}

/** Members who are owners. */
export async function countOwners(sql: Sql, workspaceId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from members where workspace_id = ${workspaceId} and role = 'owner'`;
  return row?.count ?? 0;
}

/** Null where the person is not a member, or there is no such workspace. */
export async function readMembership(
  sql: Sql,
  workspaceId: string,
  userId: string,
): Promise<Membership | null> {
  const [row] = await sql<MembershipRow[]>`
    select w.workspace_id, w.name, w.dialect, w.created_at, m.role
    from members m join workspaces w on w.workspace_id = m.workspace_id
    where m.workspace_id = ${workspaceId} and m.user_id = ${userId}`;
  return row === undefined ? null : membershipOf(row);
}

/** Workspaces of the person, oldest first; `membershipsListedMax` at most. */
export async function listMemberships(sql: Sql, userId: string): Promise<readonly Membership[]> {
  const rows = await sql<MembershipRow[]>`
    select w.workspace_id, w.name, w.dialect, w.created_at, m.role
    from members m join workspaces w on w.workspace_id = m.workspace_id
    where m.user_id = ${userId} order by w.workspace_id limit ${membershipsListedMax}`;
  return rows.map(membershipOf);
}

type MemberRow = UserRow & { readonly role: Role; readonly since: number };

interface MembershipRow {
  readonly workspace_id: string;
  readonly name: string;
  readonly dialect: string;
  readonly created_at: number;
  readonly role: Role;
}

function memberOf(row: MemberRow): Member {
  return { user: userOf(row), role: row.role, createdAt: row.since };
}

function membershipOf({
  workspace_id: id,
  name,
  dialect,
  created_at: createdAt,
  role,
}: MembershipRow): Membership {
  return { workspace: { id, name, dialect, createdAt }, role };
}
