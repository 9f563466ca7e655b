import { readFileSync, statSync } from 'node:fs';
import { errorCode } from './done.ts';

/** True while a process with that number exists, whoever owns it. A finished one nobody has collected doesn't count. */
export function isProcess(pid: number): boolean {
  return isTaken(pid) && !isZombie(pid);
}

/** True while the number is a process's, also of a finished one that its parent has not collected. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * True where the process is a PostgreSQL that works in `folder`. Numbers are used again after a restart of the
 * machine or the container, so that a number in a file says little. Where the system can't tell, true for every
 * process: PostgreSQL itself then decides.
 */
export function isPostgresIn(pid: number, folder: string): boolean {
  if (!isProcess(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    if (statusOf(pid).name !== 'postgres') return false;
    const worksIn = statSync(`/proc/${pid}/cwd`);
    const wanted = statSync(folder);
    return worksIn.ino === wanted.ino && worksIn.dev === wanted.dev;
  } catch (error) {
    const code = errorCode(error);
    return code !== 'ENOENT' && code !== 'ESRCH';
  }
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return statusOf(pid).state === 'Z';
  } catch {
    return false;
  }
}

/** From /proc/<pid>/stat: `4711 (postgres) S …`; the name may itself hold brackets and spaces. */
function statusOf(pid: number): { readonly name: string; readonly state: string } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const end = text.lastIndexOf(')');
  return { name: text.slice(text.indexOf('(') + 1, end), state: text.charAt(end + 2) };
}
