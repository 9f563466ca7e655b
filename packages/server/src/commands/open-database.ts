import type { Config } from '../config.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../runtime/embedded-postgres/embedded-postgres.ts';
import type { Logger } from '../runtime/logger.ts';
import { type Database, type DatabaseAddress, openDatabase } from '../store/database.ts';
import { databaseErrorKind } from '../store/database-error.ts';

/** The database that the settings name, running. */
export interface DatabaseServerInUse {
  readonly address: DatabaseAddress;
  /** Null where DATABASE_URL names one that others run. */
  readonly embedded: EmbeddedPostgres | null;
}

export type Opened<Value> =
  | { readonly ok: true; readonly value: Value }
  /** A sentence for the operator. */
  | { readonly ok: false; readonly message: string };

/** Starts or adopts the embedded PostgreSQL where there is no DATABASE_URL. */
export async function reachServer(
  config: Config,
  purpose: 'serve' | 'command',
  log: Logger,
  signal?: AbortSignal,
): Promise<Opened<DatabaseServerInUse>> {
  if (config.databaseUrl !== null)
    return { ok: true, value: { address: config.databaseUrl, embedded: null } };
  const start = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    purpose,
    log,
    ...(signal === undefined ? {} : { signal }),
  });
  switch (start.kind) {
    case 'started':
      return { ok: true, value: { address: start.postgres.address, embedded: start.postgres } };
    case 'served_elsewhere':
      return {
        ok: false,
        message:
          `Another belfryd is serving on the data folder ${config.dataDir}. ` +
          'Stop it first, or name another folder with BELFRY_DATA_DIR; several can serve on one database with DATABASE_URL.',
      };
    case 'problem':
      return { ok: false, message: start.message };
  }
}

const connectTimeoutMs = 10_000;

/** A few connections for a short task, beside those that serve. */
export function openSmallPool(config: Config, address: DatabaseAddress): Database {
  return openDatabase(address, {
    connectionsMax: 2,
    applicationName: 'belfryd command',
    statementTimeoutMs: config.statementTimeoutMs,
    connectTimeoutMs,
  });
}

/** A sentence for an error that says the database can't be used; null for any other error. */
export function databaseProblem(config: Config, error: unknown): string | null {
  if (databaseErrorKind(error) !== 'away' && !isLoginProblem(error)) return null;
  const place =
    config.databaseUrl === null ? `the data folder ${config.dataDir}` : withoutPassword(config.databaseUrl);
  return `The database (${place}) can't be used: ${error instanceof Error ? error.message : String(error)}.`;
}

/** SQLSTATE: wrong password or role, no such database, not allowed. */
function isLoginProblem(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return ['28P01', '28000', '3D000', '42501'].includes(String(error.code));
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, '');
}
