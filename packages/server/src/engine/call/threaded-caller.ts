/**
 * Calls made in threads of their own, so that sockets and TLS do not take turns with publishing and recording.
 *
 * Every URL belongs to one thread, so that its connections are used again. States of a thread: running → closing (no
 * further call) → ended; or dead (a bug: the calls that it had are answered as failed, and retried like others), and
 * running again with the next call. A thread that owes an outcome for much longer than a call may take is stuck (a bug
 * too) and is ended. Invariant: a call is in `#calls`, the oldest first, from the moment it is made until its outcome is
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
  /** How much longer than a call may take a thread may owe its outcome. */
  readonly answerGraceMs?: number;
}

const answerGraceMsDefault = 5_000;
/** How often threads are looked at. */
const watchEveryMs = 1_000;

type Died = (error: unknown, calls: number) => void;

const moduleDefault = new URL('./call-thread.ts', import.meta.url);

export function createThreadedCaller(options: ThreadedCallerOptions): Caller {
  const { policy, timeoutMs, died, module = moduleDefault, answerGraceMs = answerGraceMsDefault } = options;
  const start = (): Worker => new Worker(module, { workerData: { policy, timeoutMs } });
  const threads = Array.from(
    { length: options.threads },
    () => new CallThread(start, died, timeoutMs + answerGraceMs),
  );
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

/** A call whose outcome is owed. */
interface Owed {
  readonly resolve: (outcome: Outcome) => void;
  /** Milliseconds, monotonic. */
  readonly since: number;
}

class CallThread {
  readonly #startWorker: () => Worker;
  readonly #died: Died;
  readonly #answerMsMax: number;
  readonly #calls = new Map<number, Owed>();
  readonly #watch: NodeJS.Timeout;
  /** The oldest call, where it was overdue at the last look. */
  #suspected: number | null = null;
  #worker: Worker | null;
  #waiting: ThreadCall[] = [];
  #lastId = 0;
  #closed: PromiseWithResolvers<void> | null = null;

  constructor(startWorker: () => Worker, died: Died, answerMsMax: number) {
    this.#startWorker = startWorker;
    this.#died = died;
    this.#answerMsMax = answerMsMax;
    this.#worker = this.#start();
    this.#watch = setInterval(() => this.#endIfStuck(), watchEveryMs).unref();
  }

  call(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#lastId++;
      this.#calls.set(this.#lastId, { resolve, since: performance.now() });
      // What is asked for in one turn of the event loop goes in one message.
      if (this.#waiting.push([this.#lastId, url, headers, body]) === 1) setImmediate(() => this.#send());
    });
  }

  close(): Promise<void> {
    if (this.#closed === null) {
      this.#closed = Promise.withResolvers();
      // Behind the calls that wait for their message.
      if (this.#worker === null) this.#ended(null);
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

  /** Seen twice, so that a process that stood still itself first hears what the thread has to say. */
  #endIfStuck(): void {
    const [oldest] = this.#calls.entries();
    const overdue = oldest !== undefined && performance.now() - oldest[1].since > this.#answerMsMax;
    if (overdue && this.#suspected === oldest[0]) void this.#worker?.terminate();
    this.#suspected = overdue ? oldest[0] : null;
  }

  #start(): Worker {
    const worker = this.#startWorker();
    let reason: unknown = new Error('The thread for calls has ended.');
    worker.on('message', (ended: FromThread) => {
      for (const [id, outcome] of ended) {
        this.#calls.get(id)?.resolve(outcome);
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
    if (this.#closed !== null) clearInterval(this.#watch);
    this.#calls.clear();
    this.#waiting = [];
    if (this.#closed === null) this.#died(reason, cut.length);
    for (const { resolve } of cut) resolve(cutOff('The call was cut off by a fault inside Belfry.'));
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
