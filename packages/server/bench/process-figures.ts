import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts processor time in hundredths of a second for every program (USER_HZ). */
const ticksPerSecond = 100;

/**
 * Processor time of a process so far, user and system, in microseconds, and of the children that have ended. Null
 * where the system has no /proc, and for a process that is gone.
 */
export function cpuUs(pid: number): number | null {
  const fields = statOf(pid);
  if (fields === null) return null;
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15).map(Number);
  return ((user + system + childrenUser + childrenSystem) / ticksPerSecond) * 1e6;
}

/** The same for a process and all that descend from it and still live. */
export function treeCpuUs(root: number): number | null {
  const own = cpuUs(root);
  if (own === null) return null;
  return childrenOf(root).reduce((sum, child) => sum + (treeCpuUs(child) ?? 0), own);
}

/** The most memory that a process has held at once, in MiB. Null as in cpuUs. */
export function peakMb(pid: number): number | null {
  const status = read(`/proc/${pid}/status`);
  const kib = status === null ? undefined : /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kib === undefined ? null : Number(kib) / 1024;
}

export function childrenOf(pid: number): readonly number[] {
  const all = read('/proc/self/stat') === null ? [] : readdirSync('/proc').map(Number);
  return all.filter((one) => one > 0 && Number(statOf(one)?.[1]) === pid);
}

/** The fields of /proc/<pid>/stat behind the name, which may hold spaces: the state first, then the parent. */
function statOf(pid: number): readonly string[] | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
