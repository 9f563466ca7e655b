/**
 * The records that this process failed to do something about, and when it tries each again: a second after its first
 * failure, then twice as long each time, five minutes at most. An entry leaves when its record succeeds, is found
 * gone, or is no longer among what is due; and, the oldest first, where there are more than `entriesMax`.
 */
export class DueBackoff {
  readonly #entries = new Map<string, { readonly failures: number; readonly tryAt: number }>();

  /** Ids of those whose time to be tried again has not come. */
  waiting(now: number): readonly string[] {
    return [...this.#entries].filter(([, { tryAt }]) => tryAt > now).map(([id]) => id);
  }

  /** Answers how often it has failed, this time included. */
  failed(id: string, now: number): number {
    const failures = (this.#entries.get(id)?.failures ?? 0) + 1;
    this.#entries.delete(id);
    const oldest = this.#entries.size >= entriesMax ? this.#entries.keys().next().value : undefined;
    if (oldest !== undefined) this.#entries.delete(oldest);
    this.#entries.set(id, { failures, tryAt: now + Math.min(firstMs * 2 ** (failures - 1), longestMs) });
    return failures;
  }

  settled(id: string): void {
    this.#entries.delete(id);
  }

  /** Forgets those that could be tried again and are not due any more: others have seen to them. */
  keep(due: ReadonlySet<string>, now: number): void {
    for (const [id, { tryAt }] of this.#entries) {
      if (tryAt <= now && !due.has(id)) this.#entries.delete(id);
    }
  }
}

const firstMs = 1_000;
const longestMs = 5 * 60_000;
const entriesMax = 10_000;
