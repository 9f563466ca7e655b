import type postgres from 'postgres';
import { databaseName, type EmbeddedAddress } from './address.ts';
import { errorCode } from './done.ts';

/**
 * The connection by which a process takes part in a server, and the advisory locks that it holds: `users`,
 * shared, by everyone who uses the server, and `serve` by the one belfryd that serves. A lock ends with its
 * connection, so a process that is killed lets go at once.
 */
export interface Session {
  /** Settled when the connection is gone, for whatever reason. */
  readonly closed: Promise<void>;
  readonly tryServe: () => Promise<boolean>;
  /** True where nobody else uses the server, and nobody can begin to: whoever is told so stops it. */
  readonly isLast: () => Promise<boolean>;
  readonly end: () => Promise<void>;
}

export type SessionAttempt =
  | { readonly kind: 'open'; readonly session: Session }
  /** Nobody is listening, or the server is starting, recovering or stopping: try again. */
  | { readonly kind: 'not_yet'; readonly reason: string }
  | { readonly kind: 'refused'; readonly message: string };

/** Class of the locks; the number is arbitrary, and Belfry's alone. */
const lockClass = 4_270_003;
const usersLock = 1;
const serveLock = 2;

const connectTimeoutSeconds = 10;
const databaseMissing = '3D000';
/** The database or the role's name was there already: somebody else made it at the same time. */
const madeMeanwhile: ReadonlySet<string> = new Set(['42P04', '23505', '55006']);
const wrongPassword: ReadonlySet<string> = new Set(['28P01', '28000']);

/** Connects, makes the database where it is missing, and takes the shared lock. */
export async function openSession(addressOf: (database: string) => EmbeddedAddress): Promise<SessionAttempt> {
  const attempt = await openOnce(addressOf(databaseName));
  if (attempt !== 'database_missing') return attempt;
  const made = await makeDatabase(addressOf('postgres'));
  return made ?? { kind: 'not_yet', reason: 'the database has just been made' };
}

async function openOnce(address: EmbeddedAddress): Promise<SessionAttempt | 'database_missing'> {
  const { sql, closed } = await connect(address);
  try {
    const [row] = await sql<{ taken: boolean }[]>`
      select pg_try_advisory_lock_shared(${lockClass}, ${usersLock}) as taken`;
    if (row?.taken === true) return { kind: 'open', session: sessionOn(sql, closed) };
    await sql.end({ timeout: 0 });
    return { kind: 'not_yet', reason: 'the server is being stopped' };
  } catch (error) {
    await sql.end({ timeout: 0 });
    return errorCode(error) === databaseMissing ? 'database_missing' : failureOf(error);
  }
}

function sessionOn(sql: postgres.Sql, closed: Promise<void>): Session {
  let open = true;
  void closed.then(() => {
    open = false;
  });
  // The driver connects anew where a connection is gone, and would take the lock without the shared one.
  const tryLock = async (lock: number) => {
    if (!open) throw new Error('The connection is gone.');
    const [row] = await sql<{ taken: boolean }[]>`
      select pg_try_advisory_lock(${lockClass}, ${lock}) as taken`;
    if (!open) throw new Error('The connection is gone.');
    return row?.taken === true;
  };
  return {
    closed,
    tryServe: () => tryLock(serveLock),
    async isLast() {
      if (!open) return false;
      await sql`select pg_advisory_unlock_shared(${lockClass}, ${usersLock})`;
      return tryLock(usersLock);
    },
    end: () => sql.end({ timeout: 0 }),
  };
}

/** One connection, and word of its end. */
async function connect(
  address: EmbeddedAddress,
): Promise<{ readonly sql: postgres.Sql; readonly closed: Promise<void> }> {
  // Loaded at the first use, so that the store has repaired it before (store/driver.ts).
  const driver = await import('postgres');
  const { promise: closed, resolve: markClosed } = Promise.withResolvers<void>();
  const sql = driver.default({
    ...address,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: connectTimeoutSeconds,
    fetch_types: false,
    onnotice: () => {},
    onclose: () => markClosed(),
    connection: { application_name: 'belfryd embedded' },
  });
  return { sql, closed };
}

/** Null where it was made. */
async function makeDatabase(address: EmbeddedAddress): Promise<SessionAttempt | null> {
  const { sql } = await connect(address);
  try {
    await sql.unsafe(`create database ${databaseName}`);
    return null;
  } catch (error) {
    return madeMeanwhile.has(errorCode(error) ?? '') ? null : failureOf(error);
  } finally {
    await sql.end({ timeout: 0 });
  }
}

function failureOf(error: unknown): SessionAttempt {
  const reason = error instanceof Error ? error.message : String(error);
  if (!wrongPassword.has(errorCode(error) ?? '')) return { kind: 'not_yet', reason };
  return {
    kind: 'refused',
    message:
      `The embedded PostgreSQL does not take the password in its data folder: ${reason}. ` +
      'Restore the file "password" beside the folder "data" from the same backup as the data.',
  };
}
