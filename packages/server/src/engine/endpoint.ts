/**
 * The queue of one webhook in this process: what waits, what is under way, and how fast it may go.
 *
 * `reserved` counts room promised to publications that have not committed yet. Invariant: `active` never exceeds
 * the concurrency limit, and in any time no more calls start than the rate allows in that time and `catchUpMs` more.
 */
import type { DeliveryTask } from '../domain/delivery-task.ts';

export interface EndpointLimits {
  readonly concurrency: number;
  /** Calls a second; null: no limit. */
  readonly rate: number | null;
}

/** Timers are late, and count in whole milliseconds: so much of the time lost is made up for. */
const catchUpMs = 10;

const fastCallMsMax = 50;

export class Endpoint {
  readonly workspaceId: string;
  readonly webhookId: string;
  readonly #waiting: DeliveryTask[] = [];
  #head = 0;
  active = 0;
  reserved = 0;
  #nextStartAt = 0;
  /** When a call ended last, or began while none was under way: since then the calls under way have been. */
  #movedAt = 0;
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

  /** How long the rate limit forbids the next start; an idle endpoint is forgotten only after that. */
  restMs(now: number): number {
    return Math.max(0, this.#nextStartAt - now);
  }

  push(task: DeliveryTask): void {
    this.#waiting.push(task);
  }

  /** The task that may start now; how long to wait for the rate limit; or null: nothing to start. */
  next(limits: EndpointLimits, now: number): DeliveryTask | { readonly waitMs: number } | null {
    if (this.queued === 0 || this.active >= limits.concurrency) return null;
    if (limits.rate !== null) {
      const intervalMs = 1000 / limits.rate;
      // Further away than that it was put by a lower limit, or by a clock that was set back since.
      const waitMs = this.#nextStartAt - now > intervalMs ? 0 : this.#nextStartAt - now;
      if (waitMs > 0) return { waitMs };
      this.#nextStartAt = Math.max(now - catchUpMs, Math.min(this.#nextStartAt, now)) + intervalMs;
    }
    const task = this.#waiting[this.#head++];
    if (task === undefined) throw new Error('An endpoint lost count of its queue.');
    if (this.#head > 1024 && this.#head * 2 > this.#waiting.length) {
      this.#waiting.splice(0, this.#head);
      this.#head = 0;
    }
    if (this.active === 0) this.#movedAt = now;
    this.active++;
    return task;
  }

  finished(durationMs: number, now: number): void {
    this.active--;
    this.#movedAt = now;
    this.#meanDurationMs += (durationMs - this.#meanDurationMs) * 0.1;
  }

  /** How long a delivery queued now would wait, at the pace of the recent calls and of those under way. */
  waitEstimateMs(limits: EndpointLimits, now: number): number {
    const byConcurrency = (this.queued * this.#callMs(now)) / limits.concurrency;
    const byRate = limits.rate === null ? 0 : (this.queued * 1000) / limits.rate;
    return Math.max(byConcurrency, byRate);
  }

  /** Whether its queue is only as long as this process is busy: its calls are short, and no rate holds it back. */
  fast(limits: EndpointLimits, now: number): boolean {
    return limits.rate === null && this.#callMs(now) < fastCallMsMax;
  }

  /** Takes out of the queue what satisfies the condition. */
  takeOut(condition: (task: DeliveryTask) => boolean): DeliveryTask[] {
    const queued = this.#waiting.splice(this.#head);
    this.#waiting.length = 0;
    this.#head = 0;
    const out: DeliveryTask[] = [];
    for (const task of queued) (condition(task) ? out : this.#waiting).push(task);
    return out;
  }

  /** How long a call takes: recent ones, or those under way where others wait and none has ended for longer. */
  #callMs(now: number): number {
    const stuckMs = this.active === 0 || this.queued === 0 ? 0 : now - this.#movedAt;
    return Math.max(this.#meanDurationMs, stuckMs);
  }
}
