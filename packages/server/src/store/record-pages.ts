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

/** From so many records before the page on, it is worth to know first from which end the page is nearer. */
const farOffset = 1_000;

/** One numbered page of the workspace's records of a kind; records that sort alike stand in the order of creation. */
export async function readRecordPage<Document>(
  sql: Sql,
  workspaceId: string,
  kind: RecordKind<Document>,
  listing: Listing<RecordField>,
): Promise<RecordPage<Document>> {
  const { conditions, page } = listing;
  const offset = (page.number - 1) * page.size;
  const counting = countMatching(sql, workspaceId, kind.name, conditions);
  const fromStart = { offset, size: page.size, backwards: false };
  if (offset < farOffset) {
    const [rows, count] = await Promise.all([readRows(sql, workspaceId, kind, listing, fromStart), counting]);
    return { records: rows.map(recordOf), count };
  }
  const count = await counting;
  const size = Math.min(page.size, count - offset);
  if (size <= 0) return { records: [], count };
  const fromEnd = { offset: count - offset - size, size, backwards: true };
  const slice = fromEnd.offset < offset ? fromEnd : fromStart;
  return { records: (await readRows(sql, workspaceId, kind, listing, slice)).map(recordOf), count };
}

/** So many records after the first `offset`, or before the last `offset`, in the list's order. */
interface Slice {
  readonly offset: number;
  readonly size: number;
  readonly backwards: boolean;
}

function readRows<Document>(
  sql: Sql,
  workspaceId: string,
  kind: RecordKind<Document>,
  { conditions, sort }: Listing<RecordField>,
  { offset, size, backwards }: Slice,
): Promise<RecordRow<Document>[]> {
  // Twice in the statement, for a join keeps no order: where the sorted index has all that is asked for, the records
  // before this page cost no more than its entries.
  return sql<RecordRow<Document>[]>`
    select r.id, r.kind, r.parent_id, r.root_id, r.version, r.updated_at, d.document
    from (
      select r.id ${matchingSql(sql, workspaceId, kind.name, conditions)}
      order by ${orderSql(sql, columnOf, sort, 'r.id', backwards)} limit ${size} offset ${offset}
    ) p
    join records r on r.workspace_id = ${workspaceId} and r.id = p.id
    join record_documents d on d.workspace_id = ${workspaceId} and d.id = p.id
    order by ${orderSql(sql, columnOf, sort, 'r.id')}`;
}

function matchingSql(
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
 * By the kept counts where nothing but the status is asked for, which is the most that a list can have to count. What
 * excludes some values beside that is nearly as much: what it leaves out is counted, and taken off.
 */
async function countMatching(
  sql: Sql,
  workspaceId: string,
  kind: string,
  conditions: readonly Condition<RecordField>[],
): Promise<number> {
  const tests = conditions.map(statusTest);
  const [other, ...others] = conditions.filter((_, index) => tests[index] === null);
  if (other === undefined) return countByStatus(sql, workspaceId, kind, tests);
  const excluded = others.length === 0 ? opposite(other) : null;
  if (excluded === null) return countRows(sql, workspaceId, kind, conditions);
  const opposed = conditions.map((condition) => (condition === other ? excluded : condition));
  const kept = tests.filter((_, index) => conditions[index] !== other);
  const [all, without] = await Promise.all([
    countByStatus(sql, workspaceId, kind, kept),
    countRows(sql, workspaceId, kind, opposed),
  ]);
  return Math.max(0, all - without);
}

async function countRows(
  sql: Sql,
  workspaceId: string,
  kind: string,
  conditions: readonly Condition<RecordField>[],
): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*) as count ${matchingSql(sql, workspaceId, kind, conditions)}`;
  return rows[0]?.count ?? 0;
}

async function countByStatus(
  sql: Sql,
  workspaceId: string,
  kind: string,
  tests: readonly (StatusTest | null)[],
): Promise<number> {
  let sum = 0;
  for (const [status, count] of await readRecordCounts(sql, workspaceId, kind)) {
    if (tests.every((test) => test?.(status))) sum += count;
  }
  return sum;
}

/** Of a condition that excludes terms, the one that asks for them: each record meets one of the two. Null for others. */
function opposite(condition: Condition<RecordField>): Condition<RecordField> | null {
  if (!condition.field.startsWith('term.')) return null;
  if (condition.kind === 'array' && condition.operator === 'array_not_contains') {
    return { ...condition, operator: 'array_overlap' };
  }
  if (condition.kind === 'membership' && condition.operator === 'not_in')
    return { ...condition, operator: 'in' };
  if (condition.kind === 'comparison' && condition.operator === 'not_eq')
    return { ...condition, operator: 'eq' };
  return null;
}

/** '' stands for no status. */
type StatusTest = (status: string) => boolean;

/** Whether a status meets the condition; null where the condition is not on the status alone. */
function statusTest(condition: Condition<RecordField>): StatusTest | null {
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
