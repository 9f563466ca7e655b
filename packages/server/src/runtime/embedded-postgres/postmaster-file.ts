import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isPostgresIn, isProcess } from './system-process.ts';

/** What a running server writes about itself into `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number;
  /** Also a part of the socket's name. */
  readonly port: number;
  /** '' where it listens on a socket only. */
  readonly listenAddress: string;
}

/**
 * The server that runs in the folder; null where none does. A file that a dead server left, whose number is
 * another program's by now, is removed, because PostgreSQL would take that program for a server. Processes of
 * the dead server that still hold its memory are noticed by PostgreSQL without the file.
 */
export async function runningPostmaster(folder: string): Promise<PostmasterFile | null> {
  const path = join(folder, 'postmaster.pid');
  const text = await read(path);
  const file = parse(text);
  if (file === null) return null;
  if (isPostgresIn(file.pid, folder)) return file;
  // Read again: another start may have put its own in place.
  if (isProcess(file.pid) && (await read(path)) === text) await rm(path, { force: true });
  return null;
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
