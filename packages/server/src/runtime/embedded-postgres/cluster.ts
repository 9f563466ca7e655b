import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Account, chooseAccount, giveTree } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Done, done, errorCode, failed } from './done.ts';
import { runProgram } from './run-program.ts';
import { isProcess } from './system-process.ts';

/** A database cluster on disk and what is needed to run it. */
export interface Cluster {
  /** PostgreSQL's own data folder. */
  readonly folder: string;
  readonly logFile: string;
  readonly password: string;
  readonly binaries: Binaries;
  readonly account: Account | null;
}

export interface ClusterOptions {
  readonly dataDir: string;
  /** For tests: other places than the npm package and /var/lib/belfry. */
  readonly nativeFolder?: string;
  readonly copiesFolder?: string;
  /** For tests: false leaves it to the operating system when the new cluster reaches the disk. */
  readonly syncOnCreate?: boolean;
}

/** The only role; it owns everything in the cluster. */
export const roleName = 'belfry';
const initialiseTimeoutMs = 180_000;

/**
 * Finds the cluster in `<data folder>/postgres`, or makes it. Processes may race: a new cluster is made beside
 * and renamed into its place whole, password included; who comes second uses the first one's.
 */
export async function openCluster(options: ClusterOptions): Promise<Done<Cluster>> {
  const folder = clusterFolder(options.dataDir);
  const root = dirname(folder);
  try {
    await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
    const account = await chooseAccount([folder, options.dataDir]);
    const binaries = await findBinaries(account, options.nativeFolder, options.copiesFolder);
    if (!binaries.ok) return binaries;
    if (!(await exists(join(folder, 'PG_VERSION')))) {
      const created = await createCluster(options, root, binaries.value, account);
      if (!created.ok) return created;
    }
    return await readCluster(root, binaries.value, account);
  } catch (error) {
    return failed(accessProblem(options.dataDir, error));
  }
}

/** PostgreSQL's own folder; beside it are the password and the log. */
export function clusterFolder(dataDir: string): string {
  return join(dataDir, 'postgres', 'data');
}

/** What to pass as `-D`, and the working folder that goes with it. */
export function clusterArgument(cluster: Pick<Cluster, 'folder' | 'account'>): string {
  // Another account may not search the folders above; through the working folder it need not.
  return cluster.account !== null && process.platform === 'linux' ? '/proc/self/cwd' : cluster.folder;
}

async function readCluster(
  root: string,
  binaries: Binaries,
  account: Account | null,
): Promise<Done<Cluster>> {
  const folder = join(root, 'data');
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (version !== binaries.majorVersion) {
    return failed(
      `${folder} was made by PostgreSQL ${version}; this release brings PostgreSQL ${binaries.majorVersion}. ` +
        'Run the release of Belfry that made it; docs/operating.md, "Upgrading", says how to move on.',
    );
  }
  const found = await stat(folder);
  if (account !== null && found.uid === 0) await giveTree(root, account);
  // PostgreSQL refuses a folder that others may enter, as a restore may have left it.
  if ((found.mode & 0o777) !== 0o700) await chmod(folder, 0o700);
  const password = (await readFile(join(root, 'password'), 'utf8')).trim();
  return done({ folder, logFile: join(root, 'server.log'), password, binaries, account });
}

async function createCluster(
  options: ClusterOptions,
  root: string,
  binaries: Binaries,
  account: Account | null,
): Promise<Done<null>> {
  await removeAbandoned(options.dataDir);
  const newRoot = join(options.dataDir, `${newRootPrefix}${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    const filled = await fillRoot(newRoot, binaries, account, options.syncOnCreate ?? true);
    if (!filled.ok) return filled;
    await rename(newRoot, root);
    return filled;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return done(null);
    throw error;
  } finally {
    await rm(newRoot, { recursive: true, force: true });
  }
}

async function fillRoot(
  root: string,
  binaries: Binaries,
  account: Account | null,
  sync: boolean,
): Promise<Done<null>> {
  const folder = join(root, 'data');
  const passwordFile = join(root, 'password');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(root, 0o700);
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true });
  if (account !== null)
    for (const path of [root, folder, passwordFile]) await chown(path, account.uid, account.gid);
  const cluster = { folder, account };
  const password = await open(passwordFile, 'r');
  try {
    const readable = clusterArgument(cluster) === folder ? passwordFile : '/proc/self/fd/3';
    const run = await runProgram({
      program: join(binaries.folder, 'bin', 'initdb'),
      args: [
        `--pgdata=${clusterArgument(cluster)}`,
        `--pwfile=${readable}`,
        ...initialArguments,
        ...(sync ? [] : ['--no-sync']),
      ],
      libraries: join(binaries.folder, 'lib'),
      account,
      cwd: folder,
      timeoutMs: initialiseTimeoutMs,
      extraFile: password.fd,
    });
    return run.ok
      ? done(null)
      : failed(`PostgreSQL could not make its data folder in ${root}: ${run.message}`);
  } finally {
    await password.close();
  }
}

/** Sorting by code point and Unicode case folding, built into PostgreSQL: independent of the machine's locales. */
const initialArguments: readonly string[] = [
  `--username=${roleName}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

const newRootPrefix = 'postgres.new-';

/** Removes what a process left that died while it made a cluster. */
async function removeAbandoned(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const pid = new RegExp(`^${newRootPrefix.replace('.', '\\.')}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isProcess(Number(pid)))
      await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function accessProblem(dataDir: string, error: unknown): string {
  const code = errorCode(error);
  if (code === 'EACCES' || code === 'EPERM') {
    return (
      `The data folder ${dataDir} belongs to another user: ${String(error)}. ` +
      'Run belfryd as that user or as root, or name another folder with BELFRY_DATA_DIR.'
    );
  }
  return `The data folder ${dataDir} can't be used: ${String(error)}`;
}
