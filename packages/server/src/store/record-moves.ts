import type postgres from 'postgres';
import type { Sql } from './database.ts';

/**
 * What a statement that writes records appends to the counts of lists: one `with` query. `source` is a query of the
 * statement with the columns of `records`: as they became (`delta` 1), or as they were (-1).
 */
export function movesSql(sql: Sql, source: 'old' | 'head', delta: 1 | -1): postgres.Fragment {
  return sql`
    select workspace_id, kind, id, version, ${delta}::smallint, status, name, terms, updated_at, last_activity_at
    from ${sql(source)}`;
}

/** The columns that `movesSql` selects. */
export function moveColumns(sql: Sql): postgres.Fragment {
  return sql`record_moves (workspace_id, kind, id, version, delta, status, name, terms, updated_at, last_activity_at)`;
}
