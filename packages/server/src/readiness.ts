import type { AppContext } from './app/context.ts';
import type { Readiness } from './http/health.ts';
import { databaseErrorKind } from './store/database-error.ts';
import { readDueLag } from './store/due-lag.ts';
import { schemaState } from './store/migrate.ts';
import { readMigrations } from './store/migrations.ts';

/** Due deliveries that nobody has taken for this long mean that the workers are not keeping up. */
export const queueLagMsMax = 5 * 60_000;

/** Whether the process can do its work: the database answers, its schema is ours, the queue moves. */
export async function readReadiness(context: AppContext): Promise<Readiness> {
  try {
    const schema = await schemaState(context.sql, await readMigrations());
    const queueLagMs = schema.kind === 'current' ? await readDueLag(context.sql, context.now()) : null;
    const checks = [
      { name: 'database', ok: true, detail: 'reachable' },
      { name: 'schema', ok: schema.kind === 'current', detail: schema.kind },
      {
        name: 'queue',
        ok: queueLagMs !== null && queueLagMs < queueLagMsMax,
        detail: `lag ${queueLagMs ?? '?'} ms`,
      },
    ];
    return { ready: checks.every(({ ok }) => ok), checks, queueLagMs };
  } catch (error) {
    if (databaseErrorKind(error) === 'refused') throw error;
    return {
      ready: false,
      checks: [{ name: 'database', ok: false, detail: 'not reachable' }],
      queueLagMs: null,
    };
  }
}
