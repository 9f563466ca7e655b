import type { AccessLink, Invitation } from '../domain/invitation.ts';
import type { Role } from '../domain/member.ts';
import { instant, type Sql } from './database.ts';

/** What a link's secret is compared with: its SHA-256. */
export interface Hashed {
  readonly hash: Uint8Array;
}

export async function insertInvitation(sql: Sql, invitation: Invitation & Hashed): Promise<void> {
  const { workspaceId, id, role, email, hash, expiresAt, createdAt } = invitation;
  await sql`
    insert into invitations (workspace_id, id, role, email, hash, expires_at, created_at)
    values (${workspaceId}, ${id}, ${role}, ${email}, ${hash}, ${instant(expiresAt)}, ${instant(createdAt)})`;
}

/** Newest first; those that can still be used. */
export async function listInvitations(
  sql: Sql,
  workspaceId: string,
  now: number,
): Promise<readonly Invitation[]> {
  const rows = await sql<InvitationRow[]>`
    select workspace_id, id, role, email, hash, expires_at, created_at from invitations
    where workspace_id = ${workspaceId} and expires_at > ${instant(now)} order by id desc`;
  return rows.map(invitationOf);
}

/** Null where there is none, or its time is over. */
export async function findInvitation(
  sql: Sql,
  workspaceId: string,
  id: string,
  now: number,
): Promise<(Invitation & Hashed) | null> {
  const [row] = await sql<InvitationRow[]>`
    select workspace_id, id, role, email, hash, expires_at, created_at from invitations
    where workspace_id = ${workspaceId} and id = ${id} and expires_at > ${instant(now)}`;
  return row === undefined ? null : invitationOf(row);
}

/** False where there is none any more: who deletes it has used it. */
export async function deleteInvitation(sql: Sql, workspaceId: string, id: string): Promise<boolean> {
  const { count } = await sql`delete from invitations where workspace_id = ${workspaceId} and id = ${id}`;
  return count === 1;
}

/** Of the workspace, those whose time is over. */
export async function deleteExpiredInvitations(sql: Sql, workspaceId: string, now: number): Promise<void> {
  await sql`delete from invitations where workspace_id = ${workspaceId} and expires_at <= ${instant(now)}`;
}

export async function insertAccessLink(sql: Sql, link: AccessLink & Hashed): Promise<void> {
  const { id, kind, hash, userId, expiresAt, createdAt } = link;
  await sql`
    insert into access_links (id, kind, hash, user_id, expires_at, created_at)
    values (${id}, ${kind}, ${hash}, ${userId}, ${instant(expiresAt)}, ${instant(createdAt)})`;
}

/** Null where there is none, or its time is over. */
export async function findAccessLink(
  sql: Sql,
  id: string,
  now: number,
): Promise<(AccessLink & Hashed) | null> {
  const [row] = await sql<AccessLinkRow[]>`
    select id, kind, hash, user_id, expires_at, created_at from access_links
    where id = ${id} and expires_at > ${instant(now)}`;
  if (row === undefined) return null;
  const { kind, hash, user_id: userId, expires_at: expiresAt, created_at: createdAt } = row;
  return { id, kind, hash, userId, expiresAt, createdAt };
}

/** False where there is none any more: who deletes it has used it. */
export async function deleteAccessLink(sql: Sql, id: string): Promise<boolean> {
  const { count } = await sql`delete from access_links where id = ${id}`;
  return count === 1;
}

/** No other first account is made. */
export async function deleteSetupLinks(sql: Sql): Promise<void> {
  await sql`delete from access_links where kind = 'setup'`;
}

export async function deleteExpiredAccessLinks(sql: Sql, now: number): Promise<void> {
  await sql`delete from access_links where expires_at <= ${instant(now)}`;
}

interface InvitationRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly role: Role;
  readonly email: string | null;
  readonly hash: Uint8Array;
  readonly expires_at: number;
  readonly created_at: number;
}

interface AccessLinkRow {
  readonly kind: AccessLink['kind'];
  readonly hash: Uint8Array;
  readonly user_id: string | null;
  readonly expires_at: number;
  readonly created_at: number;
}

function invitationOf(row: InvitationRow): Invitation & Hashed {
  return {
    workspaceId: row.workspace_id,
    id: row.id,
    role: row.role,
    email: row.email,
    hash: row.hash,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
  };
}
