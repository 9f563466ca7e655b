import { randomBytes } from 'node:crypto';
import type { Dialect } from '@belfry/dialects';
import type { FastifyInstance } from 'fastify';
import type { Accounts } from './app/accounts.ts';
import { createAuthenticate } from './app/authenticate.ts';
import type { ChangeFeed } from './app/change-feed.ts';
import { type ChangeRecords, createChangeRecords } from './app/change-records.ts';
import type { AppContext } from './app/context.ts';
import { makeStartLink } from './app/first-start.ts';
import { createIdentity } from './app/identity.ts';
import { createPublish } from './app/publish.ts';
import { createPublicationRecorder, type PublicationRecorder } from './app/record-publication.ts';
import { createWebhookDirectory, type WebhookDirectory } from './app/webhook-directory.ts';
import { createChanges } from './changes.ts';
import { systemActor } from './domain/actor.ts';
import type { NoteChange } from './domain/change.ts';
import { dayMs } from './domain/day.ts';
import { idOf } from './domain/id.ts';
import { linkUrl } from './domain/link-token.ts';
import type { SecretBox } from './domain/secret-box.ts';
import type { TargetPolicy } from './domain/target-address.ts';
import { type Caller, callerDefaults, createCaller } from './engine/call/caller.ts';
import { createThreadedCaller } from './engine/call/threaded-caller.ts';
import { createDueRecords, type DueRecords } from './engine/due-records.ts';
import { createEngine, type Engine, type EngineLimits } from './engine/engine.ts';
import { Metrics } from './engine/metrics.ts';
import { listenForNotifications } from './engine/notifications.ts';
import { refusalOf } from './http/errors.ts';
import { buildHttpServer } from './http/server.ts';
import type { Installation } from './http/settings.ts';
import { createPruning } from './pruning.ts';
import { readReadiness } from './readiness.ts';
import { recordKindsOf } from './record-kinds.ts';
import { systemClock } from './runtime/clock.ts';
import { makeIdSource } from './runtime/ids.ts';
import type { Logger } from './runtime/logger.ts';
import { type Database, type DatabaseAddress, openDatabase } from './store/database.ts';
import { compilotPlugin } from './vendors/compilot/plugin.ts';
import { dotfilePlugin } from './vendors/dotfile/plugin.ts';
import { dueChanges } from './vendors/dotfile/records/due-changes.ts';

/** Everything that one running belfryd is made with. The database is migrated and has its partitions. */
export interface BelfrydOptions {
  readonly address: DatabaseAddress;
  /** True where no other process can be alive on this database: the embedded one, held by its lock. */
  readonly alone: boolean;
  readonly role: 'all' | 'api' | 'worker';
  readonly host: string;
  readonly port: number;
  /** What links to this server begin with; null: what the client called it by. */
  readonly publicUrl: string | null;
  readonly version: string;
  readonly secretBox: SecretBox;
  /** Signs the cookies of sessions: the same one in every process. */
  readonly cookieSecret: string;
  /** Development mode: the link that a start makes signs in directly. */
  readonly dev: boolean;
  /** Absent: a first start in development makes a workspace; false: its caller makes its own. */
  readonly firstWorkspace?: boolean;
  readonly targets: TargetPolicy;
  readonly retentionMs: number;
  readonly callTimeoutMs: number;
  /** Threads that make the calls; 0: the main one. */
  readonly callThreads: number;
  readonly connectionsMax: number;
  readonly statementTimeoutMs: number;
  readonly limits: EngineLimits;
  readonly trustedProxies: readonly string[];
  readonly log: Logger;
  /** A workspace's dialect by its name; absent: the dialects as they are. */
  readonly dialectOf?: (name: string) => Dialect | undefined;
}

export interface Belfryd {
  /** Where it listens. */
  readonly url: string;
  /** A one-time link to make the first account, or in development to sign in; null: none is needed. */
  readonly link: { readonly kind: 'setup' | 'sign_in'; readonly url: string } | null;
  /** Stops taking, gives calls under way until `deadlineMs` from now, and gives back what was not begun. */
  readonly stop: (deadlineMs: number) => Promise<void>;
}

const connectTimeoutMs = 10_000;
/** Of the time to stop in, what is kept for writing outcomes and giving back. */
const writingShareMs = 3_000;

/** Composes and starts one belfryd: pools, engine, HTTP server. Rejects where it cannot listen. */
export async function startBelfryd(options: BelfrydOptions): Promise<Belfryd> {
  const pools = openPools(options);
  const { feed, relay } = createChanges(pools.api, options.alone, options.log);
  const context = contextOf(options, pools.api, relay.note);
  const metrics = new Metrics();
  const directory = createWebhookDirectory(context, options.dialectOf);
  const caller = callerOf(options);
  const engine =
    options.role === 'api'
      ? null
      : engineOf(options, { ...context, sql: pools.hot }, directory, caller, metrics);
  const silence = await listenForNotifications(pools.api, {
    directory,
    due: () => engine?.wake.due(),
    jobs: () => engine?.wake.jobs(),
  });
  await relay.start();
  const publishing = { ...context, sql: pools.hot };
  const recorder = createPublicationRecorder(publishing, directory, engine?.taker ?? null, metrics.recorded);
  const changeRecords = createChangeRecords(context, directory, recorder);
  const http = await httpServerOf({
    options,
    context,
    feed,
    publishing,
    directory,
    recorder,
    changeRecords,
    caller,
    metrics,
  });
  const dueRecords = dueRecordsOf(options, context, changeRecords, metrics);
  const pruning = new AbortController();
  const pruner = createPruning(pools.api, options.retentionMs, options.log, pruning.signal);
  async function stop(deadlineMs: number): Promise<void> {
    pruning.abort();
    // Beside each other: no queued call is to start while the last requests are answered. What these still publish
    // is recorded as pending, for there is no sender any more.
    await Promise.all([
      http.close(),
      pruner.stop(),
      dueRecords.stop(),
      engine?.stop(Math.max(0, deadlineMs - writingShareMs)),
    ]);
    // What was given back may be called by another process from now on: nobody waits for the calls that are left.
    void caller.close();
    feed.stop();
    await Promise.all([relay.stop(), silence().catch(() => {})]);
    await Promise.all([pools.api.end({ timeout: 1 }), pools.hot.end({ timeout: 1 })]);
  }
  try {
    await engine?.start();
    if (options.role !== 'api') {
      pruner.start();
      dueRecords.start();
    }
    const url = await http.listen({ host: options.host, port: options.port });
    return { url, link: await startLinkOf(options, context, url), stop };
  } catch (error) {
    await stop(writingShareMs);
    throw error;
  }
}

/**
 * Two pools: publishing and delivering have few statements with megabytes of values, planned once; the API's
 * statements are planned for their values.
 */
function openPools(options: BelfrydOptions): { readonly api: Database; readonly hot: Database } {
  const { address, connectionsMax, statementTimeoutMs } = options;
  const half = Math.max(2, Math.floor(connectionsMax / 2));
  const settings = { statementTimeoutMs, connectTimeoutMs, connectionsMax: half };
  return {
    api: openDatabase(address, { ...settings, applicationName: 'belfryd api' }),
    hot: openDatabase(address, { ...settings, applicationName: 'belfryd engine', plans: 'generic' }),
  };
}

function contextOf(options: BelfrydOptions, sql: Database, changed: NoteChange): AppContext {
  return {
    sql,
    now: systemClock.now,
    newId: makeIdSource(idOf, systemClock),
    randomBytes: (count) => randomBytes(count),
    secretBox: options.secretBox,
    targets: options.targets,
    changed,
    actor: systemActor('belfryd'),
  };
}

/** Without an engine only webhooks' tests are called, which is not worth a thread. */
function callerOf({
  targets: policy,
  callTimeoutMs: timeoutMs,
  callThreads: threads,
  role,
  log,
}: BelfrydOptions): Caller {
  if (threads === 0 || role === 'api') return createCaller({ policy, timeoutMs });
  const died = (error: unknown, calls: number): void =>
    log.error({ err: error, calls }, 'A thread for calls died: the calls that it had count as failed.');
  return createThreadedCaller({ policy, timeoutMs, threads, died });
}

function engineOf(
  options: BelfrydOptions,
  context: AppContext,
  directory: WebhookDirectory,
  caller: Caller,
  metrics: Metrics,
): Engine {
  return createEngine({
    context,
    directory,
    call: (url, headers, body) => caller.call(url, headers, body),
    random: Math.random,
    monotonicMs: () => performance.now(),
    process: { id: context.newId(), role: options.role, startedAt: context.now() },
    alone: options.alone,
    limits: options.limits,
    metrics,
    log: options.log,
  });
}

interface HttpParts {
  readonly options: BelfrydOptions;
  readonly context: AppContext;
  readonly feed: ChangeFeed;
  /** With the pool for publishing. */
  readonly publishing: AppContext;
  readonly directory: WebhookDirectory;
  readonly recorder: PublicationRecorder;
  readonly changeRecords: ChangeRecords;
  readonly caller: Caller;
  readonly metrics: Metrics;
}

async function httpServerOf(parts: HttpParts): Promise<FastifyInstance> {
  const { options, context, feed, publishing, directory, recorder, changeRecords, caller, metrics } = parts;
  const authenticate = createAuthenticate(context);
  const accounts = accountsOf(options, context);
  const vendorOptions = { context, authenticate, changeRecords, refusalOf };
  return buildHttpServer({
    context,
    log: options.log,
    installation: installationOf(options),
    authenticate,
    accounts,
    publish: createPublish(publishing, directory, recorder),
    catalogueChanged: (workspaceId) => directory.invalidate(workspaceId),
    feed,
    recordKindsOf,
    call: (url, headers, body) => caller.call(url, headers, body),
    vendors: [
      { prefix: '/dotfile', plugin: dotfilePlugin({ ...vendorOptions, publicUrl: options.publicUrl }) },
      { prefix: '/compilot', plugin: compilotPlugin(vendorOptions) },
    ],
    trustedProxies: options.trustedProxies,
    readiness: () => readReadiness(context),
    metrics: { contentType: metrics.registry.contentType, metrics: () => metrics.registry.metrics() },
  });
}

/** A worker signs nobody in, and so never loads what that needs. */
function accountsOf({ role, dev, cookieSecret }: BelfrydOptions, context: AppContext): Accounts | null {
  return role === 'worker' ? null : { context, identity: createIdentity(context, cookieSecret), dev };
}

async function startLinkOf(
  { role, dev, publicUrl, firstWorkspace = true }: BelfrydOptions,
  context: AppContext,
  url: string,
): Promise<Belfryd['link']> {
  const link = role === 'worker' ? null : await makeStartLink(context, dev, firstWorkspace);
  return link === null ? null : { kind: link.kind, url: linkUrl(publicUrl ?? url, link.token) };
}

function installationOf(options: BelfrydOptions): Installation {
  const { version, dev, publicUrl, retentionMs, callTimeoutMs, targets } = options;
  return {
    version,
    dev,
    publicUrl,
    retentionDays: Math.round(retentionMs / dayMs),
    callTimeoutMs,
    allowedNetworks: targets.allowedNetworks,
    responseKeptBytes: callerDefaults.responseBodyStoredBytesMax,
  };
}

function dueRecordsOf(
  { log }: BelfrydOptions,
  context: AppContext,
  changeRecords: ChangeRecords,
  metrics: Metrics,
): DueRecords {
  return createDueRecords({ ...context, changes: dueChanges({ context, changeRecords }), metrics, log });
}
