import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { SecretBox } from '../domain/secret-box.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { masterKeyFile, masterKeyIn } from '../runtime/master-key.ts';
import { derivedSecret, makeSecretBox, masterKeyFingerprint } from '../runtime/secret-box.ts';
import type { Database } from '../store/database.ts';
import { databaseErrorKind } from '../store/database-error.ts';
import { claimMasterKey } from '../store/master-keys.ts';
import { migrate } from '../store/migrate.ts';
import { readMigrations } from '../store/migrations.ts';
import { ensurePartitions } from '../store/partitions.ts';
import type { Opened } from './open-database.ts';

/** A database that is started together with belfryd may take so long to answer. */
const reachableWithinMs = 60_000;
const reachRetryMs = 500;

/**
 * Makes the database ready to serve: reachable, its schema current, the partitions of the days ahead in place, and
 * sealed with our key. Answers what is made of that key.
 */
export async function prepareDatabase(
  config: Config,
  sql: Database,
  log: Logger,
  signal: AbortSignal,
): Promise<Opened<Sealing>> {
  await reach(sql, log, signal);
  const migrated = await migrate(sql, await readMigrations());
  if (migrated.kind === 'refused') return { ok: false, message: migrated.message };
  if (migrated.applied.length > 0)
    log.info({ applied: migrated.applied }, 'the schema was brought up to date');
  const { created, missing } = await ensurePartitions(sql, systemClock.now());
  if (created.length > 0) log.info({ days: created.length }, 'partitions were made');
  if (missing.length > 0)
    log.warn({ days: missing.length }, 'the tables were too busy to add partitions; the pruner tries again');
  return openBox(config, sql);
}

export interface Sealing {
  /** Opens the secrets in the database. */
  readonly secretBox: SecretBox;
  /** Signs the cookies of sessions. */
  readonly cookieSecret: string;
}

/** Rejects with the last error when the time is over. */
async function reach(sql: Database, log: Logger, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + reachableWithinMs;
  for (let tries = 0; ; tries += 1) {
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (databaseErrorKind(error) !== 'away' || performance.now() > deadline || signal.aborted) throw error;
      if (tries === 0) log.warn({ err: error }, 'the database does not answer yet');
      await delay(reachRetryMs, undefined, { signal });
    }
  }
}

async function openBox(config: Config, sql: Database): Promise<Opened<Sealing>> {
  const found =
    config.masterKey === null
      ? await masterKeyIn(config.dataDir)
      : { ok: true as const, key: config.masterKey };
  if (!found.ok) return found;
  const fingerprint = masterKeyFingerprint(found.key);
  const claimedBy = await claimMasterKey(sql, fingerprint);
  if (claimedBy === fingerprint) {
    const cookieSecret = derivedSecret(found.key, 'session cookies v1');
    return { ok: true, value: { secretBox: makeSecretBox(found.key), cookieSecret } };
  }
  const source =
    config.masterKey === null ? `The file ${masterKeyFile} in ${config.dataDir}` : 'BELFRY_MASTER_KEY';
  return {
    ok: false,
    message:
      `${source} is not the master key that the secrets in this database are sealed with ` +
      `(its fingerprint is ${fingerprint}, the database's ${claimedBy}). Use that key, from a backup where need be: ` +
      'without it the secrets of all webhooks are lost.',
  };
}
