import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../src/runtime/embedded-postgres/embedded-postgres.ts';
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

const templateName = 'belfry_template';
/** Held while the template is made. */
const templateLock = 4_270_900;

/** A clone of the migrated template; call `close` in `afterAll`. */
export function testDatabase(): Promise<TestDatabase> {
  return cloneOf(templateName);
}

/** A database without any schema. */
export function emptyDatabase(): Promise<TestDatabase> {
  return cloneOf('template0');
}

async function cloneOf(template: string): Promise<TestDatabase> {
  const server = await joinServer();
  const admin = connect(server, 'belfry', 1);
  const name = `test_${randomBytes(8).toString('hex')}`;
  try {
    if (template === templateName) await ensureTemplate(server, admin);
    await admin.unsafe(`create database ${name} template ${template}`);
  } catch (error) {
    await admin.end();
    await server.release();
    throw error;
  }
  const sql = connect(server, name, 10);
  return {
    sql,
    url: urlOf(server, name),
    async close() {
      await sql.end({ timeout: 0 });
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
      await server.release();
    },
  };
}

/** One server for the whole run: the first to come starts it, everyone else adopts it, the run's end stops it. */
async function joinServer(): Promise<EmbeddedPostgres> {
  const start = await startEmbeddedPostgres({
    dataDir: inject('databaseFolder'),
    purpose: 'command',
    log: { info: () => {}, warn: () => {}, error: () => {} },
    // Tests need not survive a loss of power.
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '300' },
    syncOnCreate: false,
  });
  if (start.kind !== 'started') throw new Error(start.kind === 'problem' ? start.message : start.kind);
  return start.postgres;
}

async function ensureTemplate(server: EmbeddedPostgres, admin: Database): Promise<void> {
  await admin`select pg_advisory_lock(${templateLock})`;
  const present = await admin`select from pg_database where datname = ${templateName} and datistemplate`;
  if (present.count === 0) {
    await admin.unsafe(`drop database if exists ${templateName} with (force)`);
    await admin.unsafe(`create database ${templateName} template template0`);
    const sql = connect(server, templateName, 1);
    const outcome = await migrate(sql, await readMigrations());
    if (outcome.kind === 'refused') throw new Error(outcome.message);
    await ensurePartitions(sql, Date.now());
    await sql.end();
    await admin.unsafe(`alter database ${templateName} is_template true`);
  }
  await admin`select pg_advisory_unlock(${templateLock})`;
}

function connect(server: EmbeddedPostgres, database: string, connectionsMax: number): Database {
  return openDatabase(
    { ...server.address, database },
    { connectionsMax, applicationName: 'belfry test', statementTimeoutMs: 30_000, connectTimeoutMs: 10_000 },
  );
}

function urlOf(server: EmbeddedPostgres, database: string): string {
  const { path, host, port, user, password } = server.address;
  if (path === undefined) return `postgresql://${user}:${password}@${host}:${port}/${database}`;
  const folder = path.slice(0, path.lastIndexOf('/'));
  return `postgresql://${user}:${password}@localhost/${database}?host=${encodeURIComponent(folder)}`;
}
