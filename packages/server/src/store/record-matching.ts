import type postgres from 'postgres';
import type { Condition } from '../domain/listing.ts';
import type { Sql } from './database.ts';
import { conditionsSql } from './list-conditions.ts';
import { columnOf, type RecordField } from './record-columns.ts';
import { textsMatching } from './record-texts.ts';

/** The records of the kind that meet the conditions, as `r`: the `from` and the `where` of a statement. */
export function matchingSql(
  sql: Sql,
  workspaceId: string,
  kind: string,
  conditions: readonly Condition<RecordField>[],
): postgres.Fragment {
  return sql`
    from records r
    where r.workspace_id = ${workspaceId} and r.kind = ${kind} and ${conditionsSql(sql, columnOf, conditions)}`;
}

/**
 * The same records, for a statement that needs all of them: those whose text matches a pattern are looked up by what
 * the texts hold, where that can be. From the texts to their records, whatever the planner believes of their numbers.
 */
export function lookedUpSql(
  sql: Sql,
  workspaceId: string,
  kind: string,
  conditions: readonly Condition<RecordField>[],
): postgres.Fragment {
  for (const condition of conditions) {
    const texts = condition.kind === 'pattern' ? textsMatching(sql, workspaceId, kind, condition) : null;
    if (texts === null) continue;
    const rest = conditions.filter((other) => other !== condition || condition.operator === 'like');
    return sql`
      from (select t.id ${texts} offset 0) t
      cross join lateral (
        select r.* ${matchingSql(sql, workspaceId, kind, rest)} and r.id = t.id offset 0
      ) r`;
  }
  return matchingSql(sql, workspaceId, kind, conditions);
}
