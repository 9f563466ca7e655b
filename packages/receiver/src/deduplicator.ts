/**
 * Remembers which events have been handled, so that a retry of one that was, or a second copy that arrives while
 * the first is being handled, is not handled twice. Put your own store behind it where several processes receive.
 *
 * For each call the receiver claims the event's id, runs the handler, and then either completes the claim (only
 * after the handler has succeeded) or releases it (so that the retry is handled). One deduplicator serves one
 * webhook: the same event has the same id for every webhook that receives it.
 */
export interface Deduplicator {
  /**
   * Claims the id, atomically: of two concurrent claims of one id, one answers `claimed`. `done`: it was handled
   * before. `busy`: another call holds the claim. A claim in a store that outlives the process must lapse by
   * itself, after a minute say: a process that dies while it handles an event would else block it for ever.
   */
  readonly claim: (eventId: string) => Claim | Promise<Claim>;
  /** The event was handled: from now on `claim` answers `done`. */
  readonly complete: (eventId: string) => unknown;
  /** The handler failed: the next `claim` answers `claimed`. */
  readonly release: (eventId: string) => unknown;
}

export type Claim = 'claimed' | 'done' | 'busy';

export interface MemoryDeduplicatorOptions {
  /** Handled events remembered at most; the one not seen for longest is forgotten first. 100,000 unless set. */
  readonly entriesMax?: number | undefined;
  /** How long after it was last seen an event is remembered, seconds. 72 h unless set: the last retry of any scheme comes before that. */
  readonly ttlSeconds?: number | undefined;
  /** Milliseconds since the epoch; the machine's clock unless set. */
  readonly now?: (() => number) | undefined;
}

const entriesMaxDefault = 100_000;
const ttlSecondsDefault = 72 * 3600;

/**
 * A deduplicator in the memory of one process: it forgets at a restart. Throws a TypeError for unfit options.
 *
 * State of an id: unknown → claimed → done (until its time is over or it is pushed out) or unknown again.
 * `done` is in the order in which ids were last seen, and therefore also in the order in which they expire.
 * `claimed` holds no more ids than there are calls being handled.
 */
export function memoryDeduplicator(options: MemoryDeduplicatorOptions = {}): Deduplicator {
  const entriesMax = atLeastOne('entriesMax', options.entriesMax ?? entriesMaxDefault);
  const ttlMs = atLeastOne('ttlSeconds', options.ttlSeconds ?? ttlSecondsDefault) * 1000;
  const now = options.now ?? Date.now;
  const claimed = new Set<string>();
  const done = new Map<string, { readonly expiresAt: number }>();

  function see(eventId: string): void {
    done.delete(eventId);
    done.set(eventId, { expiresAt: now() + ttlMs });
  }

  function forgetExpired(): void {
    for (const [eventId, { expiresAt }] of done) {
      if (expiresAt > now() && done.size <= entriesMax) return;
      done.delete(eventId);
    }
  }

  return {
    claim(eventId) {
      forgetExpired();
      if (done.has(eventId)) {
        see(eventId);
        return 'done';
      }
      if (claimed.has(eventId)) return 'busy';
      claimed.add(eventId);
      return 'claimed';
    },
    complete(eventId) {
      claimed.delete(eventId);
      see(eventId);
      forgetExpired();
    },
    release(eventId) {
      claimed.delete(eventId);
    },
  };
}

function atLeastOne(name: string, value: number): number {
  if (value >= 1) return value;
  throw new TypeError(`${name} must be a number of 1 or more.`);
}
