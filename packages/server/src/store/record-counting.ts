import type postgres from 'postgres';
import { idFloor } from '../domain/id.ts';
import type { Condition } from '../domain/listing.ts';
import { instant, type Sql } from './database.ts';
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

/** A last character that is none of two halves, and has a next one. */
const prefixPattern = /^([^%_]*)([^%_\ud7ff-\udfff\uffff])%$/;

/** The range of the names that begin as the pattern does, where they are sorted by code point; null for others. */
function askedPrefix(condition: Condition<RecordField>): AxisRange | null {
  if (condition.kind !== 'pattern' || condition.operator !== 'like' || condition.field !== 'name')
    return null;
  const [, head, last] = prefixPattern.exec(condition.pattern) ?? [];
  if (head === undefined || last === undefined) return null;
  const before = head + String.fromCharCode(last.charCodeAt(0) + 1);
  return { axis: 'name', from: head + last, before };
}

/** The end of the year 9999: later times are written with more digits. */
const lastInstantMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The one range of one order that all of the conditions ask for; null where it is not one. */
function askedRange(conditions: readonly Condition<RecordField>[]): AxisRange | null {
  const field = conditions[0]?.field;
  if (field !== 'created_at' && field !== 'updated_at' && field !== 'last_activity_at') return null;
  let from = Number.NEGATIVE_INFINITY;
  let before = Number.POSITIVE_INFINITY;
  for (const condition of conditions) {
    const span = condition.field === field ? askedSpan(condition) : null;
    if (span === null) return null;
    from = Math.max(from, span.from);
    before = Math.min(before, span.before);
  }
  if ([from, before].some((ms) => Number.isFinite(ms) && ms > lastInstantMs)) return null;
  // An empty range counts nothing from its beginning to its beginning.
  const end = Math.max(from, before);
  const fenceOf = field === 'created_at' ? idFloor : instant;
  const [first, last] = [from, end].map((ms) => (Number.isFinite(ms) ? fenceOf(ms) : null));
  return { axis: field === 'created_at' ? 'id' : field, from: first ?? null, before: last ?? null };
}

/** Milliseconds since the epoch, from the first to before the second; times are whole ones. */
function askedSpan(condition: Condition<RecordField>): { from: number; before: number } | null {
  if (condition.kind !== 'comparison' || typeof condition.value !== 'number') return null;
  const at = condition.value;
  const [always, never] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  switch (condition.operator) {
    case 'eq':
      return { from: at, before: at + 1 };
    case 'gte':
      return { from: at, before: never };
    case 'gt':
      return { from: at + 1, before: never };
    case 'lt':
      return { from: always, before: at };
    case 'lte':
      return { from: always, before: at + 1 };
    case 'not_eq':
      return null;
  }
}
