/** What may run out of time. The three fields belong to the `Deadlines` that it was added to. */
export interface Timed {
  /** Called at most once for each `add`, when the time is over. */
  expire(): void;
  /** Zero outside of the list. */
  deadlineAt: number;
  earlier: Timed | null;
  later: Timed | null;
}

/**
 * Ends entries a fixed time after they were started. All of them have the same delay, so that the order of adding
 * is the order of running out: one timer and a doubly linked list serve any number of them, and adding and removing
 * cost a few assignments instead of a timer each.
 *
 * States of an entry: outside → listed → outside. Invariants: `startedAt` never decreases from one `add` to the next;
 * while the list isn't empty the timer is armed, for a moment no later than the first deadline.
 */
export class Deadlines {
  readonly #delayMs: number;
  readonly #now: () => number;
  #first: Timed | null = null;
  #last: Timed | null = null;
  #armed = false;

  /** `now` answers milliseconds and never goes back. */
  constructor(delayMs: number, now: () => number) {
    this.#delayMs = delayMs;
    this.#now = now;
  }

  add(entry: Timed, startedAt: number): void {
    entry.deadlineAt = startedAt + this.#delayMs;
    entry.earlier = this.#last;
    if (this.#last === null) this.#first = entry;
    else this.#last.later = entry;
    this.#last = entry;
    if (!this.#armed) this.#arm(this.#delayMs);
  }

  /** Does nothing where the entry isn't listed. */
  remove(entry: Timed): void {
    if (entry.deadlineAt === 0) return;
    entry.deadlineAt = 0;
    if (entry.earlier === null) this.#first = entry.later;
    else entry.earlier.later = entry.later;
    if (entry.later === null) this.#last = entry.earlier;
    else entry.later.earlier = entry.earlier;
    entry.earlier = null;
    entry.later = null;
  }

  /** The timer goes on while the list is empty, because arming it anew for each entry would cost more. */
  #arm(delayMs: number): void {
    this.#armed = true;
    // Whatever is timed here holds a socket or a look-up, which keeps the process alive by itself.
    setTimeout(() => this.#expireDue(), Math.ceil(delayMs)).unref();
  }

  #expireDue(): void {
    const now = this.#now();
    while (this.#first !== null && this.#first.deadlineAt <= now) {
      const entry = this.#first;
      this.remove(entry);
      entry.expire();
    }
    this.#armed = false;
    if (this.#first !== null) this.#arm(Math.max(1, this.#first.deadlineAt - now));
  }
}
