import type { Actor } from '../domain/actor.ts';
import type { AuditEntry, AuditFilter } from '../domain/audit.ts';
import { idFloor, idTime } from '../domain/id.ts';
import type { PageRequest, SearchPage } from '../domain/search.ts';
import type { Sql } from './database.ts';

/** Within the transaction of the change. */
export async function insertAuditEntries(sql: Sql, entries: readonly AuditEntry[]): Promise<void> {
  for (const { workspaceId, id, actor, action, target, before, after } of entries) {
    await sql`
      insert into audit_entries (workspace_id, id, actor_type, actor_id, actor_name, address, action,
                                 target_type, target_id, target_name, before, after)
      values (${workspaceId}, ${id}, ${actor.type}, ${actor.id}, ${actor.name}, ${actor.address}, ${action},
              ${target.type}, ${target.id}, ${target.name}, ${json(before)}::text::jsonb, ${json(after)}::text::jsonb)`;
  }
}

/** Newest first. */
export async function searchAudit(
  sql: Sql,
  workspaceId: string,
  filter: AuditFilter,
  page: PageRequest,
): Promise<SearchPage<AuditEntry>> {
  const { targetType, targetId, action, actorId, from, to } = filter;
  const rows = await sql<AuditRow[]>`
    select id, actor_type, actor_id, actor_name, address, action, target_type, target_id, target_name, before, after
    from audit_entries
    where workspace_id = ${workspaceId}
      ${page.afterId === null ? sql`` : sql`and id < ${page.afterId}`}
      ${targetType === undefined ? sql`` : sql`and target_type = ${targetType}`}
      ${targetId === undefined ? sql`` : sql`and target_id = ${targetId}`}
      ${action === undefined ? sql`` : sql`and action = ${action}`}
      ${actorId === undefined ? sql`` : sql`and actor_id = ${actorId}`}
      ${from === undefined ? sql`` : sql`and id >= ${idFloor(from)}`}
      ${to === undefined ? sql`` : sql`and id < ${idFloor(to)}`}
    order by id desc limit ${page.limit + 1}`;
  const items = rows.slice(0, page.limit).map((row) => entryOf(workspaceId, row));
  return { items, nextId: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
}

interface AuditRow {
  readonly id: string;
  readonly actor_type: Actor['type'];
  readonly actor_id: string | null;
  readonly actor_name: string;
  readonly address: string | null;
  readonly action: string;
  readonly target_type: AuditEntry['target']['type'];
  readonly target_id: string;
  readonly target_name: string;
  readonly before: AuditEntry['before'];
  readonly after: AuditEntry['after'];
}

function entryOf(workspaceId: string, row: AuditRow): AuditEntry {
  return {
    workspaceId,
    id: row.id,
    at: idTime(row.id),
    actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name, address: row.address },
    action: row.action,
    target: { type: row.target_type, id: row.target_id, name: row.target_name },
    before: row.before,
    after: row.after,
  };
}

function json(values: AuditEntry['before']): string | null {
  return values === null ? null : JSON.stringify(values);
}
