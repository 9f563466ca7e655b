import type { Config } from '../config.ts';
import { systemClock } from '../runtime/clock.ts';
import { migrate } from '../store/migrate.ts';
import { readMigrations } from '../store/migrations.ts';
import { ensurePartitions } from '../store/partitions.ts';
import { withDatabase } from './administer.ts';
import { type ExitCode, exitCodes, print, tell } from './terminal.ts';

export function runMigrate(config: Config): Promise<ExitCode> {
  return withDatabase(config, async (sql) => {
    const outcome = await migrate(sql, await readMigrations());
    if (outcome.kind === 'refused') {
      tell(outcome.message);
      return exitCodes.failed;
    }
    await ensurePartitions(sql, systemClock.now());
    const applied =
      outcome.applied.length === 0 ? 'nothing to apply' : `applied ${outcome.applied.join(', ')}`;
    print(`The schema is at version ${outcome.version}: ${applied}.`);
    return exitCodes.done;
  });
}
