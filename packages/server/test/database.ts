import { createHash, randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { dayDigits } from '../src/domain/day.ts';
import { startEmbeddedPostgres } from '../src/runtime/embedded-postgres/embedded-postgres.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { readMigrations } from '../src/store/migrations.ts';
import { ensurePartitions } from '../src/store/partitions.ts';

/** A database of a test file's own: migrated, empty, with the partitions of today and the days ahead. */
export interface TestDatabase {
  readonly sql: Database;
  /** For processes that the test starts; openDatabase and DATABASE_URL take it. */
  readonly url: string;
  /** Drops the database, whoever is still connected. */
  readonly close: () => Promise<void>;
}

/** A server that databases are made on. */
interface TestServer {
  readonly urlOf: (database: string) => string;
  /** Where databases are made from. */
  readonly adminDatabase: string;
  readonly release: () => Promise<void>;
}

const templatePrefix = 'belfry_template';
/** Held while the template is made. */
const templateLock = 4_270_900;

/** A clone of the migrated template; call `close` in `afterAll`. */
export function testDatabase(): Promise<TestDatabase> {
  return cloneOf(ensureTemplate);
}

/** A database without any schema. */
export function emptyDatabase(): Promise<TestDatabase> {
  return cloneOf(async () => 'template0');
}

async function cloneOf(
  templateOf: (server: TestServer, admin: Database) => Promise<string>,
): Promise<TestDatabase> {
  const server = await joinServer();
  const admin = connect(server, server.adminDatabase, 1);
  const name = `test_${randomBytes(8).toString('hex')}`;
  try {
    await admin.unsafe(`create database ${name} template ${await templateOf(server, admin)}`);
  } catch (error) {
    await admin.end();
    await server.release();
    throw error;
  }
  const sql = connect(server, name, 10);
  return {
    sql,
    url: server.urlOf(name),
    async close() {
      await sql.end({ timeout: 0 });
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
      await server.release();
    },
  };
}

/**
 * One server for the whole run: the first to come starts it, everyone else adopts it, the run's end stops it.
 * BELFRY_TEST_DATABASE_URL names another one, of any version that is supported, whose role may make databases.
 */
async function joinServer(): Promise<TestServer> {
  const other = process.env['BELFRY_TEST_DATABASE_URL'];
  if (other !== undefined) return otherServer(other);
  const start = await startEmbeddedPostgres({
    dataDir: inject('databaseFolder'),
    purpose: 'command',
    log: { info: () => {}, warn: () => {}, error: () => {} },
    // Tests need not survive a loss of power, and their databases may lie in memory.
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '300', max_wal_size: '512MB' },
    syncOnCreate: false,
  });
  if (start.kind !== 'started') throw new Error(start.kind === 'problem' ? start.message : start.kind);
  const { address, release } = start.postgres;
  const { path, host, port, user, password } = address;
  const place = path === undefined ? `${host}:${port}` : 'localhost';
  const socket =
    path === undefined ? '' : `?host=${encodeURIComponent(path.slice(0, path.lastIndexOf('/')))}`;
  const urlOf = (database: string) => `postgresql://${user}:${password}@${place}/${database}${socket}`;
  return { urlOf, adminDatabase: address.database, release };
}

function otherServer(url: string): TestServer {
  const parts = new URL(url);
  const urlOf = (database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;
  return { urlOf, adminDatabase: parts.pathname.slice(1), release: async () => {} };
}

/** Makes the migrated template where there is none of these migrations and of this day; answers its name. */
async function ensureTemplate(server: TestServer, admin: Database): Promise<string> {
  const migrations = await readMigrations();
  const ingredients = migrations.map(({ checksum }) => checksum).join() + dayDigits(Date.now());
  const name = `${templatePrefix}_${createHash('sha256').update(ingredients).digest('hex').slice(0, 16)}`;
  await admin`select pg_advisory_lock(${templateLock})`;
  const present = await admin`select from pg_database where datname = ${name} and datistemplate`;
  if (present.count === 0) {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.unsafe(`create database ${name} template template0`);
    const sql = connect(server, name, 1);
    const outcome = await migrate(sql, migrations);
    if (outcome.kind === 'refused') throw new Error(outcome.message);
    await ensurePartitions(sql, Date.now());
    await sql.end();
    await admin.unsafe(`alter database ${name} is_template true`);
  }
  await admin`select pg_advisory_unlock(${templateLock})`;
  return name;
}

function connect(server: TestServer, database: string, connectionsMax: number): Database {
  return openDatabase(server.urlOf(database), {
    connectionsMax,
    applicationName: 'belfry test',
    statementTimeoutMs: 30_000,
    connectTimeoutMs: 10_000,
  });
}
