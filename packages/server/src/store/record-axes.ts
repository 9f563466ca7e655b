import type postgres from 'postgres';
import type { Sql } from './database.ts';

/** An order that lists are sorted by: the column of `records` and of `record_moves` that it goes by. */
export type RecordAxis = 'id' | 'updated_at' | 'last_activity_at' | 'name';

export const recordAxes: readonly RecordAxis[] = ['id', 'updated_at', 'last_activity_at', 'name'];

/** Not an axis: under it, and the fence '', stands how many records of the kind there are. */
export const allAxis = 'all';
/** Each term is a fence of its own under it. */
export const termAxis = 'term';

/** A term that is longer is not counted for itself, a text that is longer begins no range: indexes hold no long keys. */
export const fenceBytesMax = 500;

interface AxisForm {
  /** Not above any value of the column. */
  readonly lowest: string;
  /** The column's value as it stands in a fence: texts that sort as the values do. Null where it cannot be a fence. */
  readonly fenceSql: (sql: Sql) => postgres.Fragment;
  /** A fence as a value of the column. */
  readonly valueSql: (sql: Sql, fence: postgres.Fragment) => postgres.Fragment;
}

const instantForm = (column: 'updated_at' | 'last_activity_at'): AxisForm => ({
  lowest: '0001-01-01T00:00:00.000Z',
  fenceSql: (sql) => sql`to_char(r.${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  valueSql: (sql, fence) => sql`${fence}::timestamptz`,
});

/** Of the record or move aliased `r`. */
export const axisForms: Readonly<Record<RecordAxis, AxisForm>> = {
  id: {
    lowest: '00000000-0000-0000-0000-000000000000',
    fenceSql: (sql) => sql`r.id::text`,
    valueSql: (sql, fence) => sql`${fence}::uuid`,
  },
  updated_at: instantForm('updated_at'),
  last_activity_at: instantForm('last_activity_at'),
  name: {
    lowest: '',
    fenceSql: (sql) => sql`r.name`,
    valueSql: (sql, fence) => sql`${fence}`,
  },
};
