import type postgres from 'postgres';
import type { Condition } from '../domain/listing.ts';
import type { Sql } from './database.ts';
import { askedPrefix, askedRange } from './record-asked-ranges.ts';
import { fenceBytesMax } from './record-axes.ts';
import type { RecordField } from './record-columns.ts';
import { lookedUpSql } from './record-matching.ts';
import { type AxisRange, type RankScope, rangeCountSql, termCountSql, totalSql } from './record-ranks.ts';
import { termOf } from './record-terms.ts';
import { textsMatching } from './record-texts.ts';

/**
 * How many records of the kind meet the conditions; exact. By the kept sums where one term, or one range of an order,
 * and the status are asked for, however many meet them; else those that meet them are counted.
 */
export async function countMatching(
  sql: Sql,
  workspaceId: string,
  kind: string,
  conditions: readonly Condition<RecordField>[],
): Promise<number> {
  const rows = await sql<
    { count: number }[]
  >`select ${countSql(sql, workspaceId, kind, conditions)} as count`;
  return rows[0]?.count ?? 0;
}

function countSql(
  sql: Sql,
  workspaceId: string,
  kind: string,
  conditions: readonly Condition<RecordField>[],
): postgres.Fragment {
  const others = conditions.filter(({ field }) => field !== 'status');
  const scope = { workspaceId, kind, statuses: conditions.filter(({ field }) => field === 'status') };
  const [first] = others;
  if (first === undefined) return totalSql(sql, scope);
  if (others.length === 1) {
    const term = askedTerm(first);
    if (term !== null) return termCountSql(sql, scope, term);
    // What excludes something is nearly all: what it leaves out is counted, and taken off.
    const excluded = opposite(first);
    if (excluded !== null) return remainderSql(sql, scope, excluded);
    const prefix = askedPrefix(first);
    if (prefix !== null) return prefixCountSql(sql, scope, first, prefix);
    const texts = scope.statuses.length === 0 ? askedTexts(sql, scope, first) : null;
    if (texts !== null) return sql`(select count(*) ${texts})`;
  }
  const range = askedRange(others);
  return range === null ? rowCountSql(sql, workspaceId, kind, conditions) : rangeCountSql(sql, scope, range);
}

function remainderSql(sql: Sql, scope: RankScope, excluded: Condition<RecordField>) {
  const without = countSql(sql, scope.workspaceId, scope.kind, [...scope.statuses, excluded]);
  return sql`(${totalSql(sql, scope)} - ${without})`;
}

function rowCountSql(
  sql: Sql,
  workspaceId: string,
  kind: string,
  conditions: readonly Condition<RecordField>[],
) {
  return sql`(select count(*) ${lookedUpSql(sql, workspaceId, kind, conditions)})`;
}

/** Texts that begin alike stand in one range only where the database sorts by code point, as the embedded one does. */
function prefixCountSql(sql: Sql, scope: RankScope, condition: Condition<RecordField>, range: AxisRange) {
  const rows = rowCountSql(sql, scope.workspaceId, scope.kind, [...scope.statuses, condition]);
  return sql`case when 'a' < 'B' then ${rows} else ${rangeCountSql(sql, scope, range)} end`;
}

/** The texts of just the records that meet the condition, one of each; or null. */
function askedTexts(
  sql: Sql,
  { workspaceId, kind }: RankScope,
  condition: Condition<RecordField>,
): postgres.Fragment | null {
  if (condition.kind !== 'pattern' || condition.operator !== 'ilike') return null;
  return textsMatching(sql, workspaceId, kind, condition);
}

/** The term that a record has to have to meet the condition, which asks for nothing else; or null. */
function askedTerm(condition: Condition<RecordField>): string | null {
  if (!condition.field.startsWith('term.')) return null;
  const values = askedValues(condition);
  const [value] = values;
  if (value === undefined || values.some((other) => other !== value)) return null;
  const term = termOf(condition.field.slice('term.'.length), value);
  return Buffer.byteLength(term) <= fenceBytesMax ? term : null;
}

function askedValues(condition: Condition<RecordField>): readonly string[] {
  switch (condition.kind) {
    case 'comparison':
      return condition.operator === 'eq' ? [String(condition.value)] : [];
    case 'membership':
      return condition.operator === 'in' ? condition.values : [];
    case 'array':
      return condition.operator === 'array_not_contains' ? [] : condition.values;
    case 'pattern':
      return [];
  }
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
