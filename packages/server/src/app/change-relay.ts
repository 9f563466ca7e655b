/**
 * Tells other processes what changed here, and hears what changed there.
 *
 * A process says which workspaces it watches, at once when that begins and every `renewEveryMs` while it lasts; others
 * believe it for `wantedMs`. What is noted is gathered for `gatherMs` and sent in one statement, and only of
 * workspaces that are watched elsewhere: nothing is sent while nothing changes, or nobody looks. What was noted in
 * the turn before is kept, for it may have been noted while the word that somebody watches was under way.
 *
 * States: idle (no timer of turns), gathering (a timer runs; at its end what is wanted is sent), stopped. What could
 * not be sent is tried again with the next turn.
 */
import { type Change, GatheredChange, type NoteChange } from '../domain/change.ts';
import { askForWatched, listenForChanges, sendChanges, sendWatched } from '../store/changes.ts';
import type { Database } from '../store/database.ts';
import type { ChangeFeed } from './change-feed.ts';

export interface ChangeRelayOptions {
  readonly sql: Database;
  readonly feed: ChangeFeed;
  /** This process, as others hear of it. */
  readonly self: string;
  /** True where there is no other process: nothing is sent then. */
  readonly alone: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
}

export interface ChangeRelay {
  /** For the feed of this process and, where they watch, for others. */
  readonly note: NoteChange;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const renewEveryMs = 10_000;
const wantedMs = 30_000;
const gatherMs = 1_000;
/** Streams that open together are told of together. */
const tellWatchedMs = 20;

type Noted = Map<string, GatheredChange>;

export function createChangeRelay(options: ChangeRelayOptions): ChangeRelay {
  const { sql, feed, self, alone, now, failed } = options;
  /** Until when a workspace counts as watched elsewhere. */
  const wanted = new Map<string, number>();
  let noted: Noted = new Map();
  let before: Noted = new Map();
  let turns: NodeJS.Timeout | null = null;
  let telling: NodeJS.Timeout | null = null;
  let renewing: NodeJS.Timeout | null = null;
  let stopped = false;
  let silence = async (): Promise<void> => {};

  function gathered(workspaceId: string): GatheredChange {
    const known = noted.get(workspaceId);
    if (known !== undefined) return known;
    const fresh = new GatheredChange();
    noted.set(workspaceId, fresh);
    if (turns === null && !stopped) turns = setTimeout(turn, gatherMs).unref();
    return fresh;
  }

  function turn(): void {
    turns = null;
    before = noted;
    noted = new Map();
    const changes = wantedOf(before, wanted, now());
    // Once more without anything new, so that `before` does not stay.
    if (before.size > 0) turns = setTimeout(turn, gatherMs).unref();
    if (changes.length === 0) return;
    sendChanges(sql, self, changes).catch((error: unknown) => {
      for (const { workspaceId, change } of changes) gathered(workspaceId).addAll(change);
      report(error);
    });
  }

  function watchedElsewhere(workspaceIds: readonly string[]): void {
    const until = now() + wantedMs;
    for (const workspaceId of workspaceIds) {
      const isNew = (wanted.get(workspaceId) ?? 0) <= now();
      wanted.set(workspaceId, until);
      const just = isNew ? before.get(workspaceId) : undefined;
      if (just !== undefined) gathered(workspaceId).addAll(just.change);
    }
  }

  function tellWatched(): void {
    if (alone || stopped) return;
    telling ??= setTimeout(() => {
      telling = null;
      sendWatched(sql, self, feed.watched()).catch(report);
    }, tellWatchedMs).unref();
  }

  function report(error: unknown): void {
    if (!stopped) failed(error);
  }

  return {
    note(workspaceId, topic, webhookId) {
      feed.note(workspaceId, topic, webhookId);
      if (!alone) gathered(workspaceId).add(topic, webhookId);
    },
    async start() {
      feed.onWatched(tellWatched);
      silence = await listenForChanges(sql, self, {
        changed: (workspaceId, change: Change) => feed.noteAll(workspaceId, change),
        watched: watchedElsewhere,
        asked: tellWatched,
        listening(again) {
          if (again) feed.lose();
          if (!alone && !stopped) askForWatched(sql, self).catch(report);
          tellWatched();
        },
      });
      renewing = setInterval(() => {
        for (const [workspaceId, until] of wanted) if (until <= now()) wanted.delete(workspaceId);
        if (feed.watched().length > 0) tellWatched();
      }, renewEveryMs).unref();
    },
    async stop() {
      stopped = true;
      for (const timer of [turns, telling]) if (timer !== null) clearTimeout(timer);
      if (renewing !== null) clearInterval(renewing);
      await silence().catch(() => {});
    },
  };
}

function wantedOf(noted: Noted, wanted: ReadonlyMap<string, number>, now: number) {
  if (wanted.size === 0) return [];
  return [...noted]
    .filter(([workspaceId]) => (wanted.get(workspaceId) ?? 0) > now)
    .map(([workspaceId, { change }]) => ({ workspaceId, change }));
}
