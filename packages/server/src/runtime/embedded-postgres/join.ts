import { setTimeout as delay } from 'node:timers/promises';
import { addressOf, choosePlace, type EmbeddedAddress, type Place, placeOf } from './address.ts';
import type { Cluster } from './cluster.ts';
import { type Done, done, failed } from './done.ts';
import { type StartedPostmaster, startPostmaster } from './postmaster.ts';
import { type PostmasterFile, runningPostmaster } from './postmaster-file.ts';
import { openSession, type Session } from './session.ts';
import { verdictOn } from './verdict.ts';

/** A server that runs, and a session on it. */
export interface Membership {
  readonly address: EmbeddedAddress;
  readonly place: Place;
  readonly session: Session;
  /** False where this process has started the server. */
  readonly adopted: boolean;
}

export interface JoinOptions {
  readonly cluster: Cluster;
  readonly settings: Readonly<Record<string, string>>;
  /** Where the server was until now; it is started there again, so that open pools find it. */
  readonly previous: Place | null;
  readonly signal: AbortSignal;
  /** Told every few seconds what is waited for. */
  readonly onWait: (reason: string) => void;
}

/** Recovery after a loss of power replays up to max_wal_size; that is minutes on a slow disk. */
const joinTimeoutMs = 900_000;
const retryMsMin = 20;
const retryMsMax = 500;
const tellEveryMs = 5_000;

/**
 * Connects to the server of the cluster, and starts it where none runs. Any number of processes may do so at
 * once: PostgreSQL lets one server into a folder, and the others' attempts end by adopting it.
 */
export async function joinServer(options: JoinOptions): Promise<Done<Membership>> {
  const start = performance.now();
  const search: Search = { place: options.previous, socketsWork: true, started: null };
  let toldAt = start;
  let retryMs = retryMsMin;
  for (;;) {
    if (options.signal.aborted) return giveUp(search, 'Stopped while the embedded PostgreSQL was starting.');
    const running = await runningPostmaster(options.cluster.folder);
    const step =
      running === null ? await startStep(options, search) : await connectStep(options, search, running);
    if (typeof step !== 'string') return step.ok ? step : giveUp(search, step.message);
    const now = performance.now();
    if (now - start > joinTimeoutMs)
      return giveUp(search, `The embedded PostgreSQL did not become ready: ${step}`);
    if (now - toldAt > tellEveryMs) {
      toldAt = now;
      options.onWait(step);
    }
    await delay(retryMs);
    retryMs = Math.min(retryMs * 1.5, retryMsMax);
  }
}

/** Takes back a server that was started a moment ago and that nobody has been told of. */
async function giveUp({ started }: Search, message: string): Promise<Done<never>> {
  if (started?.postmaster.pid !== undefined && started.ending === null) {
    process.kill(started.postmaster.pid, 'SIGINT');
    await started.postmaster.ended;
  }
  return failed(message);
}

/** What the tries have taught: where to listen, and the server we have started last. */
interface Search {
  place: Place | null;
  socketsWork: boolean;
  started: Started | null;
}

/** `ending`: what it logged, once it has ended. */
interface Started {
  readonly postmaster: StartedPostmaster;
  ending: string | null;
}

/** An end of the search, or what is waited for. */
type Step = Done<Membership> | string;

async function connectStep(options: JoinOptions, search: Search, running: PostmasterFile): Promise<Step> {
  const { cluster } = options;
  const place = placeOf(running, cluster);
  if (place === null) return 'its socket has a path that is too long from here';
  const attempt = await openSession((database) => addressOf(place, cluster.password, database));
  switch (attempt.kind) {
    case 'open':
      search.started?.postmaster.letGo();
      return done({
        address: addressOf(place, cluster.password),
        place,
        session: attempt.session,
        adopted: search.started?.postmaster.pid !== running.pid,
      });
    case 'not_yet':
      return attempt.reason;
    case 'refused':
      return failed(attempt.message);
  }
}

async function startStep(options: JoinOptions, search: Search): Promise<Step> {
  const { started } = search;
  if (started !== null && started.ending === null) return 'it is starting';
  const verdict = started === null || started.ending === null ? null : verdictOn(started.ending);
  if (verdict?.kind === 'hopeless')
    return failed(`The embedded PostgreSQL does not start: ${verdict.reason}`);
  if (verdict?.kind === 'elsewhere') {
    search.socketsWork &&= verdict.socketsWork;
    search.place = null;
  }
  search.place ??= await choosePlace(options.cluster, search.socketsWork);
  search.started = await startWatched(options, search.place);
  return verdict?.reason ?? 'it is starting';
}

async function startWatched(options: JoinOptions, place: Place): Promise<Started> {
  const postmaster = await startPostmaster(options.cluster, place, options.settings);
  const started: Started = { postmaster, ending: null };
  void postmaster.ended.then((ending) => {
    started.ending = ending;
  });
  return started;
}
