import { randomUUID } from 'node:crypto';
import { type ChangeFeed, changeFeedDefaults, createChangeFeed } from './app/change-feed.ts';
import { type ChangeRelay, createChangeRelay } from './app/change-relay.ts';
import { systemClock } from './runtime/clock.ts';
import type { Logger } from './runtime/logger.ts';
import type { Database } from './store/database.ts';

export interface Changes {
  readonly feed: ChangeFeed;
  readonly relay: ChangeRelay;
}

/** What changed: for this process's streams, and those of others. `alone`: there are no others. */
export function createChanges(sql: Database, alone: boolean, log: Logger): Changes {
  const { now } = systemClock;
  const self = randomUUID();
  const feed = createChangeFeed({ name: self, now, ...changeFeedDefaults });
  const failed = (error: unknown): void =>
    log.warn({ err: error }, 'Other processes could not be told of changes; trying again.');
  return { feed, relay: createChangeRelay({ sql, feed, self, alone, now, failed }) };
}
