import { jsonTextOf, type OwnEventType } from '../domain/own-event-type.ts';
import { announceChange } from './changes.ts';
import { instant, type Sql } from './database.ts';

/** The workspace's own event types by name, archived ones included; at most eventTypesPerWorkspaceMax. */
export async function listEventTypes(sql: Sql, workspaceId: string): Promise<OwnEventType[]> {
  const rows = await sql<EventTypeRow[]>`
    select * from event_types where workspace_id = ${workspaceId} order by type collate "C"`;
  return rows.map(eventTypeOf);
}

/** Undefined where the workspace has no such event type; any text may be asked for. */
export async function findEventType(
  sql: Sql,
  workspaceId: string,
  type: string,
): Promise<OwnEventType | undefined> {
  // PostgreSQL refuses a zero byte in any text.
  if (type.includes('\0')) return undefined;
  const rows = await sql<EventTypeRow[]>`
    select * from event_types where workspace_id = ${workspaceId} and type = ${type}`;
  return rows[0] === undefined ? undefined : eventTypeOf(rows[0]);
}

/** How many event types the workspace has beside this one, and how many bytes their schemas and examples hold. */
export async function eventTypeUsage(
  sql: Sql,
  workspaceId: string,
  beside: string,
): Promise<{ readonly count: number; readonly bytes: number }> {
  const rows = await sql<{ count: number; bytes: number }[]>`
    select count(*) as count,
      coalesce(sum(coalesce(octet_length(data_schema), 0) + coalesce(octet_length(data_example), 0)), 0)::bigint as bytes
    from event_types where workspace_id = ${workspaceId} and type <> ${beside}`;
  return rows[0] ?? { count: 0, bytes: 0 };
}

export async function insertEventType(sql: Sql, workspaceId: string, own: OwnEventType): Promise<void> {
  await sql`insert into event_types ${sql({ workspace_id: workspaceId, ...columnsOf(own) })}`;
}

/** Writes every column of the event type. */
export async function updateEventType(sql: Sql, workspaceId: string, own: OwnEventType): Promise<void> {
  const { type, created_at: _, ...changing } = columnsOf(own);
  await sql`update event_types set ${sql(changing)} where workspace_id = ${workspaceId} and type = ${type}`;
}

/** Belongs to every transaction that changes an event type: who caches what was made of them makes it anew. */
export async function announceEventTypeChange(sql: Sql, workspaceId: string): Promise<void> {
  await sql`
    with raised as (
      update workspaces
      set event_types_version = event_types_version + 1, webhooks_version = webhooks_version + 1
      where workspace_id = ${workspaceId}
      returning workspace_id
    )
    select pg_notify('belfry_webhooks', workspace_id::text) from raised`;
  await announceChange(sql, workspaceId, 'event_types');
}

interface EventTypeRow {
  readonly type: string;
  readonly group: string;
  readonly description: string;
  readonly deprecation: string | null;
  readonly data_schema: string | null;
  readonly data_example: string | null;
  readonly archived_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
}

function eventTypeOf(row: EventTypeRow): OwnEventType {
  return {
    definition: {
      type: row.type,
      group: row.group,
      description: row.description,
      deprecation: row.deprecation,
      dataSchema: row.data_schema === null ? null : JSON.parse(row.data_schema),
      example: row.data_example === null ? undefined : JSON.parse(row.data_example),
      archived: row.archived_at !== null,
    },
    archivedAt: row.archived_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function columnsOf({ definition, archivedAt, createdAt, updatedAt }: OwnEventType) {
  return {
    type: definition.type,
    group: definition.group,
    description: definition.description,
    deprecation: definition.deprecation,
    data_schema: jsonTextOf(definition.dataSchema),
    data_example: jsonTextOf(definition.example),
    archived_at: instant(archivedAt),
    created_at: instant(createdAt),
    updated_at: instant(updatedAt),
  };
}
