/**
 * The successes of webhooks whose health depends on them, in memory: most change nothing that matters, and a write
 * for each of them would be one for each delivery.
 *
 * An entry is a webhook's: its newest success, and the first one that is not reported yet (null: all are). What is
 * unreported is reported with the webhook's next failure, or by `reportSuccesses`. What has been reported stays,
 * because the failure of an earlier call may be written after it. At most `webhooksMax` entries: the oldest leaves,
 * and the webhook's next success makes a new one.
 */
import type { Dialect } from '@belfry/dialects';
import type { Performed } from './perform.ts';

/** What a dialect's health is told of a call. */
export interface HealthCall {
  readonly succeeded: boolean;
  readonly statusCode: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Success {
  readonly workspaceId: string;
  readonly webhookId: string;
  readonly dialect: Dialect;
  readonly newest: HealthCall;
  /** When its successes were last reported, milliseconds since the epoch; null: never by this process. */
  readonly reportedAt: number | null;
}

interface Entry extends Success {
  firstUnreported: HealthCall | null;
  newest: HealthCall;
  reportedAt: number | null;
}

export const webhooksMax = 20_000;

export class SuccessBook {
  readonly #entries = new Map<string, Entry>();
  readonly #unreported = new Set<Entry>();

  note({ workspaceId, webhookId }: Performed['task'], call: NonNullable<Performed['call']>): void {
    const known = this.#entries.get(webhookId);
    if (known === undefined) {
      const { dialect } = call;
      this.#add({ workspaceId, webhookId, dialect, firstUnreported: call, newest: call, reportedAt: null });
      return;
    }
    if (call.at > known.newest.at) known.newest = call;
    if (known.firstUnreported === null) this.#unreported.add(known);
    if (known.firstUnreported === null || call.at < known.firstUnreported.at) known.firstUnreported = call;
  }

  /**
   * What is to be told of a webhook beside failures of which the earliest was at `failedAt`: what is unreported, and
   * what is newer. Between the two that are answered no failure of it was left out.
   */
  successesOf(webhookId: string, failedAt: number): readonly HealthCall[] {
    const entry = this.#entries.get(webhookId);
    if (entry === undefined) return [];
    const { firstUnreported, newest } = entry;
    if (firstUnreported === null) return newest.at > failedAt ? [newest] : [];
    return firstUnreported === newest ? [newest] : [firstUnreported, newest];
  }

  /** The newest success of each webhook that has an unreported one; copies, for an entry moves on. */
  unreported(): readonly Success[] {
    return Array.from(this.#unreported, (entry) => ({ ...entry }));
  }

  /** The webhook's successes up to this one are in its health. */
  reported(webhookId: string, newest: HealthCall, now: number): void {
    const entry = this.#entries.get(webhookId);
    if (entry === undefined || entry.firstUnreported === null) return;
    entry.reportedAt = now;
    entry.firstUnreported = entry.newest === newest ? null : entry.newest;
    if (entry.firstUnreported === null) this.#unreported.delete(entry);
  }

  #add(entry: Entry): void {
    const oldest = this.#entries.size >= webhooksMax ? this.#entries.values().next().value : undefined;
    if (oldest !== undefined) {
      this.#entries.delete(oldest.webhookId);
      this.#unreported.delete(oldest);
    }
    this.#entries.set(entry.webhookId, entry);
    this.#unreported.add(entry);
  }
}
