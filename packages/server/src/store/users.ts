import { membershipsListedMax, type User } from '../domain/member.ts';
import { instant, type Sql } from './database.ts';

export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly installation_owner: boolean;
  readonly last_seen_at: number | null;
  readonly created_at: number;
}

export async function insertUser(sql: Sql, user: User): Promise<void> {
  await sql`
    insert into users (id, email, name, installation_owner, created_at, updated_at)
    values (${user.id}, ${user.email}, ${user.name}, ${user.installationOwner}, ${instant(user.createdAt)},
            ${instant(user.createdAt)})`;
}

/** The account's password, as its hash. */
export async function insertCredential(
  sql: Sql,
  credential: { readonly id: string; readonly userId: string; readonly hash: string; readonly now: number },
): Promise<void> {
  const { id, userId, hash, now } = credential;
  await sql`
    insert into credentials (id, user_id, provider, provider_account_id, password, created_at, updated_at)
    values (${id}, ${userId}, 'credential', ${userId}, ${hash}, ${instant(now)}, ${instant(now)})`;
}

export async function changeCredential(sql: Sql, userId: string, hash: string, now: number): Promise<void> {
  await sql`
    update credentials set password = ${hash}, updated_at = ${instant(now)}
    where user_id = ${userId} and provider = 'credential'`;
}

export async function findUser(sql: Sql, id: string): Promise<User | null> {
  const [row] = await sql<UserRow[]>`
    select id, email, name, installation_owner, last_seen_at, created_at from users where id = ${id}`;
  return row === undefined ? null : userOf(row);
}

/** `email` in lower case. */
export async function findUserByEmail(sql: Sql, email: string): Promise<User | null> {
  const [row] = await sql<UserRow[]>`
    select id, email, name, installation_owner, last_seen_at, created_at from users where email = ${email}`;
  return row === undefined ? null : userOf(row);
}

/** Oldest first; `hasPassword` false: by one-time links only. */
export async function listUsers(sql: Sql): Promise<readonly (User & { readonly hasPassword: boolean })[]> {
  const rows = await sql<(UserRow & { has_password: boolean })[]>`
    select id, email, name, installation_owner, last_seen_at, created_at,
           exists (select from credentials c where c.user_id = users.id) as has_password
    from users order by id limit ${membershipsListedMax}`;
  return rows.map((row) => ({ ...userOf(row), hasPassword: row.has_password }));
}

/** Whether anybody can sign in with a password: until then the installation is not set up. */
export async function anyCredential(sql: Sql): Promise<boolean> {
  const rows = await sql`select from credentials limit 1`;
  return rows.count > 0;
}

/** Held until the transaction ends: one first account is made after the other. */
export async function lockFirstAccount(sql: Sql): Promise<void> {
  await sql`select pg_advisory_xact_lock(${firstAccountLock})`;
}

const firstAccountLock = 4_270_907;

export async function markSeen(sql: Sql, userId: string, now: number): Promise<void> {
  await sql`update users set last_seen_at = ${instant(now)} where id = ${userId}`;
}

export async function deleteSession(sql: Sql, id: string): Promise<void> {
  await sql`delete from sessions where id = ${id}`;
}

/** Ends those of the person, but one where it is named; answers how many. */
export async function deleteSessions(sql: Sql, userId: string, keptId: string | null): Promise<number> {
  const { count } = await sql`
    delete from sessions where user_id = ${userId} and id is distinct from ${keptId}::uuid`;
  return count;
}

export async function deleteExpiredSessions(sql: Sql, now: number): Promise<void> {
  await sql`delete from sessions where expires_at < ${instant(now)}`;
}

export function userOf(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    installationOwner: row.installation_owner,
    lastSeenAt: row.last_seen_at,
    createdAt: row.created_at,
  };
}
