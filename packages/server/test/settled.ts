import type { Database } from '../src/store/database.ts';
import { until } from './until.ts';

/** Resolves when nothing that was recorded in the workspace waits for its next call: all of it has been received. */
export function untilSettled(sql: Database, workspaceId: string): Promise<void> {
  return until(async () => {
    const rows = await sql<{ open: number }[]>`
      select (select count(*) from handoffs where workspace_id = ${workspaceId})
        + (select count(*) from deliveries where workspace_id = ${workspaceId} and state = 'pending') as open`;
    return rows[0]?.open === 0;
  });
}
