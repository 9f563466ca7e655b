import postgres from 'postgres';

/** A pool, or one transaction of it: what every statement function takes. */
export type Sql = postgres.Sql<PostgresTypes> | postgres.TransactionSql<PostgresTypes>;
export type Database = postgres.Sql<PostgresTypes>;

interface PostgresTypes extends Record<string, unknown> {
  readonly instant: number;
}

export interface DatabaseOptions {
  readonly connectionsMax: number;
  readonly applicationName: string;
  /** A statement that takes longer is cancelled. */
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
}

/**
 * Opens a pool (lazily: nothing is dialled before the first statement). `timestamptz` is read as milliseconds
 * since the epoch, `bigint` as number; write an instant with `instant(ms)`.
 */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  return postgres(url, {
    max: options.connectionsMax,
    connect_timeout: options.connectTimeoutMs / 1000,
    onnotice: () => {},
    connection: {
      application_name: options.applicationName,
      statement_timeout: options.statementTimeoutMs,
      TimeZone: 'UTC',
    },
    types: {
      instant: {
        to: 1184,
        from: [1184],
        serialize: (value: number | Date) => new Date(value).toISOString(),
        parse: (value: string) => Date.parse(value),
      },
      bigint: { to: 20, from: [20], serialize: String, parse: Number },
    },
  });
}

/** An instant as a statement's parameter: ISO 8601 text, which PostgreSQL casts where a timestamptz is expected. */
export function instant(ms: number): string;
export function instant(ms: number | null): string | null;
export function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
