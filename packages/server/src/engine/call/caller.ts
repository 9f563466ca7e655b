import type { Outcome } from '../../domain/outcome.ts';
import type { TargetPolicy } from '../../domain/target-address.ts';
import { checkTargetUrl } from '../../domain/target-url.ts';
import { Call, type CallHost } from './call.ts';
import type { Connection } from './connection.ts';
import { Connections } from './connections.ts';
import { Deadlines } from './deadlines.ts';
import { createDial } from './dial.ts';
import type { Failure } from './failure.ts';
import { requestStart, requestText } from './request-text.ts';
import { createResolver, type Resolve } from './resolver.ts';

export interface CallerOptions {
  readonly policy: TargetPolicy;
  /** For everything: waiting for a connection, connecting, sending and the whole answer. */
  readonly timeoutMs?: number;
  /** For connecting, TLS included. */
  readonly connectTimeoutMs?: number;
  /** A body up to this size is read to its end so that the connection can be used again. */
  readonly responseBytesMax?: number;
  readonly responseBodyStoredBytesMax?: number;
  readonly responseHeaderBytesMax?: number;
  readonly connectionsPerOriginMax?: number;
  readonly idleConnectionsMax?: number;
  /** How long an idle connection is kept where the server doesn't announce a time. */
  readonly keepAliveTimeoutMs?: number;
  /** PEM certificates of authorities that are trusted as well as those of Node.js. */
  readonly extraCertificates?: readonly string[];
  readonly resolve?: Resolve;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
}

export const callerDefaults = {
  timeoutMs: 15_000,
  connectTimeoutMs: 10_000,
  responseBytesMax: 1024 * 1024,
  responseBodyStoredBytesMax: 16 * 1024,
  responseHeaderBytesMax: 16 * 1024,
  connectionsPerOriginMax: 256,
  idleConnectionsMax: 1024,
  keepAliveTimeoutMs: 4000,
} as const;

export interface Caller {
  /**
   * Posts the body once and answers what came of it, within timeoutMs and never with an exception. Redirects are
   * not followed.
   */
  call(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Outcome>;
  /** Waits for the calls under way, then closes every connection. Later calls fail at once. */
  close(): Promise<void>;
}

/** Different URLs whose parts are remembered. */
const targetsKeptMax = 4096;

/** A URL that was judged once: the policy doesn't change while the process runs. */
type Target =
  | {
      readonly ok: true;
      readonly origin: string;
      /** The request line and the host field. */
      readonly start: string;
    }
  | { readonly ok: false; readonly failure: Failure };

/** Makes webhooks' HTTP calls over keep-alive connections. Holds connections, and nothing of a call that is over. */
export function createCaller(options: CallerOptions): Caller {
  return new PooledCaller(options);
}

/** States: open → closing (calls under way) → closed. Invariant: `#underWay` counts the calls without an outcome. */
class PooledCaller implements Caller, CallHost {
  readonly timeoutMs: number;
  readonly responseBytesMax: number;
  readonly responseBodyStoredBytesMax: number;
  readonly now: () => number;
  readonly #policy: TargetPolicy;
  readonly #deadlines: Deadlines;
  readonly #connections: Connections;
  readonly #targets = new Map<string, Target>();
  #underWay = 0;
  #closed: PromiseWithResolvers<void> | null = null;

  constructor(options: CallerOptions) {
    const settings = { ...callerDefaults, extraCertificates: [], now: () => performance.now(), ...options };
    const { policy, now } = settings;
    this.#policy = policy;
    this.now = now;
    this.timeoutMs = settings.timeoutMs;
    this.responseBytesMax = settings.responseBytesMax;
    this.responseBodyStoredBytesMax = settings.responseBodyStoredBytesMax;
    this.#deadlines = new Deadlines(settings.timeoutMs, now);
    const resolve = options.resolve ?? createResolver({ order: resolverOrder(policy), now });
    const dial = createDial({ policy, resolve, extraCertificates: settings.extraCertificates });
    const connectDeadlines = new Deadlines(settings.connectTimeoutMs, now);
    this.#connections = new Connections({ ...settings, dial, connectDeadlines });
  }

  call(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Outcome> {
    const target = this.#targets.get(url) ?? this.#judge(url);
    if (!target.ok) return Promise.resolve(notCalled(target.failure));
    if (this.#closed !== null) return Promise.resolve(notCalled(closedFailure));
    const request = requestText(target.start, headers, body);
    if (request === null) return Promise.resolve(notCalled(unfitHeaderFailure));
    return new Promise((finish) => {
      const call = new Call(this, target.origin, request, finish);
      this.#underWay += 1;
      this.#deadlines.add(call, call.startedAt);
      this.#connections.send(call, target.origin);
    });
  }

  close(): Promise<void> {
    this.#closed ??= Promise.withResolvers();
    this.#closeWhenDone();
    return this.#closed.promise;
  }

  ended(call: Call, connection: Connection | null, reusable: boolean): void {
    const { origin } = call;
    this.#deadlines.remove(call);
    if (connection === null) this.#connections.forget(call, origin);
    else if (reusable) this.#connections.release(connection, origin);
    else this.#connections.discard(connection, origin);
    this.#underWay -= 1;
    this.#closeWhenDone();
  }

  sendAgain(call: Call, dead: Connection): void {
    this.#connections.replace(call, dead, call.origin);
  }

  #closeWhenDone(): void {
    if (this.#closed === null || this.#underWay > 0) return;
    this.#connections.closeIdle();
    this.#closed.resolve();
  }

  #judge(url: string): Target {
    const checked = checkTargetUrl(url, this.#policy);
    const target: Target = checked.ok
      ? { ok: true, origin: checked.value.origin, start: requestStart(checked.value) }
      : { ok: false, failure: { error: 'blocked_target', message: checked.refusal.message } };
    if (this.#targets.size >= targetsKeptMax) this.#targets.clear();
    this.#targets.set(url, target);
    return target;
  }
}

const unfitHeaderFailure: Failure = {
  error: 'connection_failed',
  message: 'A header of the call has characters that no header may have.',
};

const closedFailure: Failure = { error: 'connection_failed', message: 'Belfry is shutting down.' };

function notCalled(failure: Failure): Outcome {
  return {
    kind: 'failed',
    ...failure,
    statusCode: 0,
    responseHeaders: null,
    responseBody: null,
    durationMs: 0,
  };
}

/** Where the operator has opened private networks, their names may be known to the operating system alone. */
function resolverOrder(policy: TargetPolicy): 'dns' | 'dns_then_system' | 'system' {
  if (policy.dev) return 'system';
  return policy.allowedNetworks.length > 0 ? 'dns_then_system' : 'dns';
}
