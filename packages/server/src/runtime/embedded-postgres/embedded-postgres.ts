import { setTimeout as delay } from 'node:timers/promises';
import type { EmbeddedAddress } from './address.ts';
import { type Cluster, type ClusterOptions, clusterFolder, openCluster } from './cluster.ts';
import type { Done } from './done.ts';
import { joinServer, type Membership } from './join.ts';
import { boundLog } from './log-file.ts';
import { stopPostmaster } from './postmaster.ts';

/**
 * A PostgreSQL of our own in `<data folder>/postgres`. States of a use of it, with what moves them:
 *
 *   running ─(connection gone)→ lost ─(joined again)→ running
 *   running | lost ─(stop, release)→ left
 *
 * Invariants: a server runs at most once in a folder (PostgreSQL's own lock); while a use is `running` it holds
 * the shared lock, and a server is stopped only under the exclusive one, so nobody's server is stopped under
 * them; whoever leaves last by `stop` stops it, whoever had started it.
 */
export interface EmbeddedPostgres {
  readonly address: EmbeddedAddress;
  /** True where the server was running already. */
  readonly adopted: boolean;
  /** Called each time the server is gone, before it is started again; open pools find it at the same address. */
  readonly onLost: (listener: () => void) => void;
  /** Called once where, after the server was lost, another belfryd has begun to serve: this one has to end. */
  readonly onDisplaced: (listener: () => void) => void;
  /** Leaves, and stops the server where nobody else uses it. Comes back when it is gone. */
  readonly stop: () => Promise<void>;
  /** Leaves the server running. */
  readonly release: () => Promise<void>;
}

export type EmbeddedStart =
  | { readonly kind: 'started'; readonly postgres: EmbeddedPostgres }
  /** For the purpose 'serve': another belfryd serves on this data folder. */
  | { readonly kind: 'served_elsewhere' }
  | { readonly kind: 'problem'; readonly message: string };

export interface EmbeddedPostgresOptions extends ClusterOptions {
  /** Absolute path. */
  readonly dataDir: string;
  /** 'serve': at most one at a time on a data folder. 'command': as many as one likes, beside it or alone. */
  readonly purpose: 'serve' | 'command';
  readonly log: EmbeddedLog;
  /** PostgreSQL settings that replace ours; they count where this call starts the server. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Gives up waiting for the start. */
  readonly signal?: AbortSignal;
}

/** As much of pino's logger as is needed. */
export interface EmbeddedLog {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** A belfryd that was killed a moment ago, or that is stopping, still counts as serving for this long. */
const serveWaitMs = 5_000;
const serveRetryMs = 100;
const rejoinBackoffMsMax = 10_000;
const logCheckMs = 60_000;

/** Starts or adopts the server of the data folder; makes the cluster at the first time. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedStart> {
  const cluster = await openCluster(options);
  if (!cluster.ok) return { kind: 'problem', message: cluster.message };
  const giveUpAt = performance.now() + serveWaitMs;
  for (;;) {
    const joined = await join(options, cluster.value, null, options.signal ?? never);
    if (!joined.ok) return { kind: 'problem', message: joined.message };
    const membership = joined.value;
    if (options.purpose === 'command' || (await waitToServe(membership, giveUpAt))) {
      return { kind: 'started', postgres: use(options, cluster.value, membership) };
    }
    await membership.session.end();
    if (performance.now() >= giveUpAt) return { kind: 'served_elsewhere' };
  }
}

const never = new AbortController().signal;

/** False when the time is over, or when the server went away while we waited. */
async function waitToServe(membership: Membership, giveUpAt: number): Promise<boolean> {
  try {
    while (!(await membership.session.tryServe())) {
      if (performance.now() >= giveUpAt) return false;
      await delay(serveRetryMs);
    }
    return true;
  } catch {
    return false;
  }
}

function join(
  options: EmbeddedPostgresOptions,
  cluster: Cluster,
  previous: Membership | null,
  signal: AbortSignal,
) {
  return joinServer({
    cluster,
    settings: options.settings ?? {},
    previous: previous?.place ?? null,
    signal,
    onWait: (reason) => options.log.info({ reason }, 'waiting for the embedded PostgreSQL'),
  });
}

function use(options: EmbeddedPostgresOptions, cluster: Cluster, first: Membership): EmbeddedPostgres {
  const { log } = options;
  const leaving = new AbortController();
  const listeners: (() => void)[] = [];
  const displaced: (() => void)[] = [];
  let membership: Membership | null = first;
  const logTimer = setInterval(() => void boundLog(cluster.logFile).catch(() => {}), logCheckMs);
  logTimer.unref();

  const supervision = supervise();
  async function supervise(): Promise<void> {
    while (membership !== null) {
      await Promise.race([membership.session.closed, aborted(leaving.signal)]);
      if (leaving.signal.aborted) return;
      const previous: Membership = membership;
      membership = null;
      await previous.session.end();
      log.warn({}, 'the embedded PostgreSQL is gone; starting it again');
      for (const listener of listeners) listener();
      membership = await rejoin(previous);
    }
  }

  /** Null only when we are leaving. */
  async function rejoin(previous: Membership): Promise<Membership | null> {
    for (
      let backoffMs = 100;
      !leaving.signal.aborted;
      backoffMs = Math.min(backoffMs * 2, rejoinBackoffMsMax)
    ) {
      const joined: Done<Membership> = await join(options, cluster, previous, leaving.signal);
      if (joined.ok) {
        await serveAgain(joined.value);
        log.info({ adopted: joined.value.adopted }, 'the embedded PostgreSQL runs again');
        return joined.value;
      }
      if (!leaving.signal.aborted)
        log.error({ reason: joined.message }, 'the embedded PostgreSQL could not be started again');
      await delay(backoffMs, undefined, { signal: leaving.signal }).catch(() => {});
    }
    return null;
  }

  async function serveAgain(joined: Membership): Promise<void> {
    if (options.purpose === 'command' || (await waitToServe(joined, performance.now() + serveWaitMs))) return;
    if ((await joined.session.tryServe().catch(() => 'gone')) !== false) return;
    log.error({}, 'another belfryd has begun to serve on this data folder');
    for (const listener of displaced.splice(0)) listener();
  }

  async function leave(stopping: boolean): Promise<void> {
    if (leaving.signal.aborted) return;
    leaving.abort();
    clearInterval(logTimer);
    await supervision;
    const session = membership?.session;
    // Without a session there is no server: joining, when told to leave, has stopped what it had begun.
    if (stopping && (await session?.isLast().catch(() => false)) === true)
      await stopPostmaster(cluster.folder);
    await session?.end();
  }

  return {
    address: first.address,
    adopted: first.adopted,
    onLost: (listener) => void listeners.push(listener),
    onDisplaced: (listener) => void displaced.push(listener),
    stop: () => leave(true),
    release: () => leave(false),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Stops the server of a data folder, whoever uses it: for tools and tests that clean up. */
export function stopEmbeddedPostgres(dataDir: string): Promise<void> {
  return stopPostmaster(clusterFolder(dataDir));
}
