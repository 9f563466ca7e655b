import { instant, type Sql } from './database.ts';

/** Rows of accounts as the sign-in library reads and writes them: by table, columns and conditions of its choice. */
export type AuthTable = 'users' | 'sessions' | 'credentials';

export type AuthValue = string | number | boolean | Date | null;
export type AuthRow = Readonly<Record<string, AuthValue>>;

export interface AuthCondition {
  readonly column: string;
  readonly operator: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in';
  readonly value: AuthValue | readonly string[];
}

export async function insertAuthRow(sql: Sql, table: AuthTable, row: AuthRow): Promise<AuthRow | null> {
  const [written] = await sql<AuthRow[]>`insert into ${sql(table)} ${sql(writtenRow(row))} returning *`;
  return written === undefined ? null : readRow(written);
}

export async function selectAuthRows(
  sql: Sql,
  table: AuthTable,
  conditions: readonly AuthCondition[],
  limit: number,
): Promise<readonly AuthRow[]> {
  const rows = await sql<AuthRow[]>`
    select * from ${sql(table)} where ${all(sql, conditions)} order by id limit ${limit}`;
  return rows.map(readRow);
}

/** The rows as they are afterwards. */
export async function updateAuthRows(
  sql: Sql,
  table: AuthTable,
  conditions: readonly AuthCondition[],
  change: AuthRow,
): Promise<readonly AuthRow[]> {
  const rows = await sql<AuthRow[]>`
    update ${sql(table)} set ${sql(writtenRow(change))} where ${all(sql, conditions)} returning *`;
  return rows.map(readRow);
}

/** How many there were. */
export async function deleteAuthRows(
  sql: Sql,
  table: AuthTable,
  conditions: readonly AuthCondition[],
): Promise<number> {
  const { count } = await sql`delete from ${sql(table)} where ${all(sql, conditions)}`;
  return count;
}

export async function countAuthRows(
  sql: Sql,
  table: AuthTable,
  conditions: readonly AuthCondition[],
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from ${sql(table)} where ${all(sql, conditions)}`;
  return row?.count ?? 0;
}

function all(sql: Sql, conditions: readonly AuthCondition[]) {
  return conditions.reduce((before, condition) => sql`${before} and ${one(sql, condition)}`, sql`true`);
}

function one(sql: Sql, { column, operator, value }: AuthCondition) {
  const name = sql(column);
  if (isList(value)) {
    if (operator !== 'in') throw new Error(`A list is compared with ${operator}.`);
    return sql`${name}::text = any(${[...value]}::text[])`;
  }
  const wanted = writtenValue(value);
  switch (operator) {
    case 'eq':
      return wanted === null ? sql`${name} is null` : sql`${name} = ${wanted}`;
    case 'ne':
      return wanted === null ? sql`${name} is not null` : sql`${name} <> ${wanted}`;
    case 'lt':
      return sql`${name} < ${wanted}`;
    case 'lte':
      return sql`${name} <= ${wanted}`;
    case 'gt':
      return sql`${name} > ${wanted}`;
    case 'gte':
      return sql`${name} >= ${wanted}`;
    case 'in':
      throw new Error('One value is no list.');
  }
}

function isList(value: AuthCondition['value']): value is readonly string[] {
  return Array.isArray(value);
}

function writtenRow(row: AuthRow): Record<string, string | number | boolean | null> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, writtenValue(value)]));
}

function writtenValue(value: AuthValue): string | number | boolean | null {
  return value instanceof Date ? instant(value.getTime()) : value;
}

/** Instants are read as milliseconds; their columns end in "_at". */
function readRow(row: AuthRow): AuthRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      column.endsWith('_at') && typeof value === 'number' ? new Date(value) : value,
    ]),
  );
}
