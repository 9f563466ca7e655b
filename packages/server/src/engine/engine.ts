/**
 * The engine of one process: sender, recorder and the chores around them, started and stopped together.
 *
 * Order of a start: lease, notifications, chores. Order of a stop: chores that take work, calls under way (until
 * the deadline), outcomes, the lease; then what was queued is due for others. Whatever is cut off by a kill is
 * found by a rescuer: a hand-off or a lease whose owner has no row in `processes`.
 */
import type { AppContext } from '../app/context.ts';
import type { WebhookDirectory } from '../app/webhook-directory.ts';
import type { DeliveryTaker, DeliveryTask } from '../domain/delivery-task.ts';
import { greatestId } from '../domain/id.ts';
import type { Outcome } from '../domain/outcome.ts';
import { queuedBytes } from '../domain/publication.ts';
import { databaseErrorKind } from '../store/database-error.ts';
import { freeLeasesOf } from '../store/due.ts';
import { readDueLag } from '../store/due-lag.ts';
import { writePending } from '../store/outcomes.ts';
import { expireOtherProcesses, removeExpiredProcesses, removeProcess } from '../store/processes.ts';
import { expandHandoffs, freeLeases } from '../store/rescue.ts';
import { writeStats } from '../store/stats-writing.ts';
import { claimRestMs, createClaimRound, pollMs } from './claimer.ts';
import { HandoffBook } from './handoff-book.ts';
import { Heartbeat, renewEveryMs } from './heartbeat.ts';
import { createJobRound } from './job-runner.ts';
import { logAttempt } from './log-attempt.ts';
import { Loop } from './loop.ts';
import type { Metrics } from './metrics.ts';
import { type Performed, perform } from './perform.ts';
import { reportEveryMs, reportSuccesses } from './record-health.ts';
import { Recorder } from './recorder.ts';
import { Sender } from './sender.ts';
import { Statistics, writeEveryMs } from './statistics.ts';
import { SuccessBook } from './success-book.ts';
import { within } from './within.ts';
import { writeBatch } from './write-outcomes.ts';

export interface EngineOptions {
  readonly context: AppContext;
  readonly directory: WebhookDirectory;
  readonly call: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Outcome>;
  readonly random: () => number;
  readonly monotonicMs: () => number;
  readonly process: { readonly id: string; readonly role: string; readonly startedAt: number };
  /** True where no other process can be alive on this database: the embedded one, held by its lock. */
  readonly alone: boolean;
  readonly limits: EngineLimits;
  readonly metrics: Metrics;
  readonly log: EngineLog;
}

export interface EngineLimits {
  readonly concurrencyMax: number;
  readonly concurrencyPerEndpoint: number;
  readonly queuedMax: number;
  readonly queuedBytesMax: number;
}

export interface EngineLog {
  readonly debug: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

export interface Engine {
  readonly taker: DeliveryTaker;
  readonly start: () => Promise<void>;
  /** Resolves when nothing of it runs any more; calls under way are given until `deadlineMs` from now. */
  readonly stop: (deadlineMs: number) => Promise<void>;
  /** Wakes what polls, after a notification. */
  readonly wake: { readonly due: () => void; readonly jobs: () => void };
}

const makeVisibleEveryMs = 250;
const rescueEveryMs = 2_000;
const handoffsPerRescueMax = 100;
const retryTurnMs = 500;

export function createEngine(options: EngineOptions): Engine {
  const { context, directory, metrics, log } = options;
  const { sql, now, changed } = context;
  const owner = options.process.id;
  const statistics = new Statistics();
  const successes = new SuccessBook();
  /** Ids of the deliveries taken and not written yet. */
  const inHand = new Set<string>();
  let stopping = false;

  const heartbeat = new Heartbeat({
    sql,
    process: options.process,
    monotonicMs: options.monotonicMs,
    lost: async () => {
      log.warn({}, 'The lease had run out: what was queued here is now due for any process.');
      for (const task of sender.drain()) inHand.delete(task.id);
      await book.forget();
      const everything = { owner, before: greatestId, except: [], givenUp: [] };
      while ((await expandHandoffs(sql, now(), handoffsPerRescueMax, everything)) > 0);
      await freeLeases(sql, owner);
    },
    regained: () => sender.resume(),
  });
  const recorder = new Recorder({
    write: (batch, finished, again) =>
      writeBatch({ context, directory, owner, successes }, batch, finished, again),
    written: (batch) => {
      for (const { task } of batch) {
        inHand.delete(task.id);
        changed(task.workspaceId, 'deliveries', task.webhookId);
      }
      metrics.outcomeBatch.observe(batch.length);
      if (!recorder.full) sender.resume();
    },
    isTransient: (error) => databaseErrorKind(error) !== 'refused',
    failed: (error, lost) => {
      metrics.writeFailures.inc();
      const fields = { err: error, ...(lost === null ? {} : { delivery_id: lost.task.id }) };
      if (lost === null) log.warn(fields, 'Outcomes could not be written; trying again.');
      else
        log.error(
          fields,
          'The database refused an outcome; the delivery stays pending until this process ends.',
        );
    },
  });
  const sender: Sender = new Sender({
    owner,
    perform: turn,
    limitsOf: ({ workspaceId, webhookId }) => {
      const webhook = directory.lastKnown(workspaceId)?.webhooks.get(webhookId);
      return {
        concurrency: webhook?.concurrencyLimit ?? options.limits.concurrencyPerEndpoint,
        rate: webhook?.rateLimit ?? null,
      };
    },
    mayStart: () => heartbeat.held && !recorder.full,
    now,
    ...options.limits,
  });
  const book = new HandoffBook(async (pending, finished) => {
    await writePending(sql, owner, pending, finished);
    for (const { workspaceId, webhookId } of pending) changed(workspaceId, 'deliveries', webhookId);
  });
  metrics.observe({
    inFlight: () => sender.active,
    queued: () => sender.queued,
    unwritten: () => recorder.backlog,
  });

  /** One delivery's turn; where the database is away and the webhook unknown, the turn comes again. */
  async function turn(task: DeliveryTask): Promise<void> {
    for (;;) {
      try {
        return settle(await perform({ directory, call: options.call, now, random: options.random }, task));
      } catch (error) {
        if (databaseErrorKind(error) === 'refused') {
          log.error({ err: error, delivery_id: task.id }, 'A delivery could not be made; it stays pending.');
          return;
        }
        if (stopping) return;
        await new Promise((resolve) => setTimeout(resolve, retryTurnMs));
      }
    }
  }

  function settle(performed: Performed): void {
    recorder.add(performed);
    metrics.count(performed, now());
    statistics.count(performed, now());
    logAttempt(log, performed);
  }

  const mayTakeWork = (): boolean => !stopping && heartbeat.held;
  const take = (tasks: readonly DeliveryTask[]): void => {
    for (const task of tasks) inHand.add(task.id);
    book.add(tasks);
    sender.take(tasks);
  };
  const { monotonicMs } = options;
  const claimRound = createClaimRound({
    sql,
    sender,
    directory,
    take,
    inHand,
    now,
    monotonicMs,
    mayClaim: mayTakeWork,
  });
  const jobRound = createJobRound({ sql, owner, now, changed, mayRun: mayTakeWork });
  const failed = (name: string, error: unknown): void => {
    log.warn({ err: error, chore: name }, `The ${name} failed; it goes on at its next turn.`);
  };
  const loop = (name: string, everyMs: number, run: () => Promise<boolean>): Loop =>
    new Loop({ name, everyMs, run, failed });
  const done = async (work: Promise<unknown>): Promise<boolean> => {
    await work;
    return false;
  };

  const renewer = loop('heartbeat', renewEveryMs, () => done(heartbeat.renew()));
  const claimer = new Loop({
    name: 'claimer',
    everyMs: pollMs,
    restMs: claimRestMs,
    run: claimRound,
    failed,
  });
  const jobRunner = loop('job runner', pollMs, jobRound);
  const visibility = loop('visibility writer', makeVisibleEveryMs, async () => {
    await book.makeVisible(now());
    await giveBackBacklog();
    return false;
  });
  const statsWriter = loop('statistics writer', writeEveryMs, () =>
    done(statistics.flush(now(), (counts) => writeStats(sql, owner, counts))),
  );
  const healthReporter = loop('health reporter', reportEveryMs, () =>
    done(reportSuccesses(context, directory, successes)),
  );
  const rescuer = loop('rescuer', rescueEveryMs, async () => {
    if (!mayTakeWork()) return false;
    metrics.dueLagSeconds.set((await readDueLag(sql, now())) / 1000);
    if (heartbeat.steady) await removeExpiredProcesses(sql);
    const stray = book.stray(owner, now());
    const rescued = (await expandHandoffs(sql, now(), handoffsPerRescueMax, stray)) + (await freeLeases(sql));
    metrics.rescued.inc(rescued);
    if (rescued > 0) claimer.wake();
    return rescued > 0;
  });
  const takers = [claimer, jobRunner, rescuer];

  return {
    taker: {
      owner,
      reserve: (endpoint, bytes) => heartbeat.held && sender.reserve(endpoint, bytes),
      cancel: (endpoint, bytes) => sender.cancel(endpoint, bytes),
      take,
      giveUp: (handoffId) => book.giveUp(handoffId),
      whenRoom: () => sender.whenRoom(),
    },
    async start() {
      await heartbeat.renew();
      if (options.alone) await expireOtherProcesses(sql, owner);
      for (const chore of [renewer, ...takers, visibility, statsWriter, healthReporter]) chore.start();
    },
    async stop(deadlineMs) {
      stopping = true;
      await Promise.all(takers.map((chore) => chore.stop()));
      await within(deadlineMs, sender.stop());
      await visibility.stop();
      await within(deadlineMs, recorder.drain());
      await Promise.all([renewer.stop(), statsWriter.stop(), healthReporter.stop()]);
      // What is left is given back at once rather than when the lease has run out.
      await within(deadlineMs, giveBack());
    },
    wake: { due: () => claimer.wake(), jobs: () => jobRunner.wake() },
  };

  /** What queues for endpoints that are too slow for it waits in the database instead, where any process may take it. */
  async function giveBackBacklog(): Promise<void> {
    const backlog = sender.takeBacklog();
    if (backlog.length === 0) return;
    try {
      await freeLeasesOf(sql, owner, backlog);
      for (const task of backlog) inHand.delete(task.id);
    } catch (error) {
      for (const task of backlog) sender.hold(task, queuedBytes(task.event));
      sender.take(backlog);
      throw error;
    }
  }

  async function giveBack(): Promise<void> {
    try {
      await statistics.flush(now(), (counts) => writeStats(sql, owner, counts));
      await reportSuccesses(context, directory, successes);
      await removeProcess(sql, owner);
      while ((await expandHandoffs(sql, now(), handoffsPerRescueMax, null)) > 0);
      await freeLeases(sql);
    } catch (error) {
      log.warn(
        { err: error },
        'What was queued could not be given back; it becomes due when the lease runs out.',
      );
    }
  }
}
