import { userInfo } from 'node:os';
import type postgresTypes from 'postgres';
import { postgres } from './driver.ts';

/** A pool, or one transaction of it: what every statement function takes. */
export type Sql = postgresTypes.Sql<PostgresTypes> | postgresTypes.TransactionSql<PostgresTypes>;
export type Database = postgresTypes.Sql<PostgresTypes>;

interface PostgresTypes extends Record<string, unknown> {
  readonly instant: number;
}

interface DriverTypes extends Record<string, postgresTypes.PostgresType> {
  readonly instant: postgresTypes.PostgresType<number>;
}

/** A connection URL, or the parts where a URL can't say them: `path` is the file of a Unix socket. */
export type DatabaseAddress = string | DatabaseServer;

export interface DatabaseServer {
  readonly path?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface DatabaseOptions {
  readonly connectionsMax: number;
  readonly applicationName: string;
  /** A statement that takes longer is cancelled. */
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
  /**
   * `generic` plans each statement once for all its values: right for statements whose plan does not depend on them,
   * and much cheaper where a value is a megabyte of payloads. Absent: PostgreSQL decides.
   */
  readonly plans?: 'generic';
}

/**
 * Opens a pool (lazily: nothing is dialled before the first statement). `timestamptz` is read as milliseconds
 * since the epoch, `bigint` as number; write an instant with `instant(ms)`.
 */
export function openDatabase(address: DatabaseAddress, options: DatabaseOptions): Database {
  const settings = settingsOf(options);
  const place = typeof address === 'string' ? (socketOf(address) ?? address) : address;
  return typeof place === 'string' ? postgres(place, settings) : postgres({ ...settings, ...place });
}

/**
 * The usual way to name a Unix socket in a URL, which the driver does not know: the folder as `?host=`, as in
 * `postgresql://belfry@/belfry?host=/var/run/postgresql`. Undefined for every other URL.
 */
function socketOf(url: string): DatabaseServer | undefined {
  // Between "@" and "/" there is no host then, which the URL standard wants and PostgreSQL doesn't.
  const parts = URL.parse(url.replace(/^(\w+:\/\/[^/?#]*@)(?=\/)/, '$1localhost'));
  const folder = parts?.searchParams.get('host');
  if (parts === null || folder === null || folder === undefined || !folder.startsWith('/')) return undefined;
  const port = parts.searchParams.get('port') ?? (parts.port || '5432');
  const user = decodeURIComponent(parts.username) || userInfo().username;
  const database = decodeURIComponent(parts.pathname.slice(1)) || user;
  return { path: `${folder}/.s.PGSQL.${port}`, user, password: decodeURIComponent(parts.password), database };
}

/** A connection that was lost, or not to be had, is tried again after this long. */
const reconnectDelayMs = 100;

function settingsOf(options: DatabaseOptions): postgresTypes.Options<DriverTypes> {
  return {
    max: options.connectionsMax,
    connect_timeout: options.connectTimeoutMs / 1000,
    // Soon, always: whoever asks while the database is away is to hear so, and it may be back any moment.
    backoff: () => reconnectDelayMs / 1000,
    onnotice: () => {},
    connection: {
      application_name: options.applicationName,
      statement_timeout: options.statementTimeoutMs,
      TimeZone: 'UTC',
      ...(options.plans === 'generic' ? { plan_cache_mode: 'force_generic_plan' } : {}),
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
  };
}

/** An instant as a statement's parameter: ISO 8601 text, which PostgreSQL casts where a timestamptz is expected. */
export function instant(ms: number): string;
export function instant(ms: number | null): string | null;
export function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
