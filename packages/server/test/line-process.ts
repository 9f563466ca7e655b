import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A real process that a test talks to by lines. */
export interface LineProcess {
  readonly pid: number;
  /** Everything it has written, standard error included. */
  readonly output: () => string;
  /** Resolves with the first match in what it has written or will write; rejects when it ends without one. */
  readonly until: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly write: (line: string) => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves when it has ended and all its output has been read. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

export interface LineProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly account?: { readonly uid: number; readonly gid: number } | null;
}

const started = new Set<ChildProcess>();

/** Where compiled code is kept between processes, see vitest.config.ts; who may not write there goes without. */
const compileCache = process.env['NODE_COMPILE_CACHE'];

/** The process gets `env`, a PATH and the compile cache, nothing else of the test's environment. */
export function startProcess(
  program: string,
  args: readonly string[],
  options: LineProcessOptions = {},
): LineProcess {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      ...(compileCache === undefined ? {} : { NODE_COMPILE_CACHE: compileCache }),
      ...options.env,
    },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.account ?? {}),
  });
  started.add(child);
  const waiting = new Set<() => void>();
  let output = '';
  let over = false;
  const wake = () => {
    for (const look of waiting) look();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      wake();
    });
  }
  // A process that has ended reads no more.
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(([code, signal]) => {
    over = true;
    started.delete(child);
    wake();
    return { code, signal };
  });
  if (child.pid === undefined) throw new Error(`${program} could not be started.`);
  return {
    pid: child.pid,
    output: () => output,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output);
          if (match === null && !over) return;
          waiting.delete(look);
          if (match === null) reject(new Error(`It ended without ${pattern}:\n${output}`));
          else resolve(match);
        };
        waiting.add(look);
        look();
      }),
    write: (line) => void child.stdin.write(`${line}\n`),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** For afterEach: whatever a failed test left running is killed. */
export async function killProcesses(): Promise<void> {
  const ends = [...started].map((child) => once(child, 'close'));
  for (const child of started) child.kill('SIGKILL');
  await Promise.all(ends);
}
