import { dialectNames } from '@belfry/dialects';
import { type Belfryd, type BelfrydOptions, startBelfryd } from '../belfryd.ts';
import type { Config } from '../config.ts';
import { dayMs } from '../domain/day.ts';
import { createLogger, type Logger } from '../runtime/logger.ts';
import { type DatabaseServerInUse, databaseProblem, openSmallPool, reachServer } from './open-database.ts';
import { prepareDatabase, type Sealing } from './prepare.ts';
import { stopSignal } from './stop-signal.ts';
import { type ExitCode, exitCodes, tell } from './terminal.ts';
import { version } from './version.ts';

/** Of the time to stop in, what is kept for the embedded PostgreSQL. */
const databaseShareMs = 2_000;
const mib = 1024 * 1024;

/**
 * Serves until SIGTERM or SIGINT. States: starting (a signal ends it after the step that is under way), serving,
 * stopping (at most `shutdownTimeoutMs`, then the process ends as if killed, which loses nothing).
 * `replacements` is for the demonstration, whose retries come sooner and whose workspaces it makes itself.
 */
export async function runServe(config: Config, replacements: Replacements = {}): Promise<ExitCode> {
  const log = createLogger(config.logLevel);
  const stop = stopSignal(() => process.exit(exitCodes.failed));
  const server = await reachServer(config, 'serve', log, stop);
  if (!server.ok) return stop.aborted ? exitCodes.done : refuse(server.message);
  const { embedded } = server.value;
  try {
    const belfryd = await start(config, server.value, log, stop, replacements);
    if (typeof belfryd === 'string') return stop.aborted ? exitCodes.done : refuse(belfryd);
    return await serve(config, belfryd, server.value, log, stop);
  } finally {
    await embedded?.stop();
    log.info({}, 'stopped');
  }
}

type Replacements = Pick<BelfrydOptions, 'dialectOf' | 'firstWorkspace'>;

/** A running belfryd, or why there is none. */
async function start(
  config: Config,
  server: DatabaseServerInUse,
  log: Logger,
  stop: AbortSignal,
  replacements: Replacements,
): Promise<Belfryd | string> {
  const sql = openSmallPool(config, server.address);
  try {
    const sealing = await prepareDatabase(config, sql, log, stop);
    if (!sealing.ok) return sealing.message;
    return await startBelfryd({ ...optionsOf(config, server, sealing.value, log), ...replacements });
  } catch (error) {
    const problem = databaseProblem(config, error) ?? listenProblem(config, error);
    if (problem === null && !stop.aborted) throw error;
    return problem ?? 'Stopped while starting.';
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function serve(
  config: Config,
  belfryd: Belfryd,
  server: DatabaseServerInUse,
  log: Logger,
  stop: AbortSignal,
): Promise<ExitCode> {
  log.info({ url: belfryd.url, role: config.role, version, embedded: server.embedded !== null }, 'listening');
  if (belfryd.link !== null) log.info({ link: belfryd.link.url }, linkTexts[belfryd.link.kind]);
  if (config.dev) tell(welcome(belfryd));
  else if (belfryd.link !== null) tell(setUpText(belfryd.link.url));
  const displaced = new Promise<'displaced'>((resolve) =>
    server.embedded?.onDisplaced(() => resolve('displaced')),
  );
  const why = await Promise.race([displaced, aborted(stop)]);
  if (why === 'displaced') log.error({}, 'another belfryd serves on this data folder now; this one ends');
  log.info({}, 'stopping');
  const tooLong = setTimeout(() => {
    log.error({ shutdown_timeout_ms: config.shutdownTimeoutMs }, 'stopping took too long; the process ends');
    process.exit(exitCodes.failed);
  }, config.shutdownTimeoutMs);
  tooLong.unref();
  await belfryd.stop(Math.max(0, config.shutdownTimeoutMs - databaseShareMs));
  return why === 'displaced' ? exitCodes.failed : exitCodes.done;
}

function optionsOf(
  config: Config,
  server: DatabaseServerInUse,
  sealing: Sealing,
  log: Logger,
): BelfrydOptions {
  const { role, host, port, dev, allowedNetworks, callTimeoutMs, statementTimeoutMs, trustedProxies } =
    config;
  return {
    address: server.address,
    alone: server.embedded !== null,
    role,
    host,
    port,
    publicUrl: config.publicUrl,
    version,
    ...sealing,
    dev,
    targets: { dev, allowedNetworks },
    retentionMs: config.retentionDays * dayMs,
    callTimeoutMs,
    callThreads: config.callThreads,
    connectionsMax: config.databaseConnections,
    statementTimeoutMs,
    limits: {
      concurrencyMax: config.concurrency,
      concurrencyPerEndpoint: config.concurrencyPerEndpoint,
      queuedMax: config.queuedDeliveries,
      queuedBytesMax: config.queuedMib * mib,
    },
    trustedProxies,
    log,
  };
}

function refuse(message: string): ExitCode {
  tell(message);
  return exitCodes.failed;
}

function aborted(signal: AbortSignal): Promise<'stopped'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('stopped');
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
}

/** A sentence for an error of listening; null for any other error. */
function listenProblem({ host, port }: Config, error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error) || error.syscall !== 'listen') return null;
  return `belfryd can't listen on ${host}, port ${port}: ${error.message}. Choose others with --host and --port.`;
}

const linkTexts = {
  setup: 'nobody has an account yet: this link makes the first, once, within 24 hours',
  sign_in: 'this link signs in, once, within 24 hours',
} as const;

function setUpText(link: string): string {
  return `
Nobody has an account yet. Open this link to make the first one, which owns this installation:
  ${link}
It works once, for 24 hours; the next start prints another.
`;
}

function welcome({ url, link }: Belfryd): string {
  const console = link === null ? '' : `\nThe console, signed in by a link that works once:\n  ${link.url}\n`;
  return `
Belfry listens on ${url}, in development mode: webhooks may have http and loopback addresses.
${console}
Next, in another terminal:
  npx belfryd workspace create --name Trial --dialect ${dialectNames[0]}
prints an API key. With it, subscribe and publish as README.md shows, or read ${url}/docs.
Ctrl-C stops Belfry; what it has recorded stays in the data folder.
`;
}
