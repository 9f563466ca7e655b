import type { Database, Sql } from './database.ts';
import type { Migration } from './migrations.ts';

/** How the database's schema relates to the migrations of this program. */
export type SchemaState =
  | { readonly kind: 'current'; readonly version: number }
  /** `version` 0: an empty database. */
  | { readonly kind: 'behind'; readonly version: number; readonly pending: readonly string[] }
  | { readonly kind: 'newer'; readonly version: number; readonly known: number }
  /** A migration was edited after it had been applied. */
  | { readonly kind: 'altered'; readonly name: string };

export type MigrationOutcome =
  /** `applied`: names of what this call applied; empty where another process did, or nothing was pending. */
  | { readonly kind: 'migrated'; readonly version: number; readonly applied: readonly string[] }
  /** A sentence for the operator: what is wrong and what to do. */
  | { readonly kind: 'refused'; readonly message: string };

/** The least PostgreSQL that has what the schema uses, as `server_version_num` counts. */
export const postgresVersionMin = 150_000;

/** Held while one migration runs; the number is arbitrary, and Belfry's alone. */
const migrationLock = 4_270_001;

/**
 * Applies what is pending, each migration in a transaction of its own, under a lock that makes racing starts
 * take turns: each migration is applied once. A schema that this program does not know is left alone.
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
): Promise<MigrationOutcome> {
  const tooOld = await versionProblem(database);
  if (tooOld !== null) return { kind: 'refused', message: tooOld };
  const applied: string[] = [];
  for (;;) {
    const step = await database.begin((transaction) => migrateOnce(transaction, migrations));
    if (step.kind !== 'applied') return finished(step, applied);
    applied.push(step.name);
  }
}

/** Reads the state of the schema; any role that may read the tables may ask. */
export async function schemaState(sql: Sql, migrations: readonly Migration[]): Promise<SchemaState> {
  const applied = await appliedMigrations(sql);
  const version = applied.at(-1)?.version ?? 0;
  const known = migrations.length;
  if (version > known) return { kind: 'newer', version, known };
  const altered = applied.find((row) => migrations[row.version - 1]?.checksum !== row.checksum);
  if (altered !== undefined) return { kind: 'altered', name: altered.name };
  if (version === known) return { kind: 'current', version };
  return { kind: 'behind', version, pending: migrations.slice(version).map((migration) => migration.name) };
}

/** The sentence for the operator; null where the schema can be used or brought up to date. */
export function schemaProblem(state: SchemaState): string | null {
  switch (state.kind) {
    case 'current':
    case 'behind':
      return null;
    case 'newer':
      return (
        `The database has schema version ${state.version}, but this belfryd knows only up to ${state.known}. ` +
        'It was migrated by a newer release: run that release or a later one, or restore a backup from before the upgrade.'
      );
    case 'altered':
      return (
        `The migration ${state.name} differs from the one that the database was made with. ` +
        'Migrations are never edited once applied: restore the original file, or start with an empty database.'
      );
  }
}

type Step = { readonly kind: 'applied'; readonly name: string } | Exclude<SchemaState, { kind: 'behind' }>;

async function migrateOnce(transaction: Sql, migrations: readonly Migration[]): Promise<Step> {
  // A migration may take long on a large database, and so may waiting for the one who runs it.
  await transaction`set local statement_timeout = 0`;
  await transaction`select pg_advisory_xact_lock(${migrationLock})`;
  const state = await schemaState(transaction, migrations);
  if (state.kind !== 'behind') return state;
  const next = migrations[state.version];
  if (next === undefined) throw new Error('A schema that is behind has a next migration.');
  await transaction.unsafe(next.statements);
  await transaction`
    create table if not exists schema_migrations (
      version integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`;
  await transaction`
    insert into schema_migrations (version, name, checksum)
    values (${next.version}, ${next.name}, ${next.checksum})`;
  return { kind: 'applied', name: next.name };
}

function finished(
  state: Exclude<SchemaState, { kind: 'behind' }>,
  applied: readonly string[],
): MigrationOutcome {
  if (state.kind === 'current') return { kind: 'migrated', version: state.version, applied };
  return { kind: 'refused', message: schemaProblem(state) ?? 'The schema cannot be used.' };
}

async function appliedMigrations(
  sql: Sql,
): Promise<readonly { version: number; name: string; checksum: string }[]> {
  const [found] = await sql<
    { present: boolean }[]
  >`select to_regclass('schema_migrations') is not null as present`;
  if (found?.present !== true) return [];
  return sql<{ version: number; name: string; checksum: string }[]>`
    select version, name, checksum from schema_migrations order by version`;
}

async function versionProblem(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ number: number; text: string }[]>`
    select current_setting('server_version_num')::integer as number, current_setting('server_version') as text`;
  if (row === undefined || row.number >= postgresVersionMin) return null;
  return `The database is PostgreSQL ${row.text}; Belfry needs ${postgresVersionMin / 10_000} or later.`;
}
