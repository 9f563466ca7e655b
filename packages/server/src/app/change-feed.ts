/**
 * What changed, told to those in this process who watch a workspace, at most once in `gatherMs`.
 *
 * A workspace that is watched, or was within `keepMs`, has a room: its watchers, what is gathered and not told yet,
 * and for each topic and webhook the number of the turn that told of it last. So a watcher that comes back with the id
 * of what it saw last is told of all that it missed, in one change, and a room never grows with what happens.
 *
 * States of a room: watched; empty (since a time; it leaves when it is old, or the oldest of more than `roomsMax`).
 * Invariants: turns rise in all rooms together; a room knows everything that was noted after the turn `since`.
 */
import { type Change, type ChangeTopic, GatheredChange, type NoteChange } from '../domain/change.ts';

export interface Watcher {
  /** `id` names this moment: a watcher that comes back with it is told what came after. */
  readonly changed: (id: string, change: Change) => void;
  /** What changed is not known: everything may have. */
  readonly lost: (id: string) => void;
}

export interface Watch {
  readonly id: string;
  /** What happened since the moment that was asked for; null: nothing, or none was asked for. */
  readonly missed: Change | 'unknown' | null;
  readonly leave: () => void;
}

export interface ChangeFeed {
  readonly note: NoteChange;
  readonly noteAll: (workspaceId: string, change: Change) => void;
  /** `after` is an id of this feed, of an earlier one, or any text that a client sent; null: from now on. */
  readonly watch: (workspaceId: string, after: string | null, watcher: Watcher) => Watch;
  /** Workspaces that are watched, or were a moment ago. */
  readonly watched: () => readonly string[];
  /** Called when a workspace is watched that was not. */
  readonly onWatched: (listener: () => void) => void;
  /** Changes may have been missed: every watcher hears so. */
  readonly lose: () => void;
  readonly stop: () => void;
}

export interface ChangeFeedOptions {
  /** Unique to this feed: ids of another one are not taken for its own. No dots. */
  readonly name: string;
  readonly now: () => number;
  readonly gatherMs: number;
  /** After a pause the first change waits so long for those that come with it. */
  readonly firstMs: number;
}

export const changeFeedDefaults = { gatherMs: 1_000, firstMs: 50 };
export const keepMs = 120_000;
export const roomsMax = 2_000;

interface Room {
  since: number;
  readonly watchers: Set<Watcher>;
  readonly topicTurns: Map<ChangeTopic, number>;
  readonly webhookTurns: Map<string, number>;
  /** The last turn in which webhooks were not named, or their names were forgotten. */
  anyWebhookTurn: number;
  gathered: GatheredChange | null;
  emptySince: number;
}

/** Names of webhooks that a room remembers; beyond it forgets them all, and says that any may have changed. */
const webhooksRememberedMax = 200;

export function createChangeFeed({ name, now, gatherMs, firstMs }: ChangeFeedOptions): ChangeFeed {
  const rooms = new Map<string, Room>();
  const waiting = new Set<Room>();
  let turn = 0;
  let timer: NodeJS.Timeout | null = null;
  let watchedListener = (): void => {};

  const idOfTurn = (): string => `${name}.${turn}`;

  function gather(room: Room): GatheredChange {
    room.gathered ??= new GatheredChange();
    waiting.add(room);
    if (timer === null) timer = setTimeout(tell, firstMs).unref();
    return room.gathered;
  }

  function tell(): void {
    timer = null;
    if (waiting.size === 0) return;
    turn++;
    for (const room of waiting) {
      const change = room.gathered?.change;
      room.gathered = null;
      if (change === undefined) continue;
      remember(room, turn, change);
      for (const watcher of room.watchers) watcher.changed(idOfTurn(), change);
    }
    waiting.clear();
    timer = setTimeout(tell, gatherMs).unref();
  }

  function forgetEmpty(): void {
    const before = now() - keepMs;
    let surplus = rooms.size - roomsMax;
    for (const [workspaceId, room] of rooms) {
      if (room.watchers.size > 0 || (room.emptySince > before && surplus <= 0)) continue;
      rooms.delete(workspaceId);
      waiting.delete(room);
      surplus--;
    }
  }

  function roomOf(workspaceId: string): Room {
    const known = rooms.get(workspaceId);
    if (known !== undefined) return known;
    const room = newRoom(turn, now());
    rooms.set(workspaceId, room);
    watchedListener();
    return room;
  }

  return {
    note(workspaceId, topic, webhookId) {
      const room = rooms.get(workspaceId);
      if (room !== undefined) gather(room).add(topic, webhookId);
    },
    noteAll(workspaceId, change) {
      const room = rooms.get(workspaceId);
      if (room !== undefined) gather(room).addAll(change);
    },
    watch(workspaceId, after, watcher) {
      forgetEmpty();
      const room = roomOf(workspaceId);
      const missed = after === null ? null : missedSince(room, turnOf(after, name, turn));
      room.watchers.add(watcher);
      const leave = (): void => {
        room.watchers.delete(watcher);
        room.emptySince = now();
      };
      return { id: idOfTurn(), missed, leave };
    },
    watched() {
      forgetEmpty();
      return [...rooms.keys()];
    },
    onWatched(listener) {
      watchedListener = listener;
    },
    lose() {
      turn++;
      waiting.clear();
      for (const room of rooms.values()) {
        forget(room, turn);
        for (const watcher of room.watchers) watcher.lost(idOfTurn());
      }
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      rooms.clear();
      waiting.clear();
    },
  };
}

function newRoom(turn: number, now: number): Room {
  return {
    since: turn,
    watchers: new Set(),
    topicTurns: new Map(),
    webhookTurns: new Map(),
    anyWebhookTurn: 0,
    gathered: null,
    emptySince: now,
  };
}

function remember(room: Room, turn: number, { topics, webhookIds }: Change): void {
  for (const topic of topics) room.topicTurns.set(topic, turn);
  for (const webhookId of webhookIds ?? []) room.webhookTurns.set(webhookId, turn);
  if (webhookIds !== null && room.webhookTurns.size <= webhooksRememberedMax) return;
  room.anyWebhookTurn = turn;
  room.webhookTurns.clear();
}

/** What happened up to this turn is not known any more. */
function forget(room: Room, turn: number): void {
  room.since = turn;
  room.topicTurns.clear();
  room.webhookTurns.clear();
  room.gathered = null;
}

/** The turn that an id names; null where it is not an id of this feed. */
function turnOf(id: string, name: string, newest: number): number | null {
  const [of, digits = ''] = id.split('.');
  if (of !== name || !/^\d{1,15}$/.test(digits)) return null;
  const turn = Number(digits);
  return turn <= newest ? turn : null;
}

function missedSince(room: Room, turn: number | null): Watch['missed'] {
  if (turn === null || turn < room.since) return 'unknown';
  const topics = [...room.topicTurns].filter(([, last]) => last > turn).map(([topic]) => topic);
  if (topics.length === 0) return null;
  const webhookIds = [...room.webhookTurns].filter(([, last]) => last > turn).map(([id]) => id);
  return { topics, webhookIds: room.anyWebhookTurn > turn ? null : webhookIds };
}
