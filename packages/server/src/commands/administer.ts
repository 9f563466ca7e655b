import { randomBytes } from 'node:crypto';
import type { AppContext } from '../app/context.ts';
import type { Config } from '../config.ts';
import { systemActor } from '../domain/actor.ts';
import { noteNothing } from '../domain/change.ts';
import { idOf } from '../domain/id.ts';
import { systemClock } from '../runtime/clock.ts';
import { makeIdSource } from '../runtime/ids.ts';
import { createLogger } from '../runtime/logger.ts';
import type { Database } from '../store/database.ts';
import { migrate, schemaProblem, schemaState } from '../store/migrate.ts';
import { readMigrations } from '../store/migrations.ts';
import { databaseProblem, openSmallPool, reachServer } from './open-database.ts';
import { type ExitCode, exitCodes, tell } from './terminal.ts';

/**
 * Runs a short task on the database, whether or not a server is running: an embedded PostgreSQL that nobody uses
 * is started for it and stopped after it. The schema is brought up to date where the database is embedded, and
 * has to be where it isn't. `command` is how the audit calls it.
 */
export function administer(
  config: Config,
  command: string,
  task: (context: AppContext) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withDatabase(config, async (sql) => {
    const problem = await prepareSchema(config, sql);
    if (problem === null) return task(commandContext(sql, command));
    tell(problem);
    return exitCodes.failed;
  });
}

/** The same without looking at the schema. */
export async function withDatabase(
  config: Config,
  task: (sql: Database) => Promise<ExitCode>,
): Promise<ExitCode> {
  const server = await reachServer(config, 'command', createLogger('silent'));
  if (!server.ok) {
    tell(server.message);
    return exitCodes.failed;
  }
  const sql = openSmallPool(config, server.value.address);
  try {
    return await task(sql);
  } catch (error) {
    const problem = databaseProblem(config, error);
    if (problem === null) throw error;
    tell(problem);
    return exitCodes.failed;
  } finally {
    await sql.end({ timeout: 1 });
    await server.value.embedded?.stop();
  }
}

async function prepareSchema(config: Config, sql: Database): Promise<string | null> {
  const migrations = await readMigrations();
  if (config.databaseUrl === null) {
    const outcome = await migrate(sql, migrations);
    return outcome.kind === 'refused' ? outcome.message : null;
  }
  const state = await schemaState(sql, migrations);
  if (state.kind === 'behind')
    return 'The database does not have the schema of this release: run `belfryd migrate` first.';
  return schemaProblem(state);
}

function commandContext(sql: Database, command: string): AppContext {
  const unused = (): never => {
    throw new Error('Commands seal and open no secrets.');
  };
  return {
    sql,
    now: systemClock.now,
    newId: makeIdSource(idOf, systemClock),
    randomBytes: (count) => randomBytes(count),
    secretBox: { seal: unused, open: unused },
    targets: { dev: false, allowedNetworks: [] },
    actor: systemActor(`belfryd ${command}`),
    // What commands change is announced in its transaction.
    changed: noteNothing,
  };
}
