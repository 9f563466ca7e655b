import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import nodeFlags from '../bin/node-flags.json' with { type: 'json' };

/** belfryd as a process of its own, as the demo and the bench start it. */
export interface BelfrydProcess {
  readonly pid: number;
  readonly baseUrl: string;
  /** The link that this start printed, which signs in to the console once; null: it printed none. */
  readonly consoleLink: () => string | null;
  /** Resolves when it has ended by itself, with the end of its log. */
  readonly ended: Promise<string>;
  /** SIGTERM, and comes back when it is gone; SIGKILL where it takes longer than it may. */
  readonly stop: () => Promise<void>;
}

export interface BelfrydOptions {
  /** The program and its arguments, without host and port; flags of Node.js may stand before it. */
  readonly program: readonly string[];
  readonly dataDir: string;
  readonly port: number;
}

export const mainFile = join(import.meta.dirname, '..', 'src', 'main.ts');

const host = '127.0.0.1';
const startTimeoutMs = 120_000;
const pollMs = 50;
/** It gives itself 20 s. */
const stopTimeoutMs = 30_000;
const logTailBytes = 4_000;

/** Starts it and waits until it is ready; throws with the end of its log where it does not come up. */
export async function startBelfrydProcess(options: BelfrydOptions): Promise<BelfrydProcess> {
  const logFile = join(options.dataDir, 'belfryd.log');
  const log = openSync(logFile, 'a', 0o600);
  const logStart = fstatSync(log).size;
  const child = spawn(
    process.execPath,
    [...nodeFlags, ...options.program, '--host', host, '--port', String(options.port)],
    {
      env: environmentFor(options.dataDir),
      // The channel tells it when we are gone.
      stdio: ['ignore', log, log, 'ipc'],
    },
  );
  closeSync(log);
  const ended = once(child, 'exit').then(() => readFileSync(logFile, 'utf8').slice(-logTailBytes));
  const baseUrl = `http://${host}:${options.port}`;
  if (!(await becomesReady(baseUrl, child))) {
    await stop(child);
    throw new Error(`belfryd did not become ready:\n${await ended}`);
  }
  const { pid } = child;
  if (pid === undefined) throw new Error('belfryd could not be started');
  const consoleLink = () => linkIn(readFileSync(logFile).subarray(logStart).toString());
  return { pid, baseUrl, consoleLink, ended, stop: () => stop(child) };
}

/** The newest of a log's lines. */
function linkIn(log: string): string | null {
  return /^.*"link":"([^"]+)"/s.exec(log)?.[1] ?? null;
}

/** Makes a workspace with an API key through the command line, whether or not a server is running. */
export async function createWorkspace(dataDir: string, name: string, dialect: string) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [mainFile, 'workspace', 'create', '--name', name, '--dialect', dialect, '--json'],
    { env: environmentFor(dataDir) },
  );
  // What `workspace create --json` prints, on one line or several.
  return JSON.parse(stdout) as { readonly workspace: { readonly id: string }; readonly key: string };
}

/** Without the settings of another belfryd, whose database is none of ours. */
function environmentFor(dataDir: string): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(
    ([name]) => name !== 'DATABASE_URL' && !name.startsWith('BELFRY_'),
  );
  return { ...Object.fromEntries(others), BELFRY_DATA_DIR: dataDir };
}

/** The port where it is free, or else any free one. */
export async function freePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? wanted;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(address === null || typeof address === 'string' ? null : address.port));
    });
  });
}

/** False where it has ended, or is not ready in time. */
async function becomesReady(baseUrl: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline && isRunning(child)) {
    const answer = await fetch(`${baseUrl}/readyz`).catch(() => null);
    if (answer?.ok === true) return true;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return false;
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function stop(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const tooLong = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await ended;
  clearTimeout(tooLong);
}
