/**
 * Calls made in threads of their own, so that sockets and TLS do not take turns with publishing and recording.
 *
 * Every URL belongs to one thread, so that its connections are used again. States of a thread: running → closing (no
 * further call) → ended; or dead (a bug: the calls that it had are answered as failed, and retried like others), and
 * running again with the next call. Invariant: a call is in `#calls` from the moment it is made until its outcome is
 * known.
 */
import { Worker } from 'node:worker_threads';
import type { Outcome } from '../../domain/outcome.ts';
import type { TargetPolicy } from '../../domain/target-address.ts';
import type { FromThread, ThreadCall, ToThread } from './call-thread.ts';
import type { Caller } from './caller.ts';

/** The options of a caller that can be handed to a thread. */
export interface CallThreadOptions {
  readonly policy: TargetPolicy;
  readonly timeoutMs: number;
}

export interface ThreadedCallerOptions extends CallThreadOptions {
  /** At least one. */
  readonly threads: number;
  /** A thread has died: with what, and how many calls were cut off. */
  readonly died: Died;
  /** Another module to run in the threads, for tests. */
  readonly module?: URL;
}

type Died = (error: unknown, calls: number) => void;

const moduleDefault = new URL('./call-thread.ts', import.meta.url);

export function createThreadedCaller(options: ThreadedCallerOptions): Caller {
  const { policy, timeoutMs, died, module = moduleDefault } = options;
  const start = (): Worker => new Worker(module, { workerData: { policy, timeoutMs } });
  const threads = Array.from({ length: options.threads }, () => new CallThread(start, died));
  let closed: Promise<void> | null = null;
  return {
    call(url, headers, body) {
      const thread = threads[threadOf(url, threads.length)];
      if (closed !== null || thread === undefined) return Promise.resolve(cutOff('Belfry is shutting down.'));
      return thread.call(url, headers, body);
    },
    async close() {
      closed ??= Promise.all(threads.map((thread) => thread.close())).then(() => {});
      return closed;
    },
  };
}

class CallThread {
  readonly #startWorker: () => Worker;
  readonly #died: Died;
  readonly #calls = new Map<number, (outcome: Outcome) => void>();
  #worker: Worker | null;
  #waiting: ThreadCall[] = [];
  #lastId = 0;
  #closed: PromiseWithResolvers<void> | null = null;

  constructor(startWorker: () => Worker, died: Died) {
    this.#startWorker = startWorker;
    this.#died = died;
    this.#worker = this.#start();
  }

  call(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#lastId++;
      this.#calls.set(this.#lastId, resolve);
      // What is asked for in one turn of the event loop goes in one message.
      if (this.#waiting.push([this.#lastId, url, headers, body]) === 1) setImmediate(() => this.#send());
    });
  }

  close(): Promise<void> {
    if (this.#closed === null) {
      this.#closed = Promise.withResolvers();
      // Behind the calls that wait for their message.
      if (this.#worker === null) this.#closed.resolve();
      else setImmediate(() => this.#post(null));
    }
    return this.#closed.promise;
  }

  #send(): void {
    const calls = this.#waiting;
    this.#waiting = [];
    if (calls.length === 0) return;
    this.#worker ??= this.#start();
    this.#post(calls);
  }

  #post(message: ToThread): void {
    this.#worker?.postMessage(message);
  }

  #start(): Worker {
    const worker = this.#startWorker();
    let reason: unknown = new Error('The thread for calls has ended.');
    worker.on('message', (ended: FromThread) => {
      for (const [id, outcome] of ended) {
        this.#calls.get(id)?.(outcome);
        this.#calls.delete(id);
      }
    });
    worker.on('error', (error) => {
      reason = error;
    });
    worker.on('exit', () => this.#ended(reason));
    // Whoever waits for a call keeps the process alive by other means.
    worker.unref();
    return worker;
  }

  #ended(reason: unknown): void {
    this.#worker = null;
    const cut = [...this.#calls.values()];
    this.#calls.clear();
    this.#waiting = [];
    if (this.#closed === null) this.#died(reason, cut.length);
    for (const resolve of cut) resolve(cutOff('The call was cut off by a fault inside Belfry.'));
    this.#closed?.resolve();
  }
}

/** Any even spread that is the same for the same URL. */
function threadOf(url: string, threads: number): number {
  if (threads === 1) return 0;
  let hash = 0;
  for (let index = 0; index < url.length; index++) hash = (hash * 31 + url.charCodeAt(index)) >>> 0;
  return hash % threads;
}

function cutOff(message: string): Outcome {
  return {
    kind: 'failed',
    error: 'connection_failed',
    message,
    statusCode: 0,
    responseHeaders: null,
    responseBody: null,
    durationMs: 0,
  };
}
