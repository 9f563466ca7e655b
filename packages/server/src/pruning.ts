import { idempotencyKeyLifetimeMs } from './app/publish.ts';
import { Loop } from './engine/loop.ts';
import { prune, pruneEveryMs } from './engine/pruner.ts';
import { systemClock } from './runtime/clock.ts';
import type { Logger } from './runtime/logger.ts';
import type { Database } from './store/database.ts';

/** Removes what is past retention, once an hour; a run under way ends when the signal is aborted. */
export function createPruning(sql: Database, retentionMs: number, log: Logger, signal: AbortSignal): Loop {
  return new Loop({
    name: 'pruner',
    everyMs: pruneEveryMs,
    async run() {
      const pruned = (what: object): void => log.info(what, 'pruned');
      await prune({ sql, now: systemClock.now, retentionMs, idempotencyKeyLifetimeMs, pruned, signal });
      return false;
    },
    failed: (name, error) =>
      log.warn({ err: error, chore: name }, 'The pruner failed; it goes on in an hour.'),
  });
}
