/**
 * The queue of one webhook in this process: what waits, what is under way, and how fast it may go.
 *
 * `reserved` counts room promised to publications that have not committed yet. Invariant: `active` never exceeds
 * the concurrency limit, and two starts are at least `1000 / rateLimit` ms apart.
 */
import type { DeliveryTask } from '../domain/delivery-task.ts';

export interface EndpointLimits {
  readonly concurrency: number;
  /** Calls a second; null: no limit. */
  readonly rate: number | null;
}

export class Endpoint {
  readonly workspaceId: string;
  readonly webhookId: string;
  readonly #waiting: DeliveryTask[] = [];
  #head = 0;
  active = 0;
  reserved = 0;
  #nextStartAt = 0;
  /** Mean duration of recent calls, for the estimate of how long the queue is in time. */
  #meanDurationMs = 0;

  constructor(workspaceId: string, webhookId: string) {
    this.workspaceId = workspaceId;
    this.webhookId = webhookId;
  }

  get queued(): number {
    return this.#waiting.length - this.#head;
  }

  get idle(): boolean {
    return this.active === 0 && this.queued === 0 && this.reserved === 0;
  }

  push(task: DeliveryTask): void {
    this.#waiting.push(task);
  }

  /** The task that may start now; how long to wait for the rate limit; or null: nothing to start. */
  next(limits: EndpointLimits, now: number): DeliveryTask | { readonly waitMs: number } | null {
    if (this.queued === 0 || this.active >= limits.concurrency) return null;
    if (limits.rate !== null) {
      if (now < this.#nextStartAt) return { waitMs: this.#nextStartAt - now };
      this.#nextStartAt = Math.max(now, this.#nextStartAt) + 1000 / limits.rate;
    }
    const task = this.#waiting[this.#head++];
    if (task === undefined) throw new Error('An endpoint lost count of its queue.');
    if (this.#head > 1024 && this.#head * 2 > this.#waiting.length) {
      this.#waiting.splice(0, this.#head);
      this.#head = 0;
    }
    this.active++;
    return task;
  }

  finished(durationMs: number): void {
    this.active--;
    this.#meanDurationMs += (durationMs - this.#meanDurationMs) * 0.1;
  }

  /** How long a delivery queued now would wait, at the pace of the recent calls. */
  waitEstimateMs(limits: EndpointLimits): number {
    const byConcurrency = (this.queued * this.#meanDurationMs) / limits.concurrency;
    const byRate = limits.rate === null ? 0 : (this.queued * 1000) / limits.rate;
    return Math.max(byConcurrency, byRate);
  }

  /** Empties the queue and answers what was in it. */
  drain(): DeliveryTask[] {
    const left = this.#waiting.slice(this.#head);
    this.#waiting.length = 0;
    this.#head = 0;
    return left;
  }
}
