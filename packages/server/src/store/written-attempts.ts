import { column, separator } from './columns.ts';
import type { Sql } from './database.ts';
import type { DeliveryOutcome } from './outcomes.ts';

/** Ids of the deliveries that hold the attempt of their outcome already: it was written, and the answer got lost. */
export async function deliveriesWithAttempt(
  sql: Sql,
  outcomes: readonly DeliveryOutcome[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }[]>`
    select d.id
    from unnest(
      string_to_array(${column(outcomes.map((o) => o.workspaceId))}, ${separator})::uuid[],
      string_to_array(${column(outcomes.map((o) => o.id))}, ${separator})::uuid[],
      string_to_array(${column(outcomes.map((o) => o.attempt))}, ${separator}, '')
    ) as o (workspace_id, id, attempt)
    join deliveries d using (workspace_id, id)
    where strpos(d.attempts::text, o.attempt) > 0`;
  return new Set(rows.map((row) => row.id));
}
