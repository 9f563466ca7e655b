import type { Activity, StoredActivity } from '../domain/activity.ts';
import type { Listing } from '../domain/listing.ts';
import { instant, type Sql } from './database.ts';
import { type ColumnOf, conditionsSql, type ListColumn, orderSql } from './list-conditions.ts';
import { termOf } from './record-terms.ts';

/** Where a list's field is found; terms are compared for equality only. */
export type ActivityField = 'created_at' | 'root_id' | 'type' | `term.${string}`;

export interface ActivityPage {
  readonly activities: readonly StoredActivity[];
  /** How many there are on all pages; exact. */
  readonly count: number;
}

/** Writes the activities of one change, in its transaction; `at` in milliseconds since the epoch. */
export async function writeActivities(
  sql: Sql,
  workspaceId: string,
  activities: readonly Activity[],
  at: number,
): Promise<void> {
  const deletedRoots = activities.filter(({ rootDeleted }) => rootDeleted).map(({ rootId }) => rootId);
  if (deletedRoots.length > 0) {
    await sql`
      update activities set root_deleted_at = ${instant(at)}
      where workspace_id = ${workspaceId} and root_id = any(${deletedRoots}::uuid[])`;
  }
  for (const { id, rootId, type, extra, terms, rootDeleted, document } of activities) {
    const texts = Object.entries(terms).flatMap(([field, values]) =>
      values.map((value) => termOf(field, value)),
    );
    await sql`
      insert into activities (workspace_id, id, root_id, type, extra, terms, root_deleted_at, document)
      values (${workspaceId}, ${id}, ${rootId}, ${type}, ${extra}, ${texts},
        ${instant(rootDeleted ? at : null)}, ${JSON.stringify(document)}::text::json)`;
  }
}

/** One numbered page of the workspace's activities; `extra`: those of the types beside the contract too. */
export async function readActivityPage(
  sql: Sql,
  workspaceId: string,
  { conditions, sort, page }: Listing<ActivityField, 'created_at'>,
  extra: boolean,
): Promise<ActivityPage> {
  const matching = sql`
    from activities a
    where a.workspace_id = ${workspaceId} ${extra ? sql`` : sql`and not a.extra`}
      and ${conditionsSql(sql, columnOf, conditions)}`;
  const [rows, counts] = await Promise.all([
    sql<ActivityRow[]>`
      select a.id, a.root_id, a.type, a.document ${matching}
      order by ${orderSql(sql, columnOf, sort, 'a.id')}
      limit ${page.size} offset ${(page.number - 1) * page.size}`,
    sql<{ count: number }[]>`select count(*) as count ${matching}`,
  ]);
  return { activities: rows.map(activityOf), count: counts[0]?.count ?? 0 };
}

/** Null where the workspace has no such activity. */
export async function findActivity(
  sql: Sql,
  workspaceId: string,
  id: string,
): Promise<StoredActivity | null> {
  const rows = await sql<ActivityRow[]>`
    select id, root_id, type, document from activities where workspace_id = ${workspaceId} and id = ${id}`;
  return rows[0] === undefined ? null : activityOf(rows[0]);
}

/** Deletes a batch of the activities whose root was deleted before `beforeMs`; answers how many. */
export async function pruneActivities(sql: Sql, beforeMs: number, rowsMax: number): Promise<number> {
  const rows = await sql`
    delete from activities gone
    using (
      select workspace_id, id from activities
      where root_deleted_at < ${instant(beforeMs)} order by root_deleted_at limit ${rowsMax}
      for update skip locked
    ) doomed
    where gone.workspace_id = doomed.workspace_id and gone.id = doomed.id`;
  return rows.count;
}

interface ActivityRow {
  readonly id: string;
  readonly root_id: string;
  readonly type: string;
  readonly document: unknown;
}

function activityOf({ id, root_id: rootId, type, document }: ActivityRow): StoredActivity {
  return { id, rootId, type, document };
}

const columnOf: ColumnOf<ActivityField> = (field): ListColumn => {
  switch (field) {
    case 'created_at':
      return { kind: 'id_time', name: 'a.id' };
    case 'root_id':
    case 'type':
      return { kind: 'column', name: `a.${field}` };
    default:
      return { kind: 'terms', name: 'a.terms', field: field.slice('term.'.length) };
  }
};
