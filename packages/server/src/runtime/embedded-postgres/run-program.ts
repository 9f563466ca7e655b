import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import type { Account } from './account.ts';
import { type Done, done, failed } from './done.ts';

export interface Program {
  readonly program: string;
  readonly args: readonly string[];
  /** Folder of the shared libraries that come with the program. */
  readonly libraries: string;
  /** Null: as we run ourselves. */
  readonly account: Account | null;
  readonly cwd?: string;
}

/** Output kept of a program that is run to its end. */
const outputCharactersMax = 16_384;

/**
 * Starts a program with a small environment of its own: nothing of ours (a DATABASE_URL, a master key, a
 * locale, PG* variables) reaches it. The working folder is entered before the account is taken, so that it may
 * lie below folders which the account can't search.
 */
export function spawnProgram(program: Program, stdio: StdioOptions, detached: boolean): ChildProcess {
  const { account } = program;
  return spawn(program.program, program.args, {
    cwd: program.cwd ?? '/',
    stdio,
    detached,
    windowsHide: true,
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: '/',
      LC_ALL: 'C',
      TZ: 'UTC',
      LD_LIBRARY_PATH: program.libraries,
    },
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  });
}

/** Runs a program to its end; `value` is what it wrote, `message` what it wrote or why it didn't run. */
export async function runProgram(
  program: Program & { readonly timeoutMs: number; readonly extraFile?: number },
): Promise<Done<string>> {
  const stdio: StdioOptions = [
    'ignore',
    'pipe',
    'pipe',
    ...(program.extraFile === undefined ? [] : [program.extraFile]),
  ];
  return new Promise((resolve) => {
    const child = spawnProgram(program, stdio, false);
    const timer = setTimeout(() => child.kill('SIGKILL'), program.timeoutMs);
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-outputCharactersMax);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const finish = (result: Done<string>) => {
      clearTimeout(timer);
      resolve(result);
    };
    child.once('error', (error) => finish(failed(error.message)));
    child.once('close', (code, signal) => {
      if (code === 0) finish(done(output.trim()));
      else finish(failed(`${output.trim() || 'no output'} (${signal ?? `exit code ${code}`})`));
    });
  });
}
