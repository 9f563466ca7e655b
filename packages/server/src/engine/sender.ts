/**
 * Makes the calls: takes tasks, queues them by endpoint, starts them round robin over the endpoints, within a
 * concurrency for each and for all, and hands each to `perform`.
 *
 * States: running (tasks start), paused (`mayStart` says no, for instance while outcomes cannot be written),
 * stopped (nothing is taken or started; `stop` resolves when the last call has ended).
 * Invariants: `queued` and `queuedBytes` count everything waiting or reserved in all endpoints; an endpoint is in
 * the ring exactly when it may have something to start and is not waiting for its rate limit.
 */
import type { DeliveryTaker, DeliveryTask, EndpointKey } from '../domain/delivery-task.ts';
import { queuedBytes } from '../domain/publication.ts';
import { Endpoint, type EndpointLimits } from './endpoint.ts';

export interface SenderOptions {
  readonly owner: string;
  readonly perform: (task: DeliveryTask) => Promise<void>;
  readonly limitsOf: (endpoint: EndpointKey) => EndpointLimits;
  readonly mayStart: () => boolean;
  readonly now: () => number;
  readonly concurrencyMax: number;
  readonly queuedMax: number;
  readonly queuedBytesMax: number;
}

/** An endpoint whose queue would take longer than this takes no more: the rest waits in the database. */
export const endpointQueueMsMax = 2_000;
/** Until calls have shown how fast an endpoint is, and whatever they show, its queue is no longer than this share. */
const endpointQueueShareMax = 0.5;
/** A publisher waits this long for room before its deliveries wait in the database instead. */
export const roomWaitMsMax = 500;

export class Sender implements DeliveryTaker {
  readonly owner: string;
  readonly #options: SenderOptions;
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #ring: Endpoint[] = [];
  readonly #inRing = new Set<Endpoint>();
  readonly #waitingForRoom = new Set<() => void>();
  readonly #idle = new Set<() => void>();
  #active = 0;
  #queued = 0;
  #queuedBytes = 0;
  #stopped = false;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.owner = options.owner;
  }

  get active(): number {
    return this.#active;
  }

  get queued(): number {
    return this.#queued;
  }

  reserve(key: EndpointKey, bytes: number): boolean {
    const { queuedMax, queuedBytesMax } = this.#options;
    if (this.#stopped || this.#queued >= queuedMax || this.#queuedBytes + bytes > queuedBytesMax)
      return false;
    const endpoint = this.#endpointOf(key);
    if (endpoint.queued + endpoint.reserved >= queuedMax * endpointQueueShareMax) return false;
    if (endpoint.waitEstimateMs(this.#options.limitsOf(key)) > endpointQueueMsMax) return false;
    this.hold(key, bytes);
    return true;
  }

  /** Holds room without asking whether there is any: for what is leased already. */
  hold(key: EndpointKey, bytes: number): void {
    this.#endpointOf(key).reserved++;
    this.#queued++;
    this.#queuedBytes += bytes;
  }

  cancel(key: EndpointKey, bytes: number): void {
    this.#endpointOf(key).reserved--;
    this.#left(bytes);
  }

  take(tasks: readonly DeliveryTask[]): void {
    for (const task of tasks) {
      const endpoint = this.#endpointOf(task);
      endpoint.reserved--;
      endpoint.push(task);
      this.#enter(endpoint);
    }
    this.#pump();
  }

  /** Publishers wait while the queue is over half full, so that closed loops slow down to the pace of sending. */
  whenRoom(): Promise<void> | null {
    if (this.#stopped || this.#queued < this.#options.queuedMax / 4) return null;
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waitingForRoom.delete(done);
        resolve();
      };
      const timer = setTimeout(done, roomWaitMsMax);
      this.#waitingForRoom.add(done);
    });
  }

  /** Call when `mayStart` may have turned true. */
  resume(): void {
    this.#pump();
  }

  /** Takes everything that has not started out of the queues. */
  drain(): DeliveryTask[] {
    const left = [...this.#endpoints.values()].flatMap((endpoint) => endpoint.drain());
    for (const task of left) this.#left(queuedBytes(task.event));
    return left;
  }

  /** Resolves when the calls under way have ended; what was queued stays with its lease or hand-off. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.drain();
    for (const done of this.#waitingForRoom) done();
    if (this.#active > 0) await new Promise<void>((resolve) => this.#idle.add(resolve));
  }

  #pump(): void {
    while (!this.#stopped && this.#active < this.#options.concurrencyMax && this.#options.mayStart()) {
      const endpoint = this.#ring.shift();
      if (endpoint === undefined) return;
      const next = endpoint.next(this.#options.limitsOf(endpoint), this.#options.now());
      if (next !== null && 'waitMs' in next) {
        // It keeps its place in `inRing` while the timer runs, so that one timer is enough.
        setTimeout(() => {
          this.#inRing.delete(endpoint);
          this.#enter(endpoint);
          this.#pump();
        }, next.waitMs);
        continue;
      }
      this.#inRing.delete(endpoint);
      if (next === null) continue;
      this.#enter(endpoint);
      void this.#start(endpoint, next);
    }
  }

  async #start(endpoint: Endpoint, task: DeliveryTask): Promise<void> {
    this.#active++;
    this.#left(queuedBytes(task.event));
    const startedAt = this.#options.now();
    await this.#options.perform(task);
    this.#active--;
    endpoint.finished(this.#options.now() - startedAt);
    if (endpoint.idle) this.#endpoints.delete(endpoint.webhookId);
    this.#enter(endpoint);
    if (this.#active === 0) for (const resolve of this.#idle) resolve();
    this.#pump();
  }

  #enter(endpoint: Endpoint): void {
    if (endpoint.queued === 0 || this.#inRing.has(endpoint)) return;
    this.#inRing.add(endpoint);
    this.#ring.push(endpoint);
  }

  #left(bytes: number): void {
    this.#queued--;
    this.#queuedBytes -= bytes;
    if (this.#queued < this.#options.queuedMax / 8) for (const done of this.#waitingForRoom) done();
  }

  #endpointOf(key: EndpointKey): Endpoint {
    let endpoint = this.#endpoints.get(key.webhookId);
    if (endpoint === undefined) {
      endpoint = new Endpoint(key.workspaceId, key.webhookId);
      this.#endpoints.set(key.webhookId, endpoint);
    }
    return endpoint;
  }
}
