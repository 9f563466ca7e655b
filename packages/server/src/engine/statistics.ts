/**
 * Counts calls by webhook and minute, and writes what changed once a second. A row holds the process's whole count
 * of its minute, so writing it twice changes nothing. Counts of a killed process may lack its last second; the
 * deliveries themselves never do.
 */
import { durationBucket, durationBucketBoundsMs } from '../domain/duration-buckets.ts';
import type { MinuteCounts } from '../store/stats-writing.ts';
import type { Performed } from './perform.ts';

export const writeEveryMs = 1_000;
const minuteMs = 60_000;

interface Counter {
  readonly workspaceId: string;
  readonly webhookId: string;
  readonly minute: number;
  succeeded: number;
  failed: number;
  readonly durations: number[];
  /** By reason; at most failureReasonsMax, and `other`. */
  readonly failures: Failure[];
  lastFailedAt: number | null;
  lastCalledAt: number;
  lastDeliveryId: string;
}

interface Failure {
  readonly errorKind: string;
  readonly statusCode: number;
  count: number;
}

/** Reasons told apart in one minute of a webhook; further ones count together. */
export const failureReasonsMax = 20;
const otherReason = 'other';

export class Statistics {
  /** By webhook: the counter of the latest minute. */
  readonly #counters = new Map<string, Counter>();
  #changed = new Set<Counter>();

  /** By the minute in which the outcome is counted, so that a minute that has passed never changes again. */
  count(performed: Performed, now: number): void {
    const { call, task, outcome } = performed;
    if (call === null || task.test) return;
    const counter = this.#counterOf(task, Math.floor(now / minuteMs) * minuteMs);
    if (call.succeeded) counter.succeeded++;
    else countFailure(counter, outcome.errorKind ?? otherReason, call);
    if (call.at >= counter.lastCalledAt) {
      counter.lastCalledAt = call.at;
      counter.lastDeliveryId = task.id;
    }
    const bucket = durationBucket(call.durationMs);
    counter.durations[bucket] = (counter.durations[bucket] ?? 0) + 1;
    this.#changed.add(counter);
  }

  /** Writes what has changed; on failure it stays changed. Forgets webhooks that had no call for a minute. */
  async flush(now: number, write: (counts: readonly MinuteCounts[]) => Promise<void>): Promise<void> {
    if (this.#changed.size === 0) return;
    const changed = this.#changed;
    this.#changed = new Set();
    try {
      await write([...changed]);
    } catch (error) {
      for (const counter of changed) this.#changed.add(counter);
      throw error;
    }
    for (const [webhookId, counter] of this.#counters) {
      if (counter.minute < now - minuteMs && !this.#changed.has(counter)) this.#counters.delete(webhookId);
    }
  }

  #counterOf(task: { workspaceId: string; webhookId: string; id: string }, minute: number): Counter {
    let counter = this.#counters.get(task.webhookId);
    if (counter?.minute !== minute) {
      const { workspaceId, webhookId } = task;
      const durations = new Array<number>(durationBucketBoundsMs.length + 1).fill(0);
      counter = {
        workspaceId,
        webhookId,
        minute,
        succeeded: 0,
        failed: 0,
        durations,
        failures: [],
        lastFailedAt: null,
        lastCalledAt: 0,
        lastDeliveryId: task.id,
      };
      this.#counters.set(webhookId, counter);
    }
    return counter;
  }
}

function countFailure(
  counter: Counter,
  errorKind: string,
  { statusCode, at }: { readonly statusCode: number; readonly at: number },
): void {
  counter.failed++;
  counter.lastFailedAt = Math.max(counter.lastFailedAt ?? 0, at);
  const { failures } = counter;
  const known =
    failures.find((failure) => failure.errorKind === errorKind && failure.statusCode === statusCode) ??
    (failures.length < failureReasonsMax ? undefined : failures[failureReasonsMax]);
  if (known !== undefined) known.count++;
  else if (failures.length < failureReasonsMax) failures.push({ errorKind, statusCode, count: 1 });
  else failures.push({ errorKind: otherReason, statusCode: 0, count: 1 });
}
