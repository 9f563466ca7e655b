import type postgres from 'postgres';
import { idFloor } from '../domain/id.ts';
import type {
  ArrayOperator,
  ComparisonCondition,
  Condition,
  MembershipCondition,
  SortKey,
} from '../domain/listing.ts';
import { instant, type Sql } from './database.ts';
import { termOf } from './record-terms.ts';

/** Where a field of a listing is found. `name` may be qualified: "d.type". */
export type ListColumn =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'instant'; readonly name: string }
  /** The time inside a UUIDv7: a range of ids, so that the key's own index answers it. */
  | { readonly kind: 'id_time'; readonly name: string }
  /** The text under a key of a jsonb object. */
  | { readonly kind: 'json_text'; readonly name: string; readonly key: string }
  /** Those values of a text[] that belong to a field, each written by `termOf`; a field may have several. */
  | { readonly kind: 'terms'; readonly name: string; readonly field: string };

export type ColumnOf<Field extends string> = (field: Field) => ListColumn;

/** All of the conditions, as the operand of a `where`; every value is a parameter of the statement. */
export function conditionsSql<Field extends string>(
  sql: Sql,
  columnOf: ColumnOf<Field>,
  conditions: readonly Condition<Field>[],
): postgres.Fragment {
  return conditions.reduce<postgres.Fragment>(
    (all, condition) => sql`${all} and ${conditionSql(sql, columnOf(condition.field), condition)}`,
    sql`true`,
  );
}

/**
 * The operand of an `order by`. `tieBreak` is a unique column, so that no row is on two pages. `backwards`: exactly the
 * other way round, nulls included.
 */
export function orderSql<Field extends string>(
  sql: Sql,
  columnOf: ColumnOf<Field>,
  sort: readonly SortKey<Field>[],
  tieBreak: string,
  backwards = false,
): postgres.Fragment {
  const keys = sort.map(({ field, descending }) => {
    const operand = sortedSql(sql, columnOf(field));
    return descending === backwards ? sql`${operand}` : sql`${operand} desc`;
  });
  const last = backwards ? sql`${sql(tieBreak)} desc` : sql`${sql(tieBreak)}`;
  return [...keys, last].reduce((all, key) => sql`${all}, ${key}`);
}

function conditionSql(sql: Sql, column: ListColumn, condition: Condition): postgres.Fragment {
  switch (condition.kind) {
    case 'comparison':
      return comparisonSql(sql, column, condition);
    case 'membership':
      return membershipSql(sql, column, condition);
    case 'pattern': {
      const operator = condition.operator === 'like' ? sql`like` : sql`ilike`;
      return sql`${textSql(sql, column, condition)} ${operator} ${condition.pattern} escape ''`;
    }
    case 'array': {
      if (column.kind === 'terms') return termsSql(sql, column, condition.operator, condition.values);
      const list = sql(plainColumn(column, condition));
      // PostgreSQL takes the type of the parameter, text[], from the column.
      const values = [...condition.values];
      switch (condition.operator) {
        case 'array_contains':
          return sql`${list} @> ${values}`;
        case 'array_overlap':
          return sql`${list} && ${values}`;
        case 'array_not_contains':
          return sql`(${list} && ${values}) is not true`;
      }
    }
  }
}

function comparisonSql(sql: Sql, column: ListColumn, condition: ComparisonCondition): postgres.Fragment {
  const { operator, value } = condition;
  switch (column.kind) {
    case 'column':
      return compared(sql, sql(column.name), operator, value);
    case 'instant':
      return compared(sql, sql(column.name), operator, instant(milliseconds(condition)));
    case 'id_time':
      return idTimeSql(sql, column.name, operator, milliseconds(condition));
    case 'json_text':
      // Containment is what the gin index answers.
      if (operator === 'eq') return sql`${sql(column.name)} @> ${sql.json({ [column.key]: value })}`;
      return compared(sql, sql`(${sql(column.name)} ->> ${column.key})`, operator, value);
    case 'terms':
      if (operator === 'eq') return termsSql(sql, column, 'array_contains', [String(value)]);
      if (operator === 'not_eq') return termsSql(sql, column, 'array_not_contains', [String(value)]);
      throw misplaced(column, condition);
  }
}

/** Every operator but the negations is one that the gin index answers. */
function termsSql(
  sql: Sql,
  column: Extract<ListColumn, { kind: 'terms' }>,
  operator: ArrayOperator,
  values: readonly string[],
): postgres.Fragment {
  const terms = values.map((value) => termOf(column.field, value));
  switch (operator) {
    case 'array_contains':
      return sql`${sql(column.name)} @> ${terms}`;
    case 'array_overlap':
      return sql`${sql(column.name)} && ${terms}`;
    case 'array_not_contains':
      return sql`not ${sql(column.name)} && ${terms}`;
  }
}

function compared(
  sql: Sql,
  operand: postgres.Fragment | postgres.Helper<string>,
  operator: ComparisonCondition['operator'],
  value: string | number | boolean,
): postgres.Fragment {
  switch (operator) {
    case 'eq':
      return sql`${operand} = ${value}`;
    case 'not_eq':
      return sql`${operand} is distinct from ${value}`;
    case 'lt':
      return sql`${operand} < ${value}`;
    case 'lte':
      return sql`${operand} <= ${value}`;
    case 'gt':
      return sql`${operand} > ${value}`;
    case 'gte':
      return sql`${operand} >= ${value}`;
  }
}

/** An id's millisecond is between the least id of that millisecond and the least of the next. */
function idTimeSql(
  sql: Sql,
  name: string,
  operator: ComparisonCondition['operator'],
  ms: number,
): postgres.Fragment {
  const id = sql(name);
  const from = idFloor(ms);
  const next = idFloor(ms + 1);
  switch (operator) {
    case 'eq':
      return sql`(${id} >= ${from} and ${id} < ${next})`;
    case 'not_eq':
      return sql`(${id} < ${from} or ${id} >= ${next})`;
    case 'lt':
      return sql`${id} < ${from}`;
    case 'lte':
      return sql`${id} < ${next}`;
    case 'gt':
      return sql`${id} >= ${next}`;
    case 'gte':
      return sql`${id} >= ${from}`;
  }
}

function membershipSql(sql: Sql, column: ListColumn, condition: MembershipCondition): postgres.Fragment {
  if (column.kind === 'terms') {
    const operator = condition.operator === 'in' ? 'array_overlap' : 'array_not_contains';
    return termsSql(sql, column, operator, condition.values);
  }
  const values = [...condition.values];
  const member =
    column.kind === 'json_text'
      ? sql`(${sql(column.name)} ->> ${column.key}) = any(${values})`
      : sql`${sql(plainColumn(column, condition))} = any(${values})`;
  return condition.operator === 'in' ? member : sql`(${member}) is not true`;
}

/** The name of a column that the condition can be put on as it is; anything else is a listing wrongly declared. */
function plainColumn(column: ListColumn, condition: Condition): string {
  if (column.kind === 'column') return column.name;
  throw misplaced(column, condition);
}

function textSql(sql: Sql, column: ListColumn, condition: Condition) {
  return column.kind === 'json_text'
    ? sql`(${sql(column.name)} ->> ${column.key})`
    : sql(plainColumn(column, condition));
}

function misplaced(column: ListColumn, condition: Condition): Error {
  return new Error(
    `"${condition.operator}" is not for ${condition.field}, which is of the kind ${column.kind}`,
  );
}

function sortedSql(sql: Sql, column: ListColumn) {
  switch (column.kind) {
    case 'terms':
      throw new Error(`A listing is not sorted by the values of ${column.field}`);
    case 'json_text':
      return sql`(${sql(column.name)} ->> ${column.key})`;
    case 'column':
    case 'instant':
    case 'id_time':
      return sql(column.name);
  }
}

function milliseconds(condition: ComparisonCondition): number {
  if (typeof condition.value === 'number') return condition.value;
  throw new Error(`${condition.field} is compared with an instant, in milliseconds`);
}
