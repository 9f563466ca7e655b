import { instant, type Sql } from './database.ts';
import type { EventRow } from './publication.ts';

/** Records one event that no fan-out follows: the example that the test of a webhook sends. */
export async function insertTestEvent(
  sql: Sql,
  workspaceId: string,
  event: Omit<EventRow, 'test'>,
): Promise<void> {
  await sql`
    insert into events (workspace_id, id, type, sub_type, subject, context, data, occurred_at, test)
    values (${workspaceId}, ${event.id}, ${event.type}, ${event.subType}, ${event.subject}::text::jsonb,
      ${event.context}, ${event.data}, ${instant(event.occurredAt)}, true)`;
}
