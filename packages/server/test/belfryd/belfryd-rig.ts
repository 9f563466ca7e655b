import { join } from 'node:path';
import type { Account } from '../embedded-postgres/rig.ts';
import { type LineProcess, startProcess } from '../line-process.ts';

export interface RunOptions {
  /** Beside BELFRY_DATA_DIR. */
  readonly env?: Readonly<Record<string, string>>;
  readonly account?: Account | null;
  readonly program?: readonly [string, ...string[]];
}

export interface ServingBelfryd extends LineProcess {
  readonly url: string;
}

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
export const launcher = join(import.meta.dirname, '..', '..', 'bin', 'belfryd.js');

/** belfryd with these arguments, on the data folder. */
export function belfryd(dataDir: string, args: readonly string[], options: RunOptions = {}): LineProcess {
  const [program, ...first] = options.program ?? [process.execPath, main];
  return startProcess(program, [...first, ...args], {
    env: { BELFRY_DATA_DIR: dataDir, ...options.env },
    account: options.account ?? null,
    cwd: '/',
  });
}

/** Runs it to its end. */
export async function run(dataDir: string, args: readonly string[], options: RunOptions = {}) {
  const process = belfryd(dataDir, args, options);
  const { code } = await process.ended;
  return { code, output: process.output() };
}

/** Serves on a free port, in development mode unless `args` say otherwise; resolves when it listens. */
export async function serve(
  dataDir: string,
  options: RunOptions & { readonly args?: readonly string[] } = {},
): Promise<ServingBelfryd> {
  const process = belfryd(dataDir, ['serve', '--port', '0', ...(options.args ?? ['--dev'])], options);
  const [, url] = await process.until(/"url":"(http:[^"]+)".*"listening"/);
  if (url === undefined) throw new Error('The expression has a group.');
  return { ...process, url };
}

/** SIGTERM; answers the exit code when it is gone. */
export async function stop(process: LineProcess): Promise<number | null> {
  process.kill('SIGTERM');
  return (await process.ended).code;
}

export interface CreatedByCommand {
  readonly workspace: { readonly id: string; readonly name: string };
  readonly key: string;
}

/** What `workspace create --json` prints. */
export function createdWorkspace(output: string): CreatedByCommand {
  return JSON.parse(output);
}

/** Whether the key opens the API. */
export async function opens(url: string, key: string): Promise<number> {
  const response = await fetch(`${url}/api/v1/workspace`, { headers: { authorization: `Bearer ${key}` } });
  return response.status;
}
