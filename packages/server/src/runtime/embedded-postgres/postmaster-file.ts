import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isPostgresIn, isTaken } from './system-process.ts';

/** What a running server writes about itself into `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number;
  /** Also a part of the socket's name. */
  readonly port: number;
  /** '' where it listens on a socket only. */
  readonly listenAddress: string;
}

/** Name of the socket within the folder; the number is a part of the name only. */
export const socketPort = 5432;
export const socketFile = `.s.PGSQL.${socketPort}`;

/** Both begin with the number of the server's first process. */
const lockFiles = ['postmaster.pid', `${socketFile}.lock`] as const;

/** The server that runs in the folder; null where none does. Lock files that keep one from starting are removed. */
export async function runningPostmaster(folder: string): Promise<PostmasterFile | null> {
  const file = parse(await read(join(folder, 'postmaster.pid')));
  if (file !== null && isPostgresIn(file.pid, folder)) return file;
  for (const name of lockFiles) await removeStale(join(folder, name), folder);
  return null;
}

/**
 * PostgreSQL overrules a lock file of a process that is gone, but not of one that exists: another program that
 * has its number by now, or the dead server itself where nobody has collected it. Processes of a dead server
 * that still hold its memory are noticed by PostgreSQL without the files.
 */
async function removeStale(path: string, folder: string): Promise<void> {
  const text = await read(path);
  const pid = Number.parseInt(text, 10);
  if (Number.isNaN(pid) || isPostgresIn(pid, folder) || !isTaken(pid)) return;
  // Read again: another start may have put its own in place.
  if ((await read(path)) === text) await rm(path, { force: true });
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

/** Null while the file is not whole yet. */
function parse(text: string): PostmasterFile | null {
  const [pid, , , port, , listenAddress] = text.split('\n');
  if (!/^\d+$/.test(pid ?? '') || !/^\d+$/.test(port ?? '') || listenAddress === undefined) return null;
  return { pid: Number(pid), port: Number(port), listenAddress: listenAddress.trim() };
}
