import type { ChildProcess } from 'node:child_process';
import { closeSync, fchownSync, openSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Place, placeSettings } from './address.ts';
import { type Cluster, clusterArgument } from './cluster.ts';
import { boundLog } from './log-file.ts';
import { runningPostmaster } from './postmaster-file.ts';
import { spawnProgram } from './run-program.ts';
import { settingArguments } from './settings.ts';
import { isPostgresIn } from './system-process.ts';

/** A server that this process has started and that may still be starting. */
export interface StartedPostmaster {
  /** Undefined where it could not be started at all. */
  readonly pid: number | undefined;
  /** Settled when it has ended, with what it logged. */
  readonly ended: Promise<string>;
  /** From now on it does not keep our process alive. */
  readonly letGo: () => void;
}

/** A fast shutdown ends sessions and writes a checkpoint; after this time it is stopped without one. */
const fastShutdownMs = 15_000;
const immediateShutdownMs = 5_000;
const pollMs = 20;
const logTailBytes = 8_192;

/**
 * Starts the server as a process group of its own, so that a Ctrl-C at the terminal does not reach it, and
 * without ties to us, so that it outlives a parent that is killed; the next start adopts it.
 */
export async function startPostmaster(
  cluster: Cluster,
  place: Place,
  settings: Readonly<Record<string, string>>,
): Promise<StartedPostmaster> {
  await boundLog(cluster.logFile);
  const log = openSync(cluster.logFile, 'a', 0o600);
  if (cluster.account !== null) fchownSync(log, cluster.account.uid, cluster.account.gid);
  const logStart = (await stat(cluster.logFile)).size;
  try {
    const child = spawnProgram(
      {
        program: join(cluster.binaries.folder, 'bin', 'postgres'),
        args: ['-D', clusterArgument(cluster), ...settingArguments({ ...settings, ...placeSettings(place) })],
        libraries: join(cluster.binaries.folder, 'lib'),
        account: cluster.account,
        cwd: cluster.folder,
      },
      ['ignore', log, log],
      true,
    );
    const ended = endOf(child).then(async (why) => (await logSince(cluster.logFile, logStart)) || why);
    return { pid: child.pid, ended, letGo: () => child.unref() };
  } finally {
    closeSync(log);
  }
}

/**
 * Stops the server that runs in the folder, whoever started it, and comes back when it is gone: fast, and if
 * that takes too long without a checkpoint, from which the next start recovers. Nothing is lost either way.
 */
export async function stopPostmaster(folder: string): Promise<void> {
  const running = await runningPostmaster(folder);
  if (running === null) return;
  if (await signalled(running.pid, folder, 'SIGINT', fastShutdownMs)) return;
  if (await signalled(running.pid, folder, 'SIGQUIT', immediateShutdownMs)) return;
  await signalled(running.pid, folder, 'SIGKILL', immediateShutdownMs);
}

async function signalled(
  pid: number,
  folder: string,
  signal: NodeJS.Signals,
  waitMs: number,
): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return true;
  }
  for (let waitedMs = 0; waitedMs < waitMs; waitedMs += pollMs) {
    if (!isPostgresIn(pid, folder)) return true;
    await delay(pollMs);
  }
  return false;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

async function logSince(path: string, start: number): Promise<string> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return '';
  try {
    const { size } = await file.stat();
    const from = Math.max(start > size ? 0 : start, size - logTailBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.subarray(0, bytesRead).toString('utf8').trim();
  } finally {
    await file.close();
  }
}
