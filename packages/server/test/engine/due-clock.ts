import type { DueChange } from '../../src/app/due-change.ts';
import { createDueRecords, type DueRecords } from '../../src/engine/due-records.ts';
import type { Database } from '../../src/store/database.ts';
import type { EngineRig } from '../engine-rig.ts';

/** The clock of the records of one process, started. What it warns of is added to `logged`. */
export function startedClock(
  { metrics, context: { sql } }: EngineRig,
  now: () => number,
  changes: readonly DueChange[],
  logged: string[],
): DueRecords {
  const log = { info: () => {}, warn: (fields: object) => void logged.push(JSON.stringify(fields)) };
  const started = createDueRecords({ sql, now, changes, metrics, log });
  started.start();
  return started;
}

/** The id of the root of each record's tree, by the record's id. */
export async function rootIds(sql: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ id: string; root_id: string }[]>`select id, root_id from records`;
  return new Map(rows.map((row) => [row.id, row.root_id]));
}
