import type postgres from 'postgres';
import type { Condition, Listing } from '../domain/listing.ts';
import type { RecordKind, StoredRecord } from '../domain/record.ts';
import type { Sql } from './database.ts';
import { type ColumnOf, conditionsSql, type ListColumn, orderSql } from './list-conditions.ts';
import { readRecordCounts } from './record-counts.ts';
import { type RecordRow, recordOf } from './records.ts';

/** Where a list's field is found: in a column of its own, or under a name in what the kind's listing states. */
export type RecordField =
  | 'created_at'
  | 'updated_at'
  | 'last_activity_at'
  | 'external_id'
  | 'name'
  | 'status'
  | 'parent_id'
  | 'root_id'
  /** Compared for equality only; never sorted by. */
  | `term.${string}`
  | `text.${string}`;

export interface RecordPage<Document> {
  readonly records: readonly StoredRecord<Document>[];
  /** How many there are on all pages; exact. */
  readonly count: number;
}

/** One numbered page of the workspace's records of a kind; records that sort alike stand in the order of creation. */
export async function readRecordPage<Document>(
  sql: Sql,
  workspaceId: string,
  kind: RecordKind<Document>,
  listing: Listing<RecordField>,
): Promise<RecordPage<Document>> {
  const { conditions, sort, page } = listing;
  const matching = sql`
    from records r
    where r.workspace_id = ${workspaceId} and r.kind = ${kind.name} and ${conditionsSql(sql, columnOf, conditions)}`;
  // Twice in the statement, for a join keeps no order: where the sorted index has all that is asked for, the pages
  // before this one cost no more than its entries.
  const order = orderSql(sql, columnOf, sort, 'r.id');
  const [rows, count] = await Promise.all([
    sql<RecordRow<Document>[]>`
      select r.id, r.kind, r.parent_id, r.root_id, r.version, r.updated_at, d.document
      from (select r.id ${matching} order by ${order} limit ${page.size} offset ${(page.number - 1) * page.size}) p
      join records r on r.workspace_id = ${workspaceId} and r.id = p.id
      join record_documents d on d.workspace_id = ${workspaceId} and d.id = p.id
      order by ${order}`,
    countMatching(sql, workspaceId, kind.name, conditions, matching),
  ]);
  return { records: rows.map(recordOf), count };
}

/** By the kept counts where nothing but the status is asked for, which is the most that a list can have to count. */
async function countMatching(
  sql: Sql,
  workspaceId: string,
  kind: string,
  conditions: readonly Condition<RecordField>[],
  matching: postgres.Fragment,
): Promise<number> {
  const tests = conditions.map(statusTest);
  if (tests.includes(null)) {
    const rows = await sql<{ count: number }[]>`select count(*) as count ${matching}`;
    return rows[0]?.count ?? 0;
  }
  let sum = 0;
  for (const [status, count] of await readRecordCounts(sql, workspaceId, kind)) {
    if (tests.every((test) => test?.(status))) sum += count;
  }
  return sum;
}

/** Whether a status meets the condition ('' stands for none); null where the condition is not on the status alone. */
function statusTest(condition: Condition<RecordField>): ((status: string) => boolean) | null {
  if (condition.field !== 'status') return null;
  if (condition.kind === 'membership') {
    const { operator, values } = condition;
    return (status) => (status !== '' && values.includes(status)) === (operator === 'in');
  }
  if (condition.kind !== 'comparison') return null;
  const { operator, value } = condition;
  if (operator !== 'eq' && operator !== 'not_eq') return null;
  return (status) => (status !== '' && status === value) === (operator === 'eq');
}

const columnOf: ColumnOf<RecordField> = (field): ListColumn => {
  switch (field) {
    case 'created_at':
      return { kind: 'id_time', name: 'r.id' };
    case 'updated_at':
    case 'last_activity_at':
      return { kind: 'instant', name: `r.${field}` };
    case 'external_id':
    case 'name':
    case 'status':
    case 'parent_id':
    case 'root_id':
      return { kind: 'column', name: `r.${field}` };
    default: {
      const dot = field.indexOf('.');
      const name = field.slice(dot + 1);
      return field.startsWith('term.')
        ? { kind: 'terms', name: 'r.terms', field: name }
        : { kind: 'json_text', name: 'r.texts', key: name };
    }
  }
};
