/**
 * Makes the calls: takes tasks, queues them by endpoint, starts them round robin over the endpoints, within a
 * concurrency for each and for all, and hands each to `perform`.
 *
 * States: running (tasks start), paused (`mayStart` says no, for instance while outcomes cannot be written),
 * stopped (nothing is taken or started; `stop` resolves when the last call has ended).
 * Invariants: `queued` and `queuedBytes` count everything waiting or reserved in all endpoints; an endpoint is in
 * the ring exactly when it may have something to start and is not waiting for its rate limit or for a call to end.
 *
 * What one endpoint may take of the calls and of the queue is never more than what is left of them, so that there is
 * always room for another one, however many hang.
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
/** An endpoint whose queue has come to take longer than this does not keep it. */
export const endpointKeptQueueMsMax = 4_000;
/** A publisher waits this long for room before its deliveries wait in the database instead. */
export const roomWaitMsMax = 500;
/** A fraction of a second of sending: enough to keep the connections busy while the next commit is under way. */
export const roomQueuedMax = 600;

export class Sender implements Omit<DeliveryTaker, 'giveUp'> {
  readonly owner: string;
  readonly #options: SenderOptions;
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #ring: Endpoint[] = [];
  readonly #inRing = new Set<Endpoint>();
  /** Left out of the ring until a call ends. */
  readonly #crowdedOut: Endpoint[] = [];
  readonly #waitingForRoom = new Set<() => void>();
  readonly #idle = new Set<() => void>();
  /** Calls that have to start before those who wait for room go on. */
  #startsUntilRoom = 0;
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
    if (endpoint.queued + endpoint.reserved >= queuedMax - this.#queued) return false;
    if (this.#waitMs(endpoint) > endpointQueueMsMax) return false;
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
    const endpoint = this.#endpointOf(key);
    endpoint.reserved--;
    this.#left(bytes);
    this.#forget(endpoint);
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

  /**
   * Publishers wait while more than `roomQueuedMax` deliveries are queued for endpoints that answer fast: closed loops
   * slow down to the pace of sending. For a slow endpoint nobody waits, for that would make others' publishers wait too.
   */
  whenRoom(): Promise<void> | null {
    if (this.#stopped || this.#queued < roomQueuedMax || this.#queuedForFast() < roomQueuedMax) return null;
    if (this.#waitingForRoom.size === 0) this.#startsUntilRoom = roomQueuedMax / 2;
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

  #queuedForFast(): number {
    const now = this.#options.now();
    let queued = 0;
    for (const endpoint of this.#endpoints.values()) {
      if (endpoint.fast(this.#options.limitsOf(endpoint), now)) queued += endpoint.queued + endpoint.reserved;
    }
    return queued;
  }

  /** Call when `mayStart` may have turned true. */
  resume(): void {
    this.#pump();
  }

  /** Takes everything that has not started out of the queues. */
  drain(): DeliveryTask[] {
    return this.#takeOut(() => true);
  }

  /** Takes what has a row out of the queues of endpoints that are too slow for theirs: it may wait in the database. */
  takeBacklog(): DeliveryTask[] {
    const slow = new Set<string>();
    for (const endpoint of this.#endpoints.values()) {
      if (this.#waitMs(endpoint) > endpointKeptQueueMsMax) slow.add(endpoint.webhookId);
    }
    if (slow.size === 0) return [];
    return this.#takeOut((task) => task.handoff === null && slow.has(task.webhookId));
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
      if (endpoint.active >= this.#options.concurrencyMax - this.#active) {
        this.#crowdedOut.push(endpoint);
        continue;
      }
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
    this.#startsUntilRoom--;
    if (this.#startsUntilRoom <= 0) for (const done of this.#waitingForRoom) done();
    const startedAt = this.#options.now();
    await this.#options.perform(task);
    this.#active--;
    const endedAt = this.#options.now();
    endpoint.finished(endedAt - startedAt, endedAt);
    this.#forget(endpoint);
    this.#enter(endpoint);
    if (this.#crowdedOut.length > 0) this.#ring.push(...this.#crowdedOut.splice(0));
    if (this.#active === 0) for (const resolve of this.#idle) resolve();
    this.#pump();
  }

  #enter(endpoint: Endpoint): void {
    if (endpoint.queued === 0 || this.#inRing.has(endpoint)) return;
    this.#inRing.add(endpoint);
    this.#ring.push(endpoint);
  }

  #waitMs(endpoint: Endpoint): number {
    return endpoint.waitEstimateMs(this.#options.limitsOf(endpoint), this.#options.now());
  }

  #takeOut(condition: (task: DeliveryTask) => boolean): DeliveryTask[] {
    const out = [...this.#endpoints.values()].flatMap((endpoint) => endpoint.takeOut(condition));
    for (const task of out) this.#left(queuedBytes(task.event));
    return out;
  }

  /** An endpoint that has nothing to do is forgotten as soon as its rate limit allows the next call. */
  #forget(endpoint: Endpoint): void {
    if (!endpoint.idle || this.#endpoints.get(endpoint.webhookId) !== endpoint) return;
    const restMs = endpoint.restMs(this.#options.now());
    if (restMs === 0) this.#endpoints.delete(endpoint.webhookId);
    else setTimeout(() => this.#forget(endpoint), restMs).unref();
  }

  #left(bytes: number): void {
    this.#queued--;
    this.#queuedBytes -= bytes;
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
