/**
 * This process's lease in the table of processes: what makes its hand-offs and leased deliveries its own.
 *
 * States: held (renewed within `leaseMs`), doubtful (not renewed in time: nothing new is started or claimed),
 * lost (a renewal found the row gone: others may have rescued what was ours, or only begun to, so `lost` gives all of
 * it back, and is called again until it succeeds; the lease is held anew when that is done).
 */
import type { Sql } from '../store/database.ts';
import { renewLease } from '../store/processes.ts';

export const leaseMs = 10_000;
export const renewEveryMs = 3_000;
const steadyAfterMs = renewEveryMs + 2_000;
/** The lease is doubted this long before it runs out, so that a call started in time ends about then. */
const doubtMs = 1_000;

export interface HeartbeatOptions {
  readonly sql: Sql;
  readonly process: { readonly id: string; readonly role: string; readonly startedAt: number };
  /** A clock that never goes back, in milliseconds: the wall clock may be set. */
  readonly monotonicMs: () => number;
  readonly lost: () => Promise<void>;
  readonly regained: () => void;
}

export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #renewedAtMs: number | null = null;
  #heldSinceMs = 0;
  #lost = false;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  get held(): boolean {
    if (this.#lost || this.#renewedAtMs === null) return false;
    return this.#options.monotonicMs() - this.#renewedAtMs < leaseMs - doubtMs;
  }

  /**
   * Held for so long that every living process has renewed its own lease meanwhile: whose lease has run out then is
   * dead, and not only cut off from a database that was away for all of them.
   */
  get steady(): boolean {
    return this.held && this.#options.monotonicMs() - this.#heldSinceMs >= steadyAfterMs;
  }

  async renew(): Promise<void> {
    const { sql, process, monotonicMs, lost, regained } = this.#options;
    const askedAtMs = monotonicMs();
    const renewal = await renewLease(sql, process, leaseMs);
    if (renewal === 'new' && this.#renewedAtMs !== null) this.#lost = true;
    const wasHeld = this.held;
    if (this.#lost) await lost();
    this.#lost = false;
    this.#renewedAtMs = askedAtMs;
    if (!wasHeld) this.#heldSinceMs = monotonicMs();
    if (!wasHeld) regained();
  }
}
